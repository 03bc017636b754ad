package io.github.apim.edit;

import io.github.apim.edit.JsonNode.Elements;
import io.github.apim.edit.JsonNode.Members;
import io.github.apim.edit.JsonNode.Text;
import io.github.apim.edit.Operation.Side;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A JSON file, with comments and trailing commas if it has them, held as it lies; every edit gives a new value that
 * differs only where the edit says so.
 *
 * <p>Paths name members by their names and elements by their numbers from 0: {@code /ssoConfiguration/enabled},
 * {@code /hosts/0}. A slash in a name is written {@code ~1}, a tilde {@code ~0}. A path that names nothing, or a name
 * that stands twice, is an {@link EditException}, which says what is there instead. The file is UTF-8.
 */
public final class JsonFile implements RecordingFile<JsonFile>, ChangeableFile<JsonFile> {

    private final String name;
    /** Each byte as one character, so that bytes of any encoding stay as they are. */
    private final String text;

    private final JsonQuery query;
    private final Optional<Recording> recording;

    private JsonFile(String name, String text, Optional<Recording> recording) {
        this.name = name;
        this.text = text;
        this.recording = recording;
        this.query = new JsonQuery(name, text, JsonScanner.scan(name, text));
    }

    /**
     * @param name the file's name, for messages only
     * @throws EditException if the bytes are no JSON, even if comments and trailing commas are allowed
     */
    public static JsonFile parse(String name, byte[] bytes) {
        return new JsonFile(name, new String(bytes, StandardCharsets.ISO_8859_1), Optional.empty());
    }

    @Override
    public byte[] bytes() {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public JsonFile recording() {
        return new JsonFile(name, text, Optional.of(Recording.NOTHING));
    }

    @Override
    public List<Setting> settings() {
        return recording.map(Recording::settings).orElse(List.of());
    }

    @Override
    public List<EditException> failures() {
        return recording.map(Recording::failures).orElse(List.of());
    }

    /** A string, number, {@code true}, {@code false} or {@code null}, if one is there. */
    @Override
    public Optional<Found> find(String path) {
        try {
            var node = query.one(path);
            return node.scalar().map(value -> new Found(value, Lines.number(text, node.start())));
        } catch (EditException missing) {
            return Optional.empty();
        }
    }

    /** None: what is set are single values, never objects. */
    @Override
    public List<String> placesBelow(String path) {
        return List.of();
    }

    /** Whether there is such a value. */
    public boolean has(String path) {
        return query.has(path);
    }

    /**
     * Whether the value is a string, with quotes.
     *
     * @throws EditException if there is no such value
     */
    public boolean isString(String path) {
        return query.one(path) instanceof Text;
    }

    /**
     * The text of a string, or a number, {@code true}, {@code false} or {@code null} as it is written.
     *
     * @throws EditException also if it is an object or an array
     */
    public String text(String path) {
        return scalar(path).scalar().orElseThrow();
    }

    /**
     * Sets a value that is there and keeps its kind: a string gets a string. Where a number, {@code true} or
     * {@code false} stands, another such word stays one, and any other text becomes a string.
     */
    @Override
    public JsonFile set(String path, String value) {
        return recorded(path, value, () -> keepingKind(path, value));
    }

    private JsonFile keepingKind(String path, String value) {
        var keepsKind = !(scalar(path) instanceof Text) && JsonScanner.isLiteral(value);
        return replace(path, keepsKind ? value : JsonStrings.quote(value), value);
    }

    /**
     * Sets a value that is there to a number, {@code true}, {@code false} or {@code null}, without quotes.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public JsonFile setLiteral(String path, String literal) {
        if (!JsonScanner.isLiteral(literal)) {
            throw new IllegalArgumentException("Neither a number nor true, false or null: " + literal);
        }
        return recorded(path, literal, () -> replace(path, literal, literal));
    }

    /**
     * Sets a string that may be missing. One that is missing becomes the last member of its object, laid out like the
     * member before it; if a comma follows that one, a comma follows the new one too.
     *
     * @throws EditException if the object is not there
     */
    public JsonFile put(String path, String value) {
        return recorded(path, value, () -> has(path) ? keepingKind(path, value) : append(path, value));
    }

    private JsonFile append(String path, String value) {
        if (!(query.parent(path) instanceof Members object)) {
            var parent = query.parent(path);
            throw query.failure(path, parent, "what is to hold it is " + parent.kind() + ", not an object");
        }
        var end = object.parts().size();
        return new JsonFile(
                        name,
                        JsonInsertion.insert(text, object, end, member(path, JsonStrings.quote(value))),
                        recording)
                .require(path, value);
    }

    /**
     * Adds a member to an object, or an element to an array.
     *
     * @param path   what names the new value once it is there; {@code -} is the number of an array's last element
     * @param json   one JSON value
     * @param anchor the member or element beside which it goes, or the object or array as the last into which
     * @throws EditException also if the path names something already, or would not name the new value
     */
    @Override
    public JsonFile add(String path, String json, Side side, String anchor) {
        return new JsonFile(name, JsonAdd.add(query, text, path, json, side, anchor), recording);
    }

    /** Takes a member or an element away, together with its comma, and its lines if nothing else stands on them. */
    @Override
    public JsonFile remove(String path) {
        var node = query.one(path);
        var container = query.parent(path);
        var position = IntStream.range(0, container.parts().size())
                .filter(i -> container.parts().get(i).end() == node.end())
                .findFirst()
                .orElseThrow();
        var edited =
                new JsonFile(name, JsonRemoval.remove(text, container.parts(), container.end(), position), recording);
        if (edited.query.parent(path).parts().size() != container.parts().size() - 1) {
            throw new IllegalStateException(name + ": " + path + ": the edit did not do what it should");
        }
        return edited;
    }

    private JsonInsertion.Part member(String path, String value) {
        var steps = query.steps(path);
        var quoted = JsonStrings.quote(steps.get(steps.size() - 1));
        return (separator, indent, unit, lineEnd) -> quoted + separator + value;
    }

    private JsonNode scalar(String path) {
        var node = query.one(path);
        if (node instanceof Members || node instanceof Elements) {
            throw query.failure(path, node, "this is " + node.kind() + ", not a single value");
        }
        return node;
    }

    private JsonFile replace(String path, String written, String value) {
        var node = scalar(path);
        if (text.substring(node.start(), node.end()).equals(written)) {
            return this;
        }
        return new JsonFile(name, text.substring(0, node.start()) + written + text.substring(node.end()), recording)
                .require(path, value);
    }

    private JsonFile recorded(String path, String value, Supplier<JsonFile> edit) {
        if (recording.isEmpty()) {
            return edit.get();
        }
        var more = recording.get().with(List.of(Setting.of(path, value)));
        try {
            return new JsonFile(name, edit.get().text, Optional.of(more));
        } catch (EditException failure) {
            return new JsonFile(name, text, Optional.of(more.with(failure)));
        }
    }

    private JsonFile require(String path, String value) {
        if (!query.one(path).scalar().equals(Optional.of(value))) {
            throw new IllegalStateException(name + ": " + path + ": the edit did not do what it should");
        }
        return this;
    }
}
