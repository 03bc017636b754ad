package io.github.apim.edit;

import io.github.apim.edit.JsonNode.Member;
import io.github.apim.edit.JsonNode.Members;

/** Adds a member to an object, behind the last one and laid out like it. */
final class JsonInsertion {

    private static final String SEPARATOR = ": ";
    private static final String INDENT = "    ";

    private JsonInsertion() {}

    /**
     * The text with one member more.
     *
     * @param name  with its quotes
     * @param value with its quotes
     */
    static String append(String text, Members object, String name, String value) {
        var members = object.members();
        if (members.isEmpty()) {
            return intoEmpty(text, object, name + SEPARATOR + value);
        }
        var last = members.get(members.size() - 1);
        var member = name + separator(text, last) + value;
        var behind = last.value().end();
        var comma = comma(text, behind, object.end());
        var ownLine = Lines.beginsAt(text, last.name().start());
        var from = comma < 0 ? behind : comma + 1;
        // A comment at the end of the last member's line belongs to that member and stays with it.
        var at = ownLine ? endOfLine(text, from) : from;
        var gap = ownLine
                ? Lines.terminatorNear(text, behind)
                        + Lines.indent(text, last.name().start())
                : " ";
        return text.substring(0, behind)
                + (comma < 0 ? "," : "")
                + text.substring(behind, at)
                + gap
                + member
                + (comma < 0 ? "" : ",")
                + text.substring(at);
    }

    private static String intoEmpty(String text, Members object, String member) {
        var at = object.start() + 1;
        var severalLines = Lines.several(text.substring(at, object.end()));
        var gap = severalLines ? Lines.terminatorNear(text, at) + Lines.indent(text, object.end() - 1) + INDENT : "";
        return text.substring(0, at) + gap + member + text.substring(at);
    }

    /** What stands between a member's name and its value; the usual where that is a comment or a line end. */
    private static String separator(String text, Member member) {
        var between = text.substring(member.name().end(), member.value().start());
        return between.matches("[ \\t]*:[ \\t]*") ? between : SEPARATOR;
    }

    /** The comma behind the last member, past blanks and comments; -1 if there is none. */
    private static int comma(String text, int from, int end) {
        var at = from;
        while (at < end) {
            if (text.charAt(at) == ',') {
                return at;
            } else if (text.startsWith("//", at)) {
                at = Lines.end(text, at);
            } else if (text.startsWith("/*", at)) {
                at = text.indexOf("*/", at + 2) + 2;
            } else if (text.charAt(at) == '}') {
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
