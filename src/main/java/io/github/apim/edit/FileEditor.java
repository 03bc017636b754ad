package io.github.apim.edit;

import java.util.Locale;

/** One value at one place of one file, with the editor that the file's name calls for. */
public final class FileEditor {

    private FileEditor() {}

    /** Whether there is an editor for files of that name: {@code .xml}, {@code .properties}, {@code .sh}, {@code .json}. */
    public static boolean supports(String fileName) {
        return switch (extension(fileName)) {
            case "xml", "properties", "sh", "json" -> true;
            default -> false;
        };
    }

    /**
     * The file with that value at that place.
     *
     * @param place an XML path, a property's key, a shell variable's name or a JSON path
     * @throws EditException if there is no editor for the file, or if it cannot make the edit
     */
    public static byte[] set(String fileName, byte[] bytes, String place, String value) {
        return switch (extension(fileName)) {
            case "xml" -> XmlFile.parse(fileName, bytes).set(place, value).bytes();
            case "properties" ->
                PropertiesFile.parse(fileName, bytes).set(place, value).bytes();
            case "sh" -> ShellFile.parse(fileName, bytes).set(place, value).bytes();
            case "json" -> JsonFile.parse(fileName, bytes).set(place, value).bytes();
            default ->
                throw EditException.atPlace(
                        fileName,
                        place,
                        "only .xml, .properties, .sh and .json files can be edited; ship the whole file instead");
        };
    }

    private static String extension(String fileName) {
        var name = fileName.substring(fileName.lastIndexOf('/') + 1);
        var dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
