package io.github.apim.edit;

import io.github.apim.edit.JsonNode.Elements;
import io.github.apim.edit.JsonNode.Members;
import io.github.apim.edit.Operation.Side;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

/** Adds a value that somebody wrote, beside or in a value that is there. */
final class JsonAdd {

    /** The number of the element that will be an array's last. */
    private static final String END = "-";

    private JsonAdd() {}

    /** See {@link JsonFile#add}. */
    static String add(JsonQuery query, String text, String path, String json, Side side, String anchor) {
        var value = parse(query, path, json);
        var container = query.parent(path);
        if (!(container instanceof Members || container instanceof Elements)) {
            throw query.failure(path, container, "what is to hold it is " + container.kind() + ", which has no parts");
        }
        var position = position(query, container, path, side, anchor);
        var steps = query.steps(path);
        var step = steps.get(steps.size() - 1);
        if (container instanceof Elements array) {
            requireNumber(query, array, path, step, position);
        } else if (query.has(path)) {
            throw query.failure(path, query.one(path), "it is there already; give it a value, or take it out first");
        }
        var name = container instanceof Members ? JsonStrings.quote(step) : "";
        return JsonInsertion.insert(
                text,
                container,
                position,
                (separator, indent, unit, lineEnd) -> (name.isEmpty() ? "" : name + separator)
                        + Relayout.of(value, feed -> false, indent, unit, lineEnd));
    }

    private static int position(JsonQuery query, JsonNode container, String path, Side side, String anchor) {
        var node = query.one(anchor);
        if (side == Side.INTO) {
            if (node != container) {
                throw query.failure(path, node, "it is to go into " + anchor + ", but its path is not in there");
            }
            return container.parts().size();
        }
        var beside = IntStream.range(0, container.parts().size())
                .filter(i -> container.parts().get(i).end() == node.end() && query.parent(anchor) == container)
                .findFirst()
                .orElseThrow(() -> query.failure(
                        path, node, "it is to go beside " + anchor + ", but its path is not beside that"));
        return side == Side.AFTER ? beside + 1 : beside;
    }

    private static void requireNumber(JsonQuery query, Elements array, String path, String step, int position) {
        var isEnd = step.equals(END) && position == array.parts().size();
        if (!isEnd && !step.equals(String.valueOf(position))) {
            throw query.failure(
                    path, array, "the new element will have the number " + position + " there, not " + step);
        }
    }

    /** The value in the bytes of UTF-8, each of them as one character; quotes nothing of it, for it may be a secret. */
    private static String parse(JsonQuery query, String path, String json) {
        var bytes = new String(Relayout.normalized(json).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        try {
            var node = JsonScanner.scan("", bytes);
            if (node.start() == 0 && node.end() == bytes.length()) {
                return bytes;
            }
        } catch (EditException malformed) {
            var line = malformed.line();
            throw query.failure(
                    path,
                    "what is to be added is no JSON value"
                            + (line.isPresent() ? " (see its line " + line.getAsInt() + ")" : "")
                            + "; a text has double quotes of its own: '\"text\"'");
        }
        throw query.failure(path, "what is to be added is more than one JSON value");
    }
}
