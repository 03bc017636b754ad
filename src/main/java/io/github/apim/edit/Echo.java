package io.github.apim.edit;

import java.util.Locale;
import java.util.regex.Pattern;

/** Quotes a part of the descriptor in a message: truncated, on one line, with apparent passwords masked. */
public final class Echo {

    private static final int LONGEST = 60;
    /** Enough to find a password in what is shown, and little enough to look for it everywhere. */
    private static final int LONGEST_SEARCH = 2_000;

    private static final Pattern USER_INFO = Pattern.compile("//[^@]*@");
    private static final Pattern PASSWORD = Pattern.compile("(?i)(passw(?:or)?d|pwd|secret|token)=[^&;,\\s]*");

    private Echo() {}

    /** The text in single quotes. */
    public static String of(String text) {
        String start = text.substring(0, Math.min(text.length(), LONGEST_SEARCH));
        String masked = USER_INFO.matcher(start).replaceAll("//***@");
        masked = PASSWORD.matcher(masked).replaceAll("$1=***");
        boolean tooLong = masked.codePointCount(0, masked.length()) > LONGEST;
        String shown = tooLong ? masked.substring(0, masked.offsetByCodePoints(0, LONGEST)) + "…" : masked;
        return "'" + escaped(shown) + "'";
    }

    /** The text with control and format characters escaped, which could break or forge lines of a log. */
    public static String escaped(String text) {
        StringBuilder result = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            switch (character) {
                case '\n' -> result.append("\\n");
                case '\r' -> result.append("\\r");
                case '\t' -> result.append("\\t");
                case '\\' -> result.append("\\\\");
                case '\'' -> result.append("\\'");
                default -> {
                    if (isInvisible(character)) {
                        result.append(String.format(Locale.ROOT, "\\u%04x", character));
                    } else {
                        result.appendCodePoint(character);
                    }
                }
            }
        });
        return result.toString();
    }

    private static boolean isInvisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
