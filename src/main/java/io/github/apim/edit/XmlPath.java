package io.github.apim.edit;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Names a place in an XML file: {@code /Server/Ports/Offset}, {@code //Connector[@port='9443']/@proxyPort}.
 *
 * @param source the path as it was written
 * @param steps the steps to the element
 * @param attribute the attribute that the path ends in; empty if it names an element
 */
record XmlPath(String source, List<Step> steps, String attribute) {

    static final String ANY = "*";

    /**
     * One step down.
     *
     * @param anywhere whether any depth is meant ({@code //}) rather than the children only
     * @param name the name behind its prefix, or {@link #ANY}
     * @param source the step as it was written, with its slashes
     */
    record Step(boolean anywhere, String name, List<Predicate> predicates, String source) {

        Step {
            predicates = List.copyOf(predicates);
        }

        /** The step without what it asks of the elements besides their name. */
        Step nameOnly() {
            return new Step(anywhere, name, List.of(), source);
        }

        boolean matchesName(String localName) {
            return name.equals(ANY) || name.equals(localName);
        }

        boolean hasPosition() {
            return predicates.stream().anyMatch(Predicate.Position.class::isInstance);
        }
    }

    /** What a step asks of an element besides its name. */
    sealed interface Predicate {

        /** Those of the siblings that fit, in their order. */
        List<Integer> select(XmlTree tree, List<Integer> siblings);

        /** {@code [@name='value']} */
        record AttributeIs(String name, String value) implements Predicate {

            @Override
            public List<Integer> select(XmlTree tree, List<Integer> siblings) {
                return siblings.stream()
                        .filter(e ->
                                tree.attributeOf(e, name).filter(value::equals).isPresent())
                        .toList();
            }
        }

        /** {@code [name='value']}: a child element with that text, blanks around it not counted. */
        record ChildIs(String name, String value) implements Predicate {

            @Override
            public List<Integer> select(XmlTree tree, List<Integer> siblings) {
                return siblings.stream()
                        .filter(e -> tree.elementsIn(e).stream()
                                .anyMatch(c -> tree.nameOf(c).equals(name)
                                        && tree.textOf(c).strip().equals(value.strip())))
                        .toList();
            }
        }

        /** {@code [n]}: the n-th, from 1, of the siblings that fit so far. */
        record Position(int position) implements Predicate {

            @Override
            public List<Integer> select(XmlTree tree, List<Integer> siblings) {
                return position > siblings.size() ? List.of() : List.of(siblings.get(position - 1));
            }
        }
    }

    XmlPath {
        steps = List.copyOf(steps);
    }

    /** @throws EditException if the path is malformed; the message says at which character */
    static XmlPath parse(String file, String source) {
        return new XmlPathParser(file, source).path();
    }

    /** A path to an element, not to an attribute. */
    static XmlPath parseElement(String file, String source) {
        var path = parse(file, source);
        if (!path.attribute.isEmpty()) {
            throw EditException.atPlace(file, source, "this path must name an element, not an attribute");
        }
        return path;
    }

    /** A single step without slashes: a sibling. */
    static Step parseStep(String file, String source) {
        return new XmlPathParser(file, source).lonelyStep();
    }

    Step last() {
        return steps.get(steps.size() - 1);
    }

    /** The first steps, written out. */
    String prefix(int count) {
        return steps.stream().limit(count).map(Step::source).collect(Collectors.joining());
    }
}
