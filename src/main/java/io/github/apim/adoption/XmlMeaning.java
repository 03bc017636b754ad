package io.github.apim.adoption;

import io.github.apim.edit.XmlView.Element;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What two XML files say, apart from how they say it: blanks, comments and the order of attributes count for nothing, and
 * neither does the order of elements that are told apart by their names or keys.
 */
final class XmlMeaning {

    /** Work is done in the order of these: phases and handlers of axis2, filters and valves of Tomcat. */
    private static final Set<String> IN_ORDER =
            Set.of("phaseOrder", "phase", "handler", "filter", "filter-mapping", "Valve", "Listener", "module");

    private static final List<String> ATTRIBUTES = List.of("name", "id", "class", "path", "port");
    private static final List<String> CHILDREN = List.of("name", "Name", "id", "Issuer", "GrantTypeName");

    private XmlMeaning() {}

    /** A step that names one of several elements, such as {@code [@name='x']}. */
    private record Key(String predicate) {}

    /** Whether both say the same. */
    static boolean same(Element one, Element other) {
        if (!one.name().equals(other.name()) || !one.attributes().equals(other.attributes())) {
            return false;
        }
        if (one.children().isEmpty() || other.children().isEmpty()) {
            return one.children().isEmpty()
                    && other.children().isEmpty()
                    && one.text().equals(other.text());
        }
        Map<String, Element> mine = steps(one);
        Map<String, Element> theirs = steps(other);
        return mine.keySet().equals(theirs.keySet())
                && inOrder(one).equals(inOrder(other))
                && mine.entrySet().stream().allMatch(step -> same(step.getValue(), theirs.get(step.getKey())));
    }

    /** The steps to those children whose order counts, by their name. */
    private static Map<String, List<String>> inOrder(Element parent) {
        Map<String, List<String>> order = new LinkedHashMap<>();
        steps(parent).forEach((step, element) -> {
            if (IN_ORDER.contains(element.name())) {
                order.computeIfAbsent(element.name(), absent -> new ArrayList<>())
                        .add(step);
            }
        });
        return order;
    }

    /** The children of an element, by the step that leads to each. */
    static Map<String, Element> steps(Element parent) {
        Map<String, Element> steps = new LinkedHashMap<>();
        for (String name : new LinkedHashSet<>(
                parent.children().stream().map(Element::name).toList())) {
            List<Element> named = parent.named(name).toList();
            Optional<List<Key>> keys = keys(named);
            for (int i = 0; i < named.size(); i++) {
                String step =
                        keys.isPresent() ? keys.get().get(i).predicate() : named.size() == 1 ? "" : "[" + (i + 1) + "]";
                steps.put(name + step, named.get(i));
            }
        }
        return steps;
    }

    /** What tells some elements of one name apart; an only one needs nothing unless it has such a key all the same. */
    private static Optional<List<Key>> keys(List<Element> named) {
        for (String attribute : ATTRIBUTES) {
            Optional<List<Key>> keys = distinct(named.stream()
                    .map(element -> element.attribute(attribute).map(value -> "[@" + attribute + "='" + value + "']"))
                    .toList());
            if (keys.isPresent()) {
                return keys;
            }
        }
        for (String child : CHILDREN) {
            Optional<List<Key>> keys = distinct(named.stream()
                    .map(element -> element.named(child)
                            .filter(found -> found.children().isEmpty())
                            .findFirst()
                            .map(found -> "[" + child + "='" + found.text() + "']"))
                    .toList());
            if (keys.isPresent()) {
                return keys;
            }
        }
        return Optional.empty();
    }

    private static Optional<List<Key>> distinct(List<Optional<String>> predicates) {
        Set<String> all = new HashSet<>();
        List<Key> keys = new ArrayList<>();
        for (Optional<String> predicate : predicates) {
            // A quote would end the predicate too early.
            if (predicate.isEmpty()
                    || predicate.get().chars().filter(c -> c == '\'').count() != 2
                    || !all.add(predicate.get())) {
                return Optional.empty();
            }
            keys.add(new Key(predicate.get()));
        }
        return Optional.of(keys);
    }

    /** The steps that either of two elements has, those of the first one first. */
    static Set<String> allSteps(Element one, Element other) {
        Set<String> steps = new LinkedHashSet<>(steps(one).keySet());
        steps.addAll(new TreeSet<>(steps(other).keySet()));
        return steps;
    }
}
