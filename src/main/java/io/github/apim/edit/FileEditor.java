package io.github.apim.edit;

import io.github.apim.edit.Operation.Add;
import io.github.apim.edit.Operation.Form;
import io.github.apim.edit.Operation.Remove;
import java.util.Locale;

/** One operation at one place of one file, with the editor that the file's name calls for. */
public final class FileEditor {

    private FileEditor() {}

    /** Whether there is an editor for files of that name: XML, properties, TOML, shell scripts and JSON. */
    public static boolean supports(String fileName) {
        return switch (extension(fileName)) {
            case "xml", "properties", "toml", "sh", "json" -> true;
            default -> false;
        };
    }

    /** The file with that value at that place, see {@link #apply}. */
    public static byte[] set(String fileName, byte[] bytes, String place, String value) {
        return apply(fileName, bytes, place, new Operation.Set(value));
    }

    /**
     * The file after the operation.
     *
     * @param place an XML path, a property's key, a TOML path, a shell variable's name or a JSON path
     * @throws EditException if there is no editor for the file, or if it cannot make the edit
     */
    public static byte[] apply(String fileName, byte[] bytes, String place, Operation operation) {
        return switch (extension(fileName)) {
            case "xml" -> changed(XmlFile.parse(fileName, bytes), fileName, place, operation, Form.XML);
            case "properties" -> changed(PropertiesFile.parse(fileName, bytes), fileName, place, operation, Form.VALUE);
            case "toml" -> changed(TomlFile.parse(fileName, bytes), fileName, place, operation, Form.TOML);
            case "sh" -> shell(ShellFile.parse(fileName, bytes), fileName, place, operation);
            case "json" -> changed(JsonFile.parse(fileName, bytes), fileName, place, operation, Form.JSON);
            default ->
                throw EditException.atPlace(
                        fileName,
                        place,
                        "only .xml, .properties, .toml, .sh and .json files can be edited; ship the whole file instead");
        };
    }

    private static <F extends ChangeableFile<F>> byte[] changed(
            F file, String name, String place, Operation operation, Form form) {
        if (operation instanceof Operation.Set set) {
            return file.setLive(place, set.value()).bytes();
        } else if (operation instanceof Remove) {
            return file.remove(place).bytes();
        }
        Add add = add(name, place, operation, form);
        return file.add(place, add.content(), add.side(), add.anchor()).bytes();
    }

    /** Where a line stands in a script decides what it does, and only the script's author can say where. */
    private static byte[] shell(ShellFile file, String name, String place, Operation operation) {
        if (operation instanceof Operation.Set set) {
            return file.set(place, set.value()).bytes();
        }
        throw EditException.atPlace(
                name, place, "in a script, variables can only be set; to add or remove lines, ship the whole file");
    }

    private static Add add(String name, String place, Operation operation, Form form) {
        if (operation instanceof Add add && add.form() == form) {
            return add;
        }
        throw EditException.atPlace(
                name,
                place,
                "what is added to a file of this kind is written as '" + form.key() + "', not as '"
                        + ((Add) operation).form().key() + "'");
    }

    private static String extension(String fileName) {
        var name = fileName.substring(fileName.lastIndexOf('/') + 1);
        var dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
