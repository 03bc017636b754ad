package io.github.apim.manifest;

import java.util.Locale;

/** Text of others as it may be shown: nothing in it moves a terminal's cursor, forges a line, or changes a direction. */
public final class Printable {

    private static final String CONTINUED = "\n    ";

    private Printable() {}

    /** The text on one line. */
    public static String line(String text) {
        return escaped(text).replace("\n", "\\n");
    }

    /** The text with its lines; those after the first are set in, so that none passes for one of the log's own. */
    public static String lines(String text) {
        return escaped(text).replace("\n", CONTINUED);
    }

    private static String escaped(String text) {
        if (text.codePoints().noneMatch(Printable::isInvisible)) {
            return text;
        }
        StringBuilder result = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            if (isInvisible(character)) {
                result.append(String.format(Locale.ROOT, "\\u%04x", character));
            } else {
                result.appendCodePoint(character);
            }
        });
        return result.toString();
    }

    private static boolean isInvisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL -> character != '\n' && character != '\t';
            case Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
