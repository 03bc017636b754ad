package io.github.apim.edit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Strings and keys of TOML. */
final class TomlStrings {

    private static final int HEXADECIMAL = 16;
    private static final int DELETE = 0x7f;
    private static final String ESCAPED = "\"\\bfnrt";
    private static final String MEANT = "\"\\\b\f\n\r\t";

    private TomlStrings() {}

    /** Whether a character may stand in a key without quotes. */
    static boolean isBare(int c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '-';
    }

    /** Whether a character may stand nowhere as it is, but for line ends. */
    static boolean isControl(int c) {
        return c >= 0 && c < ' ' && c != '\t' || c == DELETE;
    }

    /** What stands between the quotes means; empty if there is an unknown escape in it. */
    static Optional<String> value(String content, boolean escapes, boolean severalLines) {
        var body = severalLines ? content.substring(Lines.terminator(content, 0).length()) : content;
        return escapes && body.indexOf('\\') >= 0 ? unescape(body, severalLines) : Optional.of(body);
    }

    private static Optional<String> unescape(String body, boolean severalLines) {
        var value = new StringBuilder(body.length());
        for (var i = 0; i < body.length(); i++) {
            var c = body.charAt(i);
            if (c != '\\') {
                value.append(c);
                continue;
            }
            var escape = ++i < body.length() ? body.charAt(i) : ' ';
            var digits = escape == 'u' ? 4 : escape == 'U' ? 8 : 0;
            if (digits > 0) {
                var character = character(body, i + 1, digits);
                if (character.isEmpty()) {
                    return Optional.empty();
                }
                value.appendCodePoint(character.get());
                i += digits;
            } else if (ESCAPED.indexOf(escape) >= 0) {
                value.append(MEANT.charAt(ESCAPED.indexOf(escape)));
            } else if (severalLines && endsLine(body, i)) {
                i = skipSpace(body, i) - 1;
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(value.toString());
    }

    private static Optional<Integer> character(String body, int start, int digits) {
        var end = Math.min(start + digits, body.length());
        if (!body.substring(start, end).matches("[0-9a-fA-F]{" + digits + "}")) {
            return Optional.empty();
        }
        var code = Long.parseLong(body.substring(start, end), HEXADECIMAL);
        var valid = code <= Character.MAX_CODE_POINT
                && !(code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE);
        return valid ? Optional.of((int) code) : Optional.empty();
    }

    /** Whether only blanks stand before the line end: the backslash before them takes all space behind it away. */
    private static boolean endsLine(String body, int offset) {
        var end = Lines.skipBlanks(body, offset);
        return !Lines.terminator(body, end).isEmpty();
    }

    private static int skipSpace(String body, int offset) {
        var end = offset;
        while (end < body.length() && " \t\r\n".indexOf(body.charAt(end)) >= 0) {
            end++;
        }
        return end;
    }

    /** The value in double quotes, escaped where it must be. */
    static String quote(String value) {
        var quoted = new StringBuilder("\"");
        value.chars().forEach(c -> {
            var known = MEANT.indexOf(c);
            if (known >= 0) {
                quoted.append('\\').append(ESCAPED.charAt(known));
            } else if (isControl(c)) {
                quoted.append("\\u%04X".formatted(c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }

    /** The same in single quotes, if the value can stand between such, else in double ones. */
    static String quoteLiterally(String value) {
        var plain = value.chars().noneMatch(c -> c == '\'' || isControl(c));
        return plain ? "'" + value + "'" : quote(value);
    }

    /** Whether a text can be written as UTF-8: it holds no half of a surrogate pair. */
    static boolean isWritable(String value) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(value);
    }

    /** A key of several names, with quotes where they are needed. */
    static String key(List<String> names) {
        return names.stream().map(TomlStrings::name).collect(Collectors.joining("."));
    }

    private static String name(String name) {
        return !name.isEmpty() && name.chars().allMatch(TomlStrings::isBare) ? name : quote(name);
    }
}
