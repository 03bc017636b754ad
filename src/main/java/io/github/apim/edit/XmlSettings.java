package io.github.apim.edit;

import io.github.apim.edit.XmlNode.Attribute;
import io.github.apim.edit.XmlNode.Element;
import io.github.apim.edit.XmlPath.Predicate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Breaks elements down into single values, each with a path that names it among its siblings. */
final class XmlSettings {

    /** Attributes by which the products' files tell siblings of one name apart. */
    private static final List<String> IDENTITIES = List.of("name", "path");

    private XmlSettings() {}

    /** What is set when an element is put at a path: the values that the path asks for are no values of their own. */
    static List<Setting> put(XmlPath path, XmlElement element) {
        var settings = new ArrayList<Setting>();
        if (!element.isLeaf()) {
            settings.add(Setting.givenUp(path.source()));
        }
        for (var attribute : element.attributes().entrySet()) {
            if (!asksFor(path, attribute.getKey())) {
                settings.add(Setting.of(path.source() + "/@" + attribute.getKey(), attribute.getValue()));
            }
        }
        if (element.isLeaf()) {
            settings.add(Setting.of(path.source(), element.text()));
        }
        addChildren(path.source(), element.children(), settings);
        return settings;
    }

    /** What is set when all that stands in an element is replaced. */
    static List<Setting> replaced(String place, List<XmlElement> children) {
        var settings = new ArrayList<>(List.of(Setting.givenUp(place)));
        addChildren(place, children, settings);
        return settings;
    }

    /** The places of all values below an element: its own attributes are not among them. */
    static List<String> places(XmlDocument document, XmlPath path) {
        var places = new ArrayList<String>();
        var found = XmlQuery.all(document, path);
        if (found.size() == 1) {
            addPlaces(document, path.source(), found.get(0), places);
        }
        return places;
    }

    private static boolean asksFor(XmlPath path, String attribute) {
        return path.last().predicates().stream()
                .anyMatch(
                        p -> p instanceof Predicate.AttributeIs is && is.name().equals(attribute));
    }

    private static void addChildren(String parent, List<XmlElement> children, List<Setting> settings) {
        for (var i = 0; i < children.size(); i++) {
            var child = children.get(i);
            var before = (int) children.subList(0, i).stream()
                    .filter(c -> c.name().equals(child.name()))
                    .count();
            var identity = identity(name -> child.attributes().getOrDefault(name, ""));
            var place = parent + "/" + child.name() + step(identity, before);
            child.attributes().forEach((name, value) -> {
                if (!name.equals(identity.getKey())) {
                    settings.add(Setting.of(place + "/@" + name, value));
                }
            });
            if (child.isLeaf()) {
                settings.add(Setting.of(place, child.text()));
            }
            addChildren(place, child.children(), settings);
        }
    }

    private static void addPlaces(XmlDocument document, String parent, Element element, List<String> places) {
        var children = document.childElements(element.index());
        for (var child : children) {
            var name = XmlNode.localName(child.name());
            var namesakes = children.stream()
                    .filter(c -> XmlNode.localName(c.name()).equals(name))
                    .toList();
            var identity = identity(
                    wanted -> child.attribute(wanted).map(document::value).orElse(""));
            var place = parent + "/" + name + step(identity, namesakes.indexOf(child));
            child.attributes().stream()
                    .map(Attribute::name)
                    .filter(attribute -> !attribute.equals(identity.getKey()))
                    .forEach(attribute -> places.add(place + "/@" + attribute));
            if (document.childElements(child.index()).isEmpty()) {
                places.add(place);
            }
            addPlaces(document, place, child, places);
        }
    }

    private static Map.Entry<String, String> identity(Function<String, String> attributes) {
        return IDENTITIES.stream()
                .map(name -> Map.entry(name, attributes.apply(name)))
                .filter(entry -> !entry.getValue().isEmpty() && entry.getValue().indexOf('\'') < 0)
                .findFirst()
                .orElse(Map.entry("", ""));
    }

    private static String step(Map.Entry<String, String> identity, int before) {
        if (!identity.getKey().isEmpty()) {
            return "[@" + identity.getKey() + "='" + identity.getValue() + "']";
        }
        return before > 0 ? "[" + (before + 1) + "]" : "";
    }
}
