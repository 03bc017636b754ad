package io.github.apim.edit;

import io.github.apim.edit.TomlNode.Elements;
import io.github.apim.edit.TomlNode.Inline;

/** Adds entries to inline tables and elements to arrays, laid out like those that are there. */
final class TomlBrackets {

    private TomlBrackets() {}

    /** The text with one entry more at the end of an inline table. */
    static String withEntry(String text, Inline table, String entry) {
        var entries = table.entries();
        if (entries.isEmpty()) {
            return text.substring(0, table.start()) + "{ " + entry + " }" + text.substring(table.end());
        }
        var behind = entries.get(entries.size() - 1).end();
        return text.substring(0, behind) + ", " + entry + text.substring(behind);
    }

    /**
     * The text with one element more, which stands at that position then.
     *
     * @param position up to the number of elements that are there
     */
    static String withElement(String text, Elements array, int position, String element) {
        var elements = array.elements();
        if (elements.isEmpty()) {
            var start = array.start() + 1;
            return text.substring(0, start) + element + text.substring(start);
        }
        if (position == 0) {
            var first = elements.get(0).start();
            return text.substring(0, first) + element + "," + gap(text, first) + text.substring(first);
        }
        var beside = elements.get(position - 1);
        var behind = beside.end();
        var comma = JsonInsertion.comma(text, behind, array.end());
        var from = comma < 0 ? behind : comma + 1;
        // A comment at the end of an element's line belongs to that element and stays with it.
        var at = Lines.beginsAt(text, beside.start()) ? endOfLine(text, from) : from;
        return text.substring(0, behind)
                + (comma < 0 ? "," : "")
                + text.substring(behind, at)
                + gap(text, beside.start())
                + element
                + (comma < 0 ? "" : ",")
                + text.substring(at);
    }

    private static String gap(String text, int beside) {
        return Lines.beginsAt(text, beside) ? Lines.terminatorNear(text, beside) + Lines.indent(text, beside) : " ";
    }

    /** Where the line ends if only blanks and a comment follow on it; else the offset itself. */
    private static int endOfLine(String text, int offset) {
        var at = Lines.skipBlanks(text, offset);
        var lineEnds = !Lines.terminator(text, at).isEmpty() || text.startsWith("#", at);
        return lineEnds ? Lines.end(text, at) : offset;
    }
}
