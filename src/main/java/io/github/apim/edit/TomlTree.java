package io.github.apim.edit;

import io.github.apim.edit.TomlItem.Sequence;
import io.github.apim.edit.TomlItem.Table;
import io.github.apim.edit.TomlItem.Value;
import io.github.apim.edit.TomlNode.Block;
import io.github.apim.edit.TomlNode.Document;
import io.github.apim.edit.TomlNode.Elements;
import io.github.apim.edit.TomlNode.Entry;
import io.github.apim.edit.TomlNode.Header;
import io.github.apim.edit.TomlNode.Inline;
import io.github.apim.edit.TomlNode.Key;
import io.github.apim.edit.TomlNode.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts what a file's blocks say into one tree of tables.
 *
 * <p>A table may stand before its parent, which {@link TomlTraps} tells of; but a table that is written with dotted keys
 * can get no header, and an inline table nothing more.
 */
final class TomlTree {

    private final String file;
    private final String text;
    private final Table root = new Table(0);

    private TomlTree(String file, String text) {
        this.file = file;
        this.text = text;
    }

    /** @throws EditException if a name is there twice, or is two kinds of thing */
    static Table of(String file, String text, Document document) {
        var tree = new TomlTree(file, text);
        document.blocks().forEach(tree::add);
        return tree.root;
    }

    private void add(Block block) {
        var table = block.header().map(header -> open(header, block)).orElseGet(() -> root.under(block));
        block.entries().forEach(entry -> add(table, entry));
    }

    private Table open(Header header, Block block) {
        var names = header.key().names();
        var parent = root;
        for (var i = 0; i + 1 < names.size(); i++) {
            parent = step(parent, names, i, header.key(), true);
        }
        var name = names.get(names.size() - 1);
        var fresh = new Table(header.start()).under(block);
        if (header.array()) {
            var sequence = new Sequence(header.start(), Optional.empty());
            var there = parent.put(name, sequence).orElse(sequence);
            if (there instanceof Sequence tables && tables.node().isEmpty()) {
                tables.with(fresh);
                return fresh;
            }
            throw twice(header.key(), names, there);
        }
        var there = parent.put(name, fresh).orElse(fresh);
        if (there instanceof Table table && (table == fresh || table.isImplicit())) {
            return table.under(block);
        }
        throw twice(header.key(), names, there);
    }

    private void add(Table table, Entry entry) {
        var names = entry.key().names();
        var parent = table;
        for (var i = 0; i + 1 < names.size(); i++) {
            parent = step(parent, names, i, entry.key(), false);
            if (parent.block().isPresent()) {
                throw twice(entry.key(), names.subList(0, i + 1), parent);
            }
            parent.dotted(entry);
        }
        parent.put(names.get(names.size() - 1), item(entry.value())).ifPresent(there -> {
            throw twice(entry.key(), names, there);
        });
    }

    /** The table that a name within a key means, which comes to be if it is not there. */
    private Table step(Table parent, List<String> names, int index, Key key, boolean throughArrays) {
        var fresh = new Table(key.start());
        var there = parent.put(names.get(index), fresh).orElse(fresh);
        if (throughArrays
                && there instanceof Sequence sequence
                && sequence.node().isEmpty()) {
            there = sequence.last();
        }
        if (there instanceof Table table && table.inline().isEmpty()) {
            return table;
        }
        throw twice(key, names.subList(0, index + 1), there);
    }

    private TomlItem item(TomlNode node) {
        if (node instanceof Inline inline) {
            var table = new Table(inline.start()).in(inline);
            inline.entries().forEach(entry -> add(table, entry));
            return table;
        } else if (node instanceof Elements elements) {
            var sequence = new Sequence(elements.start(), Optional.of(elements));
            elements.elements().forEach(element -> sequence.with(item(element)));
            return sequence;
        }
        return new Value((Scalar) node);
    }

    private EditException twice(Key key, List<String> names, TomlItem there) {
        return EditException.atLine(
                file,
                Lines.number(text, key.start()),
                "this is no TOML: " + TomlStrings.key(names) + " is on line " + Lines.number(text, there.start())
                        + " already, where it is " + there.kind());
    }

    /** All that an item holds as maps, lists and single values. */
    static Object plain(TomlItem item) {
        if (item instanceof Table table) {
            var map = new LinkedHashMap<String, Object>();
            table.items().forEach((name, below) -> map.put(name, plain(below)));
            return map;
        } else if (item instanceof Sequence sequence) {
            return sequence.items().stream().map(TomlTree::plain).toList();
        }
        return ((Value) item).node().value();
    }

    /** The single values and arrays in brackets by their paths, in the order of the tree; arrays as lists. */
    static Map<String, TomlItem> leaves(TomlItem item) {
        var leaves = new LinkedHashMap<String, TomlItem>();
        collect("", item, leaves);
        return leaves;
    }

    private static void collect(String path, TomlItem item, Map<String, TomlItem> leaves) {
        if (item instanceof Table table) {
            table.items()
                    .forEach((name, below) -> collect(
                            (path.isEmpty() ? "" : path + ".") + TomlStrings.key(List.of(name)), below, leaves));
        } else if (item instanceof Sequence sequence && sequence.node().isEmpty()) {
            var items = new ArrayList<>(sequence.items());
            for (var i = 0; i < items.size(); i++) {
                collect(path + "[" + (i + 1) + "]", items.get(i), leaves);
            }
        } else {
            leaves.put(path, item);
        }
    }
}
