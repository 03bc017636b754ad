package io.github.apim.shipping;

import java.util.List;
import java.util.stream.Collectors;

/** Writes words so that every shell takes each of them as it is. */
final class ShellWords {

    private ShellWords() {}

    /** The words in single quotes, with blanks between them. */
    static String quoted(List<String> words) {
        return words.stream().map(ShellWords::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
