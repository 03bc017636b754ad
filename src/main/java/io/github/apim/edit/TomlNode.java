package io.github.apim.edit;

import io.github.apim.edit.JsonNode.Span;
import java.util.List;
import java.util.Optional;

/** A value of a TOML text and where it stands: the offset of its first character and the one behind its last. */
sealed interface TomlNode {

    int start();

    int end();

    /** What the value is called in messages. */
    String kind();

    /**
     * A single value.
     *
     * @param value a String, Long, Double, Boolean, OffsetDateTime, LocalDateTime, LocalDate or LocalTime
     */
    record Scalar(int start, int end, Object value) implements TomlNode {

        @Override
        public String kind() {
            return value instanceof String ? "a string" : "a literal";
        }
    }

    /** An array in brackets, its elements in the order of the text. */
    record Elements(int start, int end, List<TomlNode> elements) implements TomlNode {

        public Elements {
            elements = List.copyOf(elements);
        }

        @Override
        public String kind() {
            return "an array";
        }
    }

    /** A table in braces, its entries in the order of the text. */
    record Inline(int start, int end, List<Entry> entries) implements TomlNode {

        public Inline {
            entries = List.copyOf(entries);
        }

        @Override
        public String kind() {
            return "an inline table";
        }
    }

    /** A bare, quoted or dotted key; the names are without quotes, their escapes resolved. */
    record Key(int start, int end, List<String> names) {

        public Key {
            names = List.copyOf(names);
        }
    }

    /** The elements of an array or the entries of an inline table; none of what has no parts. */
    default List<Span> parts() {
        if (this instanceof Elements array) {
            return array.elements().stream()
                    .map(each -> new Span(each.start(), each.end()))
                    .toList();
        }
        return this instanceof Inline table
                ? table.entries().stream()
                        .map(each -> new Span(each.start(), each.end()))
                        .toList()
                : List.of();
    }

    /** A key with its value. */
    record Entry(Key key, TomlNode value) {

        int start() {
            return key.start();
        }

        int end() {
            return value.end();
        }
    }

    /**
     * The line that begins a table, or an element of an array of tables.
     *
     * @param end behind the closing bracket
     */
    record Header(int start, int end, Key key, boolean array) {}

    /** A header and the entries below it; the entries before the first header have none. */
    record Block(Optional<Header> header, List<Entry> entries) {

        public Block {
            entries = List.copyOf(entries);
        }
    }

    /**
     * All that is in a file.
     *
     * @param blocks   in the order of the text; the first has no header
     * @param comments the offsets of the comment signs that begin a line
     */
    record Document(List<Block> blocks, List<Integer> comments) {

        public Document {
            blocks = List.copyOf(blocks);
            comments = List.copyOf(comments);
        }
    }
}
