package io.github.apim.edit;

import java.util.List;
import java.util.Optional;

/** A value of a JSON text and where it stands: the offset of its first character and the one behind its last. */
sealed interface JsonNode {

    int start();

    int end();

    /** What the value is called in messages. */
    String kind();

    /** Members in the order of the text; a name may stand several times. */
    record Members(int start, int end, List<Member> members) implements JsonNode {

        public Members {
            members = List.copyOf(members);
        }

        @Override
        public String kind() {
            return "an object";
        }
    }

    /** Elements in the order of the text. */
    record Elements(int start, int end, List<JsonNode> elements) implements JsonNode {

        public Elements {
            elements = List.copyOf(elements);
        }

        @Override
        public String kind() {
            return "an array";
        }
    }

    /** A text in quotes; the value is without them, its escapes resolved. */
    record Text(int start, int end, String value) implements JsonNode {

        @Override
        public String kind() {
            return "a string";
        }
    }

    /** A number, {@code true}, {@code false} or {@code null}, as it is written. */
    record Literal(int start, int end, String value) implements JsonNode {

        @Override
        public String kind() {
            return "a literal";
        }
    }

    /** One member of an object. */
    record Member(Text name, JsonNode value) {}

    /** From where to where the text of a member or of an element goes, without a comma. */
    record Span(int start, int end) {}

    /** The members of an object or the elements of an array; none of what has no parts. */
    default List<Span> parts() {
        if (this instanceof Members object) {
            return object.members().stream()
                    .map(m -> new Span(m.name().start(), m.value().end()))
                    .toList();
        }
        return this instanceof Elements array
                ? array.elements().stream()
                        .map(e -> new Span(e.start(), e.end()))
                        .toList()
                : List.of();
    }

    /** The text of a string or the letters of a literal; empty for what has parts. */
    default Optional<String> scalar() {
        if (this instanceof Text text) {
            return Optional.of(text.value());
        }
        return this instanceof Literal literal ? Optional.of(literal.value()) : Optional.empty();
    }
}
