package io.github.apim.edit;

import java.util.HexFormat;

/** Writes and reads keys and values as java.util.Properties does, in pure ASCII. */
final class PropertiesEscapes {

    private static final int UNICODE_DIGITS = 4;

    private PropertiesEscapes() {}

    /** @param afterSign whether an equals sign or a colon stands before the value, so that it needs no further one */
    static String value(String value, boolean afterSign) {
        var escaped = new StringBuilder(value.length());
        for (var i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            var mistakable = i == 0 && (c == ' ' || !afterSign && (c == '=' || c == ':'));
            escaped.append(mistakable ? "\\" + c : character(c));
        }
        return escaped.toString();
    }

    static String key(String key) {
        var escaped = new StringBuilder(key.length());
        for (var i = 0; i < key.length(); i++) {
            var c = key.charAt(i);
            var mistakable = c == ' ' || c == '=' || c == ':' || i == 0 && (c == '#' || c == '!');
            escaped.append(mistakable ? "\\" + c : character(c));
        }
        return escaped.toString();
    }

    /** A broken {@code \}{@code u} is left as it stands: java.util.Properties rejects the file for it. */
    static String unescape(String source) {
        if (source.indexOf('\\') < 0) {
            return source;
        }
        var value = new StringBuilder(source.length());
        for (var i = 0; i < source.length(); i++) {
            var c = source.charAt(i);
            if (c != '\\' || i + 1 == source.length()) {
                value.append(c == '\\' ? "" : String.valueOf(c));
                continue;
            }
            var escape = source.charAt(++i);
            if (escape == 'u' && isUnicode(source, i + 1)) {
                value.append((char) HexFormat.fromHexDigits(source, i + 1, i + 1 + UNICODE_DIGITS));
                i += UNICODE_DIGITS;
            } else {
                value.append(
                        switch (escape) {
                            case 't' -> '\t';
                            case 'n' -> '\n';
                            case 'r' -> '\r';
                            case 'f' -> '\f';
                            default -> escape;
                        });
            }
        }
        return value.toString();
    }

    private static String character(char c) {
        return switch (c) {
            case '\\' -> "\\\\";
            case '\t' -> "\\t";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\f' -> "\\f";
            default ->
                c >= ' ' && c <= '~'
                        ? String.valueOf(c)
                        : "\\u" + HexFormat.of().withUpperCase().toHexDigits(c);
        };
    }

    private static boolean isUnicode(String source, int from) {
        return from + UNICODE_DIGITS <= source.length()
                && source.substring(from, from + UNICODE_DIGITS).chars().allMatch(HexFormat::isHexDigit);
    }
}
