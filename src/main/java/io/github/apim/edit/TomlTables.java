package io.github.apim.edit;

import io.github.apim.edit.TomlItem.Sequence;
import io.github.apim.edit.TomlItem.Table;
import io.github.apim.edit.TomlItem.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tables of a TOML file that is written anew: without comments, and in an order that the strictest reader takes. Each
 * table stands once, before those below it and with its keys together; dotted keys and inline tables become tables;
 * {@code secrets} comes last. So none of the {@link TomlTraps} of order can be in it.
 *
 * <p>Paths are names with dots between them, none of which has a dot of its own; a key may. Not for use by several threads.
 */
public final class TomlTables {

    private final Branch root = new Branch();

    /** A table: its values by key, and what is below it. */
    private static final class Branch {

        private final Map<String, TomlValue> values = new LinkedHashMap<>();
        private final Map<String, Branch> tables = new LinkedHashMap<>();
        private final Map<String, List<Branch>> arrays = new LinkedHashMap<>();

        private boolean isEmpty() {
            return values.isEmpty() && tables.isEmpty() && arrays.isEmpty();
        }

        private void remove(String name) {
            values.remove(name);
            tables.remove(name);
            arrays.remove(name);
        }
    }

    /** No tables yet. */
    public TomlTables() {}

    /** What is live in a file. */
    public static TomlTables of(TomlFile file) {
        var tables = new TomlTables();
        fill(tables.root, file.document().root(), file.document().text());
        return tables;
    }

    private static void fill(Branch branch, Table table, String text) {
        table.items().forEach((name, item) -> {
            if (item instanceof Table below) {
                fill(branch.tables.computeIfAbsent(name, absent -> new Branch()), below, text);
            } else if (item instanceof Sequence sequence && sequence.node().isEmpty()) {
                var elements = branch.arrays.computeIfAbsent(name, absent -> new ArrayList<>());
                for (var element : sequence.items()) {
                    var each = new Branch();
                    fill(each, (Table) element, text);
                    elements.add(each);
                }
            } else {
                branch.values.put(name, new TomlValue(written(item, text)));
            }
        });
    }

    private static String written(TomlItem item, String text) {
        var node = item instanceof Value value
                ? value.node()
                : ((Sequence) item).node().orElseThrow();
        return text.substring(node.start(), node.end());
    }

    /** The path of a key, as {@link TomlFile} takes it. */
    public static String path(String table, String key) {
        return table + "." + TomlStrings.key(List.of(key));
    }

    /** Whether there is such a table, array of tables or key. */
    public boolean has(String path) {
        var names = path.split("\\.");
        return find(names, names.length - 1)
                .filter(parent -> parent.values.containsKey(last(names))
                        || parent.tables.containsKey(last(names))
                        || parent.arrays.containsKey(last(names)))
                .isPresent();
    }

    /** Sets a value, whatever was there. */
    public void set(String table, String key, TomlValue value) {
        var branch = open(table.split("\\."));
        branch.remove(key);
        branch.values.put(key, value);
    }

    /** Lets an array have these tables alone; what is below a name with a dot goes into a table below the element. */
    public void set(String array, List<Map<String, TomlValue>> elements) {
        var names = array.split("\\.");
        var parent = open(Arrays.copyOf(names, names.length - 1));
        parent.remove(last(names));
        var branches = new ArrayList<Branch>();
        for (var element : elements) {
            var branch = new Branch();
            element.forEach((key, value) -> {
                var dot = key.indexOf('.');
                if (dot < 0) {
                    branch.values.put(key, value);
                } else {
                    branch.tables
                            .computeIfAbsent(key.substring(0, dot), absent -> new Branch())
                            .values
                            .put(key.substring(dot + 1), value);
                }
            });
            branches.add(branch);
        }
        if (!branches.isEmpty()) {
            parent.arrays.put(last(names), branches);
        }
    }

    /** Takes a table with all below it, an array of tables or a key away, if it is there. */
    public void remove(String path) {
        var names = path.split("\\.");
        find(names, names.length - 1).ifPresent(parent -> parent.remove(last(names)));
    }

    private Optional<Branch> find(String[] names, int steps) {
        var branch = root;
        for (var i = 0; i < steps && branch != null; i++) {
            branch = branch.tables.get(names[i]);
        }
        return Optional.ofNullable(branch);
    }

    private Branch open(String[] names) {
        var branch = root;
        for (var name : names) {
            branch = branch.tables.computeIfAbsent(name, absent -> new Branch());
        }
        return branch;
    }

    private static String last(String[] names) {
        return names[names.length - 1];
    }

    /**
     * The file, which an independent parser has read.
     *
     * @param name  the file's name, for messages only
     * @param title the comment at the top, without comment signs
     * @param first paths in the order in which they are to stand; what is not among them follows as it was added
     */
    public byte[] bytes(String name, List<String> title, List<String> first) {
        var text = new StringBuilder();
        title.forEach(line -> text.append("# ").append(line).append('\n'));
        var secrets = root.tables.remove(TomlTraps.LAST_TABLE);
        write(root, "", first, text);
        if (secrets != null) {
            root.tables.put(TomlTraps.LAST_TABLE, secrets);
            write(secrets, TomlTraps.LAST_TABLE, "[" + TomlTraps.LAST_TABLE + "]", first, text);
        }
        var document = TomlDocument.of(name, text.toString());
        TomlJudge.check(document);
        return document.text().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(Branch branch, String path, String header, List<String> first, StringBuilder text) {
        if (!branch.values.isEmpty() || branch.isEmpty() || header.startsWith("[[")) {
            text.append(text.isEmpty() ? "" : "\n").append(header).append('\n');
        }
        write(branch, path, first, text);
    }

    private static void write(Branch branch, String path, List<String> first, StringBuilder text) {
        branch.values.forEach((key, value) -> text.append(TomlStrings.key(List.of(key)))
                .append(" = ")
                .append(value.written())
                .append('\n'));
        var names = new ArrayList<>(branch.tables.keySet());
        names.addAll(branch.arrays.keySet());
        names.sort(Comparator.comparingInt(name -> rank(below(path, name), first)));
        for (var name : names) {
            var place = below(path, name);
            if (branch.tables.containsKey(name)) {
                write(branch.tables.get(name), place, "[" + place + "]", first, text);
            } else {
                branch.arrays.get(name).forEach(element -> write(element, place, "[[" + place + "]]", first, text));
            }
        }
    }

    /** The place of a path, or of the first that is below it. */
    private static int rank(String path, List<String> first) {
        for (var i = 0; i < first.size(); i++) {
            if (first.get(i).equals(path) || first.get(i).startsWith(path + ".")) {
                return i;
            }
        }
        return first.size();
    }

    private static String below(String path, String name) {
        return (path.isEmpty() ? "" : path + ".") + TomlStrings.key(List.of(name));
    }
}
