package io.github.apim.edit;

import io.github.apim.edit.TomlItem.Sequence;
import io.github.apim.edit.TomlItem.Table;
import io.github.apim.edit.TomlItem.Value;
import io.github.apim.edit.TomlNode.Header;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Where a file that is right TOML is none for readers that are stricter, or for templates into which its values are
 * pasted as they are.
 *
 * <p>Such a reader overflows its stack where a table gets its header after that of a table below it, and says no line. It resolves references to other keys everywhere but within an array of tables, takes all that follows
 * {@code [secrets]} for secrets, and leaves out without a word what it does not know: docs/facts/deployment-toml.md.
 */
public final class TomlTraps {

    /** The table that nothing may follow. */
    static final String LAST_TABLE = "secrets";

    private static final Set<Kind> STOPS = Set.of(Kind.CHILD_BEFORE_PARENT, Kind.BEHIND_SECRETS, Kind.UNREADABLE_VALUE);
    private static final Pattern UNESCAPED = Pattern.compile("&(?!(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9A-Fa-f]+);)|<");
    private static final Pattern REFERENCE = Pattern.compile("\\$(?:ref|sys|env)\\{");

    private final TomlDocument document;
    private final List<Trap> traps = new ArrayList<>();
    /** Where a table is named for the first time without a header of its own. */
    private final Map<String, Integer> implicit = new HashMap<>();

    private final Set<String> explicit = new HashSet<>();
    private final Map<String, Integer> elements = new HashMap<>();

    private TomlTraps(TomlDocument document) {
        this.document = document;
    }

    /** What is wrong. */
    public enum Kind {
        /** A table stands behind one that is below it. */
        CHILD_BEFORE_PARENT,
        /** A table stands behind {@code [secrets]}. */
        BEHIND_SECRETS,
        /** A value is written as only newer readers take it. */
        UNREADABLE_VALUE,
        /** A reference, {@code $ref{}, {@code $sys{} or {@code $env{}, stands in an array of tables. */
        REFERENCE_IN_ARRAY,
        /** A text holds an ampersand or a less-than sign that is not written as XML has it. */
        UNESCAPED_TEXT,
        /** A key is not among those that are read. */
        UNKNOWN_KEY
    }

    /**
     * One place that is a trap.
     *
     * @param place the path of the table or of the key
     * @param line  counted from 1
     * @param detail what is wrong and what to do, without any value of the file; for {@link Kind#REFERENCE_IN_ARRAY}
     *     which kind of reference it is, because servers differ in which of them they resolve
     */
    public record Trap(Kind kind, String place, int line, String detail) {}

    /**
     * All traps but unknown keys, by kinds and then by lines.
     *
     * @throws EditException if the file is no TOML, for instance if a table is there twice
     */
    public static List<Trap> of(TomlFile file) {
        var traps = new TomlTraps(file.document());
        traps.layout();
        traps.values("", file.document().root(), false);
        return traps.traps.stream().sorted(Comparator.comparing(Trap::kind)).toList();
    }

    /** The keys that are not known, by their paths without the numbers of elements: {@code apim.gateway.environment.name}. */
    public static List<Trap> unknownKeys(TomlFile file, Predicate<String> known) {
        var document = file.document();
        return TomlTree.leaves(document.root()).entrySet().stream()
                .filter(leaf -> !known.test(leaf.getKey().replaceAll("\\[[0-9]+\\]", "")))
                .map(leaf -> new Trap(
                        Kind.UNKNOWN_KEY,
                        leaf.getKey(),
                        document.line(leaf.getValue().start()),
                        "no such key is read; it has no effect"))
                .toList();
    }

    /** The traps over which such a reader stops: those of order and values that it cannot read. */
    static List<Trap> ofReading(TomlDocument document) {
        var traps = new TomlTraps(document);
        traps.layout();
        traps.values("", document.root(), false);
        return traps.traps.stream().filter(trap -> STOPS.contains(trap.kind())).toList();
    }

    private void layout() {
        var secrets = 0;
        for (var block : document.document().blocks()) {
            var table = block.header().map(this::header).orElse("");
            if (secrets > 0 && !table.equals(LAST_TABLE)) {
                add(
                        Kind.BEHIND_SECRETS,
                        table,
                        block.header().orElseThrow().start(),
                        "it stands behind [" + LAST_TABLE + "] on line " + secrets
                                + ", which must be the last table: what follows is taken for secrets");
            }
            secrets = table.equals(LAST_TABLE)
                    ? document.line(block.header().orElseThrow().start())
                    : secrets;
        }
    }

    /** The path of a header's table, with the numbers of elements. */
    private String header(Header header) {
        var names = header.key().names();
        var path = "";
        for (var i = 0; i + 1 < names.size(); i++) {
            path = element(below(path, names.get(i)));
            if (!explicit.contains(path)) {
                implicit.putIfAbsent(path, header.start());
            }
        }
        path = below(path, names.get(names.size() - 1));
        if (header.array()) {
            elements.merge(path, 1, Integer::sum);
            path = element(path);
        } else {
            requireFirst(path, header);
        }
        explicit.add(path);
        return path;
    }

    private void requireFirst(String path, Header header) {
        if (implicit.containsKey(path)) {
            add(
                    Kind.CHILD_BEFORE_PARENT,
                    path,
                    header.start(),
                    "a table below it stands before it, on line " + document.line(implicit.get(path))
                            + "; move this table and its keys before that line");
        }
    }

    private String element(String path) {
        return elements.containsKey(path) ? path + "[" + elements.get(path) + "]" : path;
    }

    private static String below(String path, String name) {
        return (path.isEmpty() ? "" : path + ".") + TomlStrings.key(List.of(name));
    }

    private void values(String path, TomlItem item, boolean inTables) {
        if (item instanceof Table table) {
            table.items().forEach((name, below) -> values(below(path, name), below, inTables));
        } else if (item instanceof Sequence sequence) {
            sequence.node().ifPresent(array -> readable(path, array));
            for (var i = 0; i < sequence.items().size(); i++) {
                var element = sequence.items().get(i);
                values(path + "[" + (i + 1) + "]", element, inTables || element instanceof Table);
            }
        } else if (item instanceof Value value) {
            readable(path, value.node());
            if (value.node().value() instanceof String text) {
                text(path, value, text, inTables);
            }
        }
    }

    private void readable(String path, TomlNode node) {
        TomlOlder.problem(document.text(), node)
                .ifPresent(problem -> add(Kind.UNREADABLE_VALUE, path, node.start(), problem));
    }

    private void text(String path, Value value, String text, boolean inTables) {
        var reference = REFERENCE.matcher(text);
        if (inTables && reference.find()) {
            add(
                    Kind.REFERENCE_IN_ARRAY,
                    path,
                    value.start(),
                    reference.group()
                            + "…} may not be resolved within an array of tables; write the value itself there");
        }
        if (UNESCAPED.matcher(text).find()) {
            add(
                    Kind.UNESCAPED_TEXT,
                    path,
                    value.start(),
                    "the text goes into XML as it is; write & as &amp; and < as &lt; in it");
        }
    }

    private void add(Kind kind, String place, int offset, String detail) {
        traps.add(new Trap(kind, place, document.line(offset), detail));
    }
}
