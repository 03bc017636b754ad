package io.github.apim.overlay;

import io.github.apim.edit.FileEditor;
import io.github.apim.edit.NearestName;
import io.github.apim.product.HomeFacts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Finds the file of a home that was probably meant. */
public final class EditableFiles {

    private EditableFiles() {}

    /**
     * {@code "; did you mean 'x'?"}, or nothing.
     *
     * @param under the paths below a folder
     */
    public static String hint(String path, Function<String, List<String>> under) {
        List<String> files = HomeFacts.configurationFolders().stream()
                .flatMap(folder -> under.apply(folder).stream())
                .filter(FileEditor::supports)
                .sorted()
                .distinct()
                .toList();
        Optional<String> elsewhere =
                files.stream().filter(file -> name(file).equals(name(path))).findFirst();
        return Stream.of(elsewhere, NearestName.of(path, files))
                .flatMap(Optional::stream)
                .findFirst()
                .map(file -> "; did you mean '" + file + "'?")
                .orElse("");
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }
}
