package io.github.apim.report.picture;

import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines that are not too wide; what does not fit is cut, with an ellipsis. */
final class TextWrap {

    private static final String MARKS = " -./,:_@";
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

    /** At a blank unless that leaves most of the line empty, then after a mark, or else where the line is full. */
    private static int breakAt(String text, TextStyle style, int width) {
        int full = fitting(text, style, width);
        int blank = lastBreak(text, full, " ");
        if (blank >= full / 2) {
            return blank;
        }
        int mark = lastBreak(text, full, MARKS);
        return mark > 0 ? mark : Math.max(full, text.offsetByCodePoints(0, 1));
    }

    /** How much of the text to take so that the line ends with one of these characters; 0 if there is none. */
    private static int lastBreak(String text, int full, String breaks) {
        if (breaks.indexOf(text.charAt(full)) == 0) {
            return full;
        }
        for (int end = full; end > 0; end--) {
            if (breaks.indexOf(text.charAt(end - 1)) >= 0) {
                return end;
            }
        }
        return 0;
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
