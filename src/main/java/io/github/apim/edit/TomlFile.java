package io.github.apim.edit;

import io.github.apim.edit.Operation.Side;
import io.github.apim.edit.TomlItem.Sequence;
import io.github.apim.edit.TomlItem.Table;
import io.github.apim.edit.TomlItem.Value;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A TOML file held as it lies; every edit gives a new value that differs only where the edit says so.
 *
 * <p>Paths are dotted keys, whatever notation the file has for the tables: {@code server.hostname},
 * {@code event_listener.properties.'header.X'}. Behind the name of an array stands in brackets which element is meant, by
 * its number from 1 or by the value of one of its keys: {@code apim.gateway.environment[name=Default].type},
 * {@code apim.cors.allow_methods[2]}; where there is but one table in it, the brackets may be left out. The element that is
 * added at the end is {@code [-]}. A path that names nothing, or several elements, is an {@link EditException}, which says
 * what is there instead. The file is UTF-8 and TOML 1.0.0.
 *
 * <p>No edit makes one of the {@link TomlTraps} over which a reader stops.
 */
public final class TomlFile implements RecordingFile<TomlFile>, ChangeableFile<TomlFile> {

    private final TomlDocument document;
    private final boolean edited;
    private final Optional<Recording> recording;

    private TomlFile(TomlDocument document, boolean edited, Optional<Recording> recording) {
        this.document = document;
        this.edited = edited;
        this.recording = recording;
    }

    /**
     * @param name the file's name, for messages only
     * @throws EditException if the bytes are no TOML
     */
    public static TomlFile parse(String name, byte[] bytes) {
        return new TomlFile(TomlDocument.of(name, decoded(name, bytes)), false, Optional.empty());
    }

    private static String decoded(String name, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            var text = new String(bytes, StandardCharsets.UTF_8);
            var line = Lines.number(text, Math.max(0, text.indexOf('\uFFFD')));
            throw EditException.atLine(name, line, "this is no TOML: it is not encoded in UTF-8");
        }
    }

    /** The file's bytes; if anything was changed, an independent parser has read them and agrees. */
    @Override
    public byte[] bytes() {
        if (edited) {
            TomlJudge.check(document);
        }
        return document.text().getBytes(StandardCharsets.UTF_8);
    }

    TomlDocument document() {
        return document;
    }

    @Override
    public TomlFile recording() {
        return new TomlFile(document, edited, Optional.of(Recording.NOTHING));
    }

    @Override
    public List<Setting> settings() {
        return recording.map(Recording::settings).orElse(List.of());
    }

    @Override
    public List<EditException> failures() {
        return recording.map(Recording::failures).orElse(List.of());
    }

    /** A single value, or an array or inline table as it is written. */
    @Override
    public Optional<Found> find(String path) {
        try {
            return document.query()
                    .find(parsed(path))
                    .flatMap(this::written)
                    .map(found -> new Found(found.value(), found.line()));
        } catch (EditException several) {
            return Optional.empty();
        }
    }

    private Optional<Found> written(TomlItem item) {
        if (item instanceof Value value) {
            return Optional.of(new Found(String.valueOf(value.node().value()), document.line(item.start())));
        }
        Optional<? extends TomlNode> node =
                item instanceof Sequence sequence ? sequence.node() : ((Table) item).inline();
        return node.map(
                each -> new Found(document.text().substring(each.start(), each.end()), document.line(each.start())));
    }

    /** None: what is set are single values, never tables. */
    @Override
    public List<String> placesBelow(String path) {
        return List.of();
    }

    /** Whether there is such a key, table or element. */
    public boolean has(String path) {
        return document.query().find(parsed(path)).isPresent();
    }

    /**
     * A single value as a text, without quotes and escapes.
     *
     * @throws EditException also if it is a table or an array
     */
    public String text(String path) {
        var item = document.query().one(parsed(path));
        if (item instanceof Value value) {
            return String.valueOf(value.node().value());
        }
        throw document.query().failure(path, item, "this is " + item.kind() + ", not a single value");
    }

    /**
     * How many elements an array has, or how many tables an array of tables.
     *
     * @return 0 if there is none
     */
    public int count(String path) {
        return document.query()
                .find(parsed(path))
                .filter(Sequence.class::isInstance)
                .map(item -> ((Sequence) item).items().size())
                .orElse(0);
    }

    /** All single values and arrays, by their paths, in the file's order but for tables that belong together. */
    public Map<String, Found> values() {
        var values = new LinkedHashMap<String, Found>();
        TomlTree.leaves(document.root())
                .forEach((path, item) -> written(item).ifPresent(found -> values.put(path, found)));
        return values;
    }

    /** The paths of those among {@link #values} that are texts, in quotes: one may look like what is none. */
    public Set<String> texts() {
        var texts = new LinkedHashSet<String>();
        TomlTree.leaves(document.root()).forEach((path, item) -> {
            if (item instanceof Value value && value.node().value() instanceof String) {
                texts.add(path);
            }
        });
        return texts;
    }

    /**
     * All single values that a path names, by their own paths; an array of which it chooses no element stands for all that
     * are in it. Nothing where the path leads nowhere.
     */
    public Map<String, Found> every(String path) {
        var values = new LinkedHashMap<String, Found>();
        TomlEvery.of(document.root(), parsed(path)).forEach((own, item) -> {
            if (item instanceof Value) {
                written(item).ifPresent(found -> values.put(own, found));
            }
        });
        return values;
    }

    /** All tables that a path names, by their own paths; an array of tables stands for all that are in it. */
    public List<String> tables(String path) {
        return TomlEvery.of(document.root(), parsed(path)).entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Table)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The names of the keys and tables directly in a table, or at the top for an empty path; none where it is no table. */
    public List<String> keys(String path) {
        var item = path.isEmpty()
                ? Optional.<TomlItem>of(document.root())
                : document.query().find(parsed(path));
        return item.filter(Table.class::isInstance)
                .map(table -> List.copyOf(((Table) table).items().keySet()))
                .orElse(List.of());
    }

    /** The line on which the first that a path names stands, or else the innermost table around it that is there. */
    public int lineNear(String path) {
        var steps = parsed(path).steps();
        for (var length = steps.size(); length > 0; length--) {
            var first = TomlEvery.of(document.root(), new TomlPath(path, steps.subList(0, length))).values().stream()
                    .findFirst();
            if (first.isPresent()) {
                return document.line(first.get().start());
            }
        }
        return 1;
    }

    /**
     * The names of a path, without which elements are meant.
     *
     * @throws EditException if it is no path
     */
    public static List<String> names(String path) {
        return TomlPath.names(TomlPath.parse("", path).steps());
    }

    /**
     * Sets a value and keeps its kind: a string gets a string, and where a number, a truth value or a date stands, another
     * such word stays one, and any other text becomes a string. An array and an inline table get what is written as such.
     *
     * <p>A key that is not there, but commented out exactly once, becomes live with the header above it. Any other is added
     * as the last of its table, {@code true}, {@code false} and integers as such, all else as a string. A table that is
     * missing is added with it: before the tables below it, else behind the last of those nearest to it.
     *
     * @throws EditException if the path names no single value, if it is commented out twice, or if it leads through an
     *     element that is not there
     */
    @Override
    public TomlFile set(String path, String value) {
        return recorded(path, value, () -> {
            if (!TomlStrings.isWritable(value)) {
                throw document.query().failure(path, "the text holds half a character, which has no bytes in UTF-8");
            }
            var parsed = parsed(path);
            return set(parsed, like -> TomlSet.keepingKind(document, parsed, value, like), Optional.empty());
        });
    }

    /** The same with a value of the given kind, whatever stands there. */
    public TomlFile set(String path, TomlValue value) {
        return recorded(path, shown(value), () -> set(parsed(path), like -> value.written(), Optional.empty()));
    }

    /**
     * The same.
     *
     * @param placement where the key's table goes if there is none; siblings are the paths of tables
     */
    public TomlFile set(String path, TomlValue value, Placement placement) {
        return recorded(path, shown(value), () -> set(parsed(path), like -> value.written(), Optional.of(placement)));
    }

    private TomlFile set(TomlPath path, Function<Optional<TomlNode>, String> written, Optional<Placement> placement) {
        var numbered = document.query().reach(path).path();
        var text = new TomlSet(document, numbered, written, placement).text();
        return text.equals(document.text())
                ? this
                : changed(text, path.source(), Optional.of(numbered), Optional.of(numbered))
                        .orElseThrow(() -> placement.isPresent() ? misplaced(path.source()) : wrong(path.source()));
    }

    /**
     * Adds an element to an array of tables as its last; the first goes behind the last of the tables nearest to it.
     *
     * @param path   of the array
     * @param values by their keys, in the order in which they are to stand
     */
    public TomlFile append(String path, Map<String, TomlValue> values) {
        var lines = values.entrySet().stream()
                .map(entry -> TomlStrings.key(List.of(entry.getKey())) + " = "
                        + entry.getValue().written())
                .toList();
        var array = parsed(path);
        var reached = document.query().reach(array);
        if (reached.rest().isEmpty()) {
            return add(path + "[-]", String.join("\n", lines), Side.INTO, path);
        }
        document.query().requirePlain(array, reached);
        var text = new TomlPlaces(document, path).withFirst(reached, TomlPath.names(array.steps()), lines);
        return changed(text, path, Optional.empty(), Optional.of(reached.path()))
                .orElseThrow(() -> wrong(path));
    }

    /**
     * Adds a key, a table, or an element of an array.
     *
     * @param path    what names it once it is there; {@code [-]} behind an array is its last element
     * @param content one TOML value, or the lines of a table without its header
     * @param anchor  the key, table or element beside which it goes, or the table or array as the last into which
     * @throws EditException also if the path names something already, or would not name what is added
     */
    @Override
    public TomlFile add(String path, String content, Side side, String anchor) {
        var parsed = parsed(path);
        var numbered = document.query().reach(parsed).path();
        var text = new TomlAdd(document, numbered, content, side, parsed(anchor)).text();
        var gone =
                Optional.of(numbered).filter(added -> added.last().selectors().isEmpty());
        return changed(text, path, gone, Optional.of(numbered)).orElseThrow(() -> misplaced(path));
    }

    /** Takes a key, an element, or a table with all that is below it away, with their lines; other comments stay. */
    @Override
    public TomlFile remove(String path) {
        var parsed = parsed(path);
        return changed(new TomlRemoval(document, parsed).text(), path, Optional.of(parsed), Optional.empty())
                .orElseThrow(() -> wrong(path));
    }

    /**
     * @param gone  what was there before the edit and may be another now
     * @param fresh what is there now and was not, or was another
     * @return empty if something else has changed
     */
    private Optional<TomlFile> changed(String text, String path, Optional<TomlPath> gone, Optional<TomlPath> fresh) {
        var after = TomlDocument.of(document.file(), text);
        TomlChange.newTrap(document, after).ifPresent(trap -> {
            throw document.query().failure(path, "nothing can stand there: " + trap.place() + ": " + trap.detail());
        });
        return TomlChange.isSameOutside(document, gone, after, fresh)
                ? Optional.of(new TomlFile(after, true, recording))
                : Optional.empty();
    }

    private IllegalStateException wrong(String path) {
        return new IllegalStateException(document.file() + ": " + path + ": the edit did not do what it should");
    }

    private EditException misplaced(String path) {
        return document.query()
                .failure(
                        path,
                        "where it is to go, it would be something else than its path says, or part of another table");
    }

    private TomlPath parsed(String path) {
        return TomlPath.parse(document.file(), path);
    }

    private static String shown(TomlValue value) {
        var node = TomlScanner.value(value.written()).orElseThrow();
        return node instanceof TomlNode.Scalar scalar ? String.valueOf(scalar.value()) : value.written();
    }

    private TomlFile recorded(String path, String value, Supplier<TomlFile> edit) {
        if (recording.isEmpty()) {
            return edit.get();
        }
        var more = recording.get().with(List.of(Setting.of(path, value)));
        try {
            var after = edit.get();
            return new TomlFile(after.document, after.edited, Optional.of(more));
        } catch (EditException failure) {
            return new TomlFile(document, edited, Optional.of(more.with(failure)));
        }
    }
}
