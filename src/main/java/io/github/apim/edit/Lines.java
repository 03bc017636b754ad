package io.github.apim.edit;

/** Where lines begin and end in a text whose lines may end in LF, CRLF or CR, even mixed. */
public final class Lines {

    private Lines() {}

    /** The line of the offset, counted from 1. */
    static int number(String text, int offset) {
        var number = 1;
        for (var i = 0; i < offset; i++) {
            if (endsLine(text, i)) {
                number++;
            }
        }
        return number;
    }

    /** Where the line of the offset begins. */
    static int start(String text, int offset) {
        var start = offset;
        while (start > 0 && !endsLine(text, start - 1)) {
            start--;
        }
        return start;
    }

    /** Where the text of the line ends: at its line end or at the end of the text. */
    static int end(String text, int offset) {
        var end = offset;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    /** The line end that stands at the offset; empty if there is none. */
    static String terminator(String text, int offset) {
        if (text.startsWith("\r\n", offset)) {
            return "\r\n";
        }
        var isEnd = offset < text.length() && (text.charAt(offset) == '\n' || text.charAt(offset) == '\r');
        return isEnd ? text.substring(offset, offset + 1) : "";
    }

    /** The line end of the line of the offset; if it has none that of the line before; LF if there is none at all. */
    static String terminatorNear(String text, int offset) {
        var own = terminator(text, end(text, offset));
        if (!own.isEmpty()) {
            return own;
        }
        var start = start(text, offset);
        if (start == 0) {
            return "\n";
        }
        return text.startsWith("\r\n", Math.max(0, start - 2)) ? "\r\n" : text.substring(start - 1, start);
    }

    /** The blanks and tabs at the start of the line of the offset, as far as the offset. */
    static String indent(String text, int offset) {
        var start = start(text, offset);
        var end = start;
        while (end < offset && isBlank(text.charAt(end))) {
            end++;
        }
        return text.substring(start, end);
    }

    /** Whether only blanks and tabs stand before the offset on its line. */
    static boolean beginsAt(String text, int offset) {
        return start(text, offset) + indent(text, offset).length() == offset;
    }

    /** Behind the blanks and tabs at the offset. */
    static int skipBlanks(String text, int offset) {
        var end = offset;
        while (end < text.length() && isBlank(text.charAt(end))) {
            end++;
        }
        return end;
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** Whether there is more than one line. */
    static boolean several(CharSequence text) {
        return text.chars().anyMatch(c -> c == '\n' || c == '\r');
    }

    private static boolean endsLine(String text, int i) {
        var c = text.charAt(i);
        return c == '\n' || c == '\r' && !text.startsWith("\n", i + 1);
    }
}
