package io.github.apim.edit;

import io.github.apim.edit.JsonNode.Span;
import java.util.List;

/** Takes a part of an object or an array away and leaves the commas right; comments stay, those of TOML, too. */
final class JsonRemoval {

    private JsonRemoval() {}

    /** @param end where the object or array ends */
    static String remove(String text, List<Span> parts, int end, int position) {
        var part = parts.get(position);
        var comma = JsonInsertion.comma(text, part.end(), end);
        if (comma >= 0) {
            return withoutPart(text.substring(0, comma) + text.substring(comma + 1), part.start(), part.end(), true);
        }
        var before = position == 0
                ? -1
                : JsonInsertion.comma(text, parts.get(position - 1).end(), part.start());
        var edited = withoutPart(text, part.start(), part.end(), false);
        return before < 0 ? edited : edited.substring(0, before) + edited.substring(before + 1);
    }

    /** With its lines if nothing else stands on them, else with the blanks on the side where the comma was. */
    private static String withoutPart(String text, int start, int end, boolean commaBehind) {
        var behind = Lines.skipBlanks(text, end);
        var lineEnd = Lines.terminator(text, behind);
        if (Lines.beginsAt(text, start) && !lineEnd.isEmpty()) {
            return text.substring(0, Lines.start(text, start)) + text.substring(behind + lineEnd.length());
        }
        if (commaBehind) {
            return text.substring(0, start) + text.substring(lineEnd.isEmpty() ? behind : end);
        }
        var from = start;
        while (from > 0 && Lines.isBlank(text.charAt(from - 1)) && !Lines.beginsAt(text, start)) {
            from--;
        }
        return text.substring(0, from) + text.substring(end);
    }
}
