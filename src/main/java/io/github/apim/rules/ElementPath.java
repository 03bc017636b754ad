package io.github.apim.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A place in an XML file, in the part of XPath that the rules need: {@code /Server/Ports/Offset} from the root,
 * {@code //http/@uri-template} at any depth, and {@code [@name='x']} or {@code [name='x']} behind a name.
 */
final class ElementPath {

    private final List<Step> steps = new ArrayList<>();
    private String attribute = "";

    /** One step down: to the children, or to any depth. */
    private record Step(boolean anywhere, String name, List<Test> tests) {

        Stream<Element> from(Element element) {
            Stream<Element> below = anywhere ? element.below() : element.children().stream();
            return below.filter(
                    found -> found.name().equals(name) && tests.stream().allMatch(test -> test.holds(found)));
        }
    }

    /** An attribute or a child must have that value. */
    private record Test(boolean ofAttribute, String name, String value) {

        boolean holds(Element element) {
            return ofAttribute
                    ? element.attribute(name).filter(value::equals).isPresent()
                    : element.named(name).anyMatch(child -> child.text().equals(value));
        }
    }

    /** @throws IllegalArgumentException if this is no such path */
    ElementPath(String source) {
        int at = 0;
        while (at < source.length()) {
            boolean anywhere = source.startsWith("//", at);
            int start = at + (anywhere ? 2 : 1);
            int end = nameEnd(source, start);
            if (source.charAt(at) != '/' || end == start) {
                throw new IllegalArgumentException(source);
            }
            String name = source.substring(start, end);
            if (name.startsWith("@")) {
                attribute = name.substring(1);
                at = source.length();
            } else {
                List<Test> tests = new ArrayList<>();
                at = tests(source, end, tests);
                steps.add(new Step(anywhere, name, tests));
            }
        }
    }

    private static int nameEnd(String source, int start) {
        int end = start;
        while (end < source.length() && "/[".indexOf(source.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    /** A value ends at {@code ']}: a datasource's name may have quotes within. */
    private static int tests(String source, int from, List<Test> tests) {
        int at = from;
        while (source.startsWith("[", at)) {
            int equals = source.indexOf("='", at);
            int end = source.indexOf("']", at);
            if (equals < 0 || end < equals) {
                throw new IllegalArgumentException(source);
            }
            String name = source.substring(at + 1, equals);
            boolean ofAttribute = name.startsWith("@");
            tests.add(new Test(ofAttribute, ofAttribute ? name.substring(1) : name, source.substring(equals + 2, end)));
            at = end + 2;
        }
        return at;
    }

    /** The elements, in the file's order; of a path to an attribute those that may have it. */
    List<Element> elements(Element document) {
        Stream<Element> found = Stream.of(document);
        for (Step step : steps) {
            found = found.flatMap(step::from);
        }
        return found.toList();
    }

    /** The texts or the attributes' values, without blanks around them. */
    List<String> values(Element document) {
        Stream<Element> found = elements(document).stream();
        return attribute.isEmpty()
                ? found.map(Element::text).toList()
                : found.flatMap(element -> element.attribute(attribute).stream())
                        .map(String::trim)
                        .toList();
    }
}
