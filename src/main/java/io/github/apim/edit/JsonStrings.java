package io.github.apim.edit;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** JSON strings in a text of which every character is one byte of UTF-8. */
final class JsonStrings {

    /** The three bytes of the mark in UTF-8. */
    static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";

    private static final int HEXADECIMAL = 16;
    private static final int UNICODE_DIGITS = 4;
    private static final String ESCAPED = "\"\\/bfnrt";
    private static final String MEANT = "\"\\/\b\f\n\r\t";

    private JsonStrings() {}

    /** The value between the quotes; empty if there is an unknown escape in it. */
    static Optional<String> unquote(String quoted) {
        var value = new StringBuilder();
        var characters = fromBytes(quoted.substring(1, quoted.length() - 1));
        for (var i = 0; i < characters.length(); i++) {
            var c = characters.charAt(i);
            if (c != '\\') {
                value.append(c);
                continue;
            }
            var escape = characters.charAt(++i);
            if (escape == 'u') {
                var digits = characters.substring(i + 1, Math.min(i + 1 + UNICODE_DIGITS, characters.length()));
                if (!digits.matches("[0-9a-fA-F]{4}")) {
                    return Optional.empty();
                }
                value.append((char) Integer.parseInt(digits, HEXADECIMAL));
                i += UNICODE_DIGITS;
            } else if (ESCAPED.indexOf(escape) >= 0) {
                value.append(MEANT.charAt(ESCAPED.indexOf(escape)));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(value.toString());
    }

    /** The value in quotes, escaped where it must be; a slash stays as it is. */
    static String quote(String value) {
        var quoted = new StringBuilder("\"");
        for (var c : value.toCharArray()) {
            var known = MEANT.indexOf(c);
            if (known >= 0 && c != '/') {
                quoted.append('\\').append(ESCAPED.charAt(known));
            } else if (c < ' ' || Character.isSurrogate(c)) {
                // A lone surrogate has no UTF-8, and a pair is the same as two escapes.
                quoted.append("\\u%04x".formatted((int) c));
            } else {
                quoted.append(c);
            }
        }
        return toBytes(quoted.append('"').toString());
    }

    private static String toBytes(String value) {
        return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String fromBytes(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
