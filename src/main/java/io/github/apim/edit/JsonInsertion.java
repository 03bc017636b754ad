package io.github.apim.edit;

import io.github.apim.edit.JsonNode.Member;
import io.github.apim.edit.JsonNode.Members;
import io.github.apim.edit.JsonNode.Span;

/** Adds a member to an object or an element to an array, laid out like those that are there. */
final class JsonInsertion {

    private static final String SEPARATOR = ": ";
    private static final String INDENT = "    ";

    private JsonInsertion() {}

    /** What is added, once it is known how it has to look. */
    @FunctionalInterface
    interface Part {

        /**
         * @param separator what stands between a name and its value
         * @param indent    what the line begins with
         * @param unit      what each level in it adds
         */
        String in(String separator, String indent, String unit, String lineEnd);
    }

    /**
     * The text with one part more, which stands at that position then.
     *
     * @param position up to the number of parts that are there
     */
    static String insert(String text, JsonNode container, int position, Part part) {
        var parts = container.parts();
        if (parts.isEmpty()) {
            return intoEmpty(text, container, part);
        }
        if (position == 0) {
            return before(text, container, parts.get(0), part);
        }
        var beside = parts.get(position - 1);
        var behind = beside.end();
        var comma = comma(text, behind, container.end());
        var ownLine = Lines.beginsAt(text, beside.start());
        var from = comma < 0 ? behind : comma + 1;
        // A comment at the end of a part's line belongs to that part and stays with it.
        var at = ownLine ? endOfLine(text, from) : from;
        var gap = ownLine ? Lines.terminatorNear(text, behind) + Lines.indent(text, beside.start()) : " ";
        return text.substring(0, behind)
                + (comma < 0 ? "," : "")
                + text.substring(behind, at)
                + gap
                + written(text, container, position - 1, part)
                + (comma < 0 ? "" : ",")
                + text.substring(at);
    }

    private static String before(String text, JsonNode container, Span beside, Part part) {
        var gap = Lines.beginsAt(text, beside.start())
                ? Lines.terminatorNear(text, beside.start()) + Lines.indent(text, beside.start())
                : " ";
        return text.substring(0, beside.start())
                + written(text, container, 0, part)
                + ","
                + gap
                + text.substring(beside.start());
    }

    private static String intoEmpty(String text, JsonNode container, Part part) {
        var at = container.start() + 1;
        var severalLines = Lines.several(text.substring(at, container.end()));
        var lineEnd = Lines.terminatorNear(text, at);
        var indent = Lines.indent(text, container.end() - 1);
        return text.substring(0, at)
                + (severalLines ? lineEnd + indent + INDENT : "")
                + part.in(SEPARATOR, severalLines ? indent + INDENT : indent, INDENT, lineEnd)
                + text.substring(at);
    }

    private static String written(String text, JsonNode container, int beside, Part part) {
        var start = container.parts().get(beside).start();
        var separator = container instanceof Members object
                ? separator(text, object.members().get(beside))
                : SEPARATOR;
        var indent = Lines.indent(text, start);
        var outer = Lines.indent(text, container.start());
        var unit = indent.startsWith(outer) && indent.length() > outer.length()
                ? indent.substring(outer.length())
                : INDENT;
        return part.in(separator, indent, unit, Lines.terminatorNear(text, start));
    }

    /** What stands between a member's name and its value; the usual where that is a comment or a line end. */
    private static String separator(String text, Member member) {
        var between = text.substring(member.name().end(), member.value().start());
        return between.matches("[ \\t]*:[ \\t]*") ? between : SEPARATOR;
    }

    /** The comma behind a part, past blanks and comments, be they JavaScript's or TOML's; -1 if there is none. */
    static int comma(String text, int from, int end) {
        var at = from;
        while (at < end) {
            if (text.charAt(at) == ',') {
                return at;
            } else if (text.startsWith("//", at) || text.charAt(at) == '#') {
                at = Lines.end(text, at);
            } else if (text.startsWith("/*", at)) {
                at = text.indexOf("*/", at + 2) + 2;
            } else if (text.charAt(at) == '}' || text.charAt(at) == ']') {
                return -1;
            } else {
                at++;
            }
        }
        return -1;
    }

    /** Where the line ends if only blanks and comments follow on it; else the offset itself. */
    private static int endOfLine(String text, int offset) {
        var at = Lines.skipBlanks(text, offset);
        while (text.startsWith("/*", at)) {
            var end = text.indexOf("*/", at + 2);
            if (end > Lines.end(text, at)) {
                return offset;
            }
            at = Lines.skipBlanks(text, end + 2);
        }
        var lineEnds = at == text.length() || !Lines.terminator(text, at).isEmpty() || text.startsWith("//", at);
        return lineEnds ? Lines.end(text, at) : offset;
    }
}
