package io.github.apim.edit;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.Locale;

/** What XML 1.0 says about single characters, names, and the escaping of values. */
final class XmlChars {

    private XmlChars() {}

    static boolean isName(CharSequence text) {
        if (text == null || text.isEmpty()) {
            return false;
        }
        var first = Character.codePointAt(text, 0);
        return isNameStart(first) && text.codePoints().allMatch(XmlChars::isNamePart);
    }

    static boolean isNameStart(int c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c == '_'
                || c == ':'
                || c >= 0xC0 && c != 0xD7 && c != 0xF7 && isCharacter(c) && !isPunctuationBlock(c);
    }

    static boolean isNamePart(int c) {
        return isNameStart(c)
                || c >= '0' && c <= '9'
                || c == '-'
                || c == '.'
                || c == 0xB7
                || c == 0x203F
                || c == 0x2040
                || c >= 0x300 && c <= 0x36F;
    }

    /** XML's white space: blank, tab, carriage return, line feed. */
    static boolean isSpace(int c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    /** Whether XML 1.0 allows that character at all, be it as a character reference. */
    static boolean isCharacter(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || c >= ' ' && c <= 0xD7FF
                || c >= 0xE000 && c <= 0xFFFD
                || c >= 0x10000 && c <= 0x10FFFF;
    }

    /** Whether a value can be written in XML 1.0, which has no way to write most control characters. */
    static boolean isWritable(String value) {
        return value.codePoints().allMatch(XmlChars::isCharacter);
    }

    /** The value as element content; its line feeds are written as the line end that is given. */
    static String escapeText(String value, String lineEnd, Charset charset) {
        var encoder = charset.newEncoder();
        var escaped = new StringBuilder(value.length());
        value.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '\n' -> escaped.append(lineEnd);
                case '\r' -> escaped.append("&#xD;");
                default -> append(escaped, c, encoder);
            }
        });
        return escaped.toString();
    }

    /** The value as it stands between those quotes; white space other than blanks survives as references. */
    static String escapeAttribute(String value, char quote, Charset charset) {
        var encoder = charset.newEncoder();
        var escaped = new StringBuilder(value.length());
        value.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '\t', '\n', '\r' -> reference(escaped, c);
                case '"', '\'' -> escaped.append(c != quote ? Character.toString(c) : c == '"' ? "&quot;" : "&apos;");
                default -> append(escaped, c, encoder);
            }
        });
        return escaped.toString();
    }

    private static void append(StringBuilder escaped, int c, CharsetEncoder encoder) {
        if (encoder.canEncode(Character.toString(c))) {
            escaped.appendCodePoint(c);
        } else {
            reference(escaped, c);
        }
    }

    private static void reference(StringBuilder escaped, int c) {
        escaped.append("&#x")
                .append(Integer.toHexString(c).toUpperCase(Locale.ROOT))
                .append(';');
    }

    private static boolean isPunctuationBlock(int c) {
        return c >= 0x300 && c <= 0x36F
                || c == 0x37E
                || c >= 0x2000 && c <= 0x206F && c != 0x200C && c != 0x200D
                || c >= 0x2190 && c <= 0x2BFF
                || c >= 0x2FF0 && c <= 0x3000
                || c >= 0xD800 && c <= 0xF8FF
                || c >= 0xFDD0 && c <= 0xFDEF
                || c >= 0xF0000;
    }
}
