package io.github.apim.edit;

import io.github.apim.edit.TomlNode.Block;
import io.github.apim.edit.TomlNode.Elements;
import io.github.apim.edit.TomlNode.Entry;
import io.github.apim.edit.TomlNode.Inline;
import io.github.apim.edit.TomlNode.Scalar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a path can name in a TOML file, whichever of its notations made it. Built once, by {@link TomlTree}. */
sealed interface TomlItem {

    /** The offset where it is written for the first time. */
    int start();

    /** What it is called in messages. */
    String kind();

    /** A single value. */
    record Value(Scalar node) implements TomlItem {

        @Override
        public int start() {
            return node.start();
        }

        @Override
        public String kind() {
            return node.kind();
        }
    }

    /** A table: under a header, in braces, or only by the names of what is in it. */
    final class Table implements TomlItem {

        private final int start;
        private final Map<String, TomlItem> items = new LinkedHashMap<>();
        /** The entries that name it or what is in it with a dotted key. */
        private final List<Entry> dotted = new ArrayList<>();

        private Block block;
        private Inline inline;

        Table(int start) {
            this.start = start;
        }

        @Override
        public int start() {
            return start;
        }

        @Override
        public String kind() {
            return inline == null ? "a table" : "an inline table";
        }

        Map<String, TomlItem> items() {
            return Collections.unmodifiableMap(items);
        }

        /** Its header with the entries below it, if it has one; of the file's own table the entries before all headers. */
        Optional<Block> block() {
            return Optional.ofNullable(block);
        }

        Optional<Inline> inline() {
            return Optional.ofNullable(inline);
        }

        /** Whether only the headers of tables below it have named it so far. */
        boolean isImplicit() {
            return block == null && inline == null && dotted.isEmpty();
        }

        List<Entry> dotted() {
            return Collections.unmodifiableList(dotted);
        }

        /** What stands below its header or in its braces. */
        Stream<Entry> entries() {
            return Stream.concat(
                    block().stream().flatMap(below -> below.entries().stream()),
                    inline().stream().flatMap(braces -> braces.entries().stream()));
        }

        Table under(Block header) {
            block = header;
            return this;
        }

        Table in(Inline braces) {
            inline = braces;
            return this;
        }

        Table dotted(Entry entry) {
            dotted.add(entry);
            return this;
        }

        /** Puts an item here, unless one of that name is there, which is returned then. */
        Optional<TomlItem> put(String name, TomlItem item) {
            return Optional.ofNullable(items.putIfAbsent(name, item));
        }

        /** It and all tables below it that have a header, in no order. */
        Stream<Block> blocks() {
            return Stream.concat(block().stream(), items.values().stream().flatMap(Table::blocksOf));
        }

        static Stream<Block> blocksOf(TomlItem item) {
            if (item instanceof Table table) {
                return table.blocks();
            }
            return item instanceof Sequence sequence
                    ? sequence.items().stream().flatMap(Table::blocksOf)
                    : Stream.empty();
        }
    }

    /** An array in brackets, or an array of tables. */
    final class Sequence implements TomlItem {

        private final int start;
        private final List<TomlItem> items = new ArrayList<>();
        private final Optional<Elements> node;

        Sequence(int start, Optional<Elements> node) {
            this.start = start;
            this.node = node;
        }

        @Override
        public int start() {
            return start;
        }

        @Override
        public String kind() {
            return node.isPresent() ? "an array" : "an array of tables";
        }

        List<TomlItem> items() {
            return Collections.unmodifiableList(items);
        }

        /** Empty for an array of tables. */
        Optional<Elements> node() {
            return node;
        }

        Sequence with(TomlItem item) {
            items.add(item);
            return this;
        }

        TomlItem last() {
            return items.get(items.size() - 1);
        }
    }
}
