package io.github.apim.report.picture;

import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines that are not too wide; what does not fit is cut, with an ellipsis. */
final class TextWrap {

    private static final String BREAK_AFTER = " -./,:_@";
    private static final String ELLIPSIS = "…";

    private TextWrap() {}

    /** The lines of a text, as many as may be. */
    static List<String> lines(String text, TextStyle style, int width, int most) {
        List<String> lines = new ArrayList<>();
        String rest = text.strip();
        while (!rest.isEmpty()) {
            if (lines.size() == most - 1 || style.width(rest) <= width) {
                lines.add(cut(rest, style, width));
                break;
            }
            int end = breakAt(rest, style, width);
            lines.add(rest.substring(0, end).strip());
            rest = rest.substring(end).strip();
        }
        return lines;
    }

    /** After the last good place, or else where the line is full; at least one character. */
    private static int breakAt(String text, TextStyle style, int width) {
        int full = fitting(text, style, width);
        for (int end = full; end > 0; end--) {
            boolean good =
                    BREAK_AFTER.indexOf(text.charAt(end - 1)) >= 0 || end < text.length() && text.charAt(end) == ' ';
            if (good && !text.substring(0, end).isBlank()) {
                return end;
            }
        }
        return Math.max(full, text.offsetByCodePoints(0, 1));
    }

    private static String cut(String text, TextStyle style, int width) {
        if (style.width(text) <= width) {
            return text;
        }
        return text.substring(0, fitting(text, style, width - style.width(ELLIPSIS)))
                        .strip()
                + ELLIPSIS;
    }

    private static int fitting(String text, TextStyle style, int width) {
        int end = 0;
        while (end < text.length()) {
            int next = text.offsetByCodePoints(end, 1);
            if (style.width(text.substring(0, next)) > width) {
                break;
            }
            end = next;
        }
        return end;
    }
}
