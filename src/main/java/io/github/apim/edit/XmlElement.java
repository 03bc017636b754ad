package io.github.apim.edit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An element to be written: its name, its attributes in order, and either a text or child elements.
 *
 * <p>Built up fluently, every call gives a new value:
 * {@code XmlElement.of("dbConfig").attribute("name", "shared").child("dataSource", "jdbc/WSO2REG_DB")}.
 *
 * @param name the tag name, with its prefix if it has one
 * @param attributes the attributes in the order in which they are written
 * @param text the unescaped text; empty if there is none
 * @param children the child elements in order; empty if the element has a text
 */
public record XmlElement(String name, Map<String, String> attributes, String text, List<XmlElement> children) {

    /** @throws IllegalArgumentException if a name is no XML name, or if there are both text and children */
    public XmlElement {
        Objects.requireNonNull(text, "text");
        requireName(name);
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        attributes.forEach((attribute, value) -> {
            requireName(attribute);
            Objects.requireNonNull(value, attribute);
        });
        children = List.copyOf(children);
        if (!text.isEmpty() && !children.isEmpty()) {
            throw new IllegalArgumentException("<" + name + "> cannot have both a text and children");
        }
    }

    /** An empty element. */
    public static XmlElement of(String name) {
        return new XmlElement(name, Map.of(), "", List.of());
    }

    /** An element with a text. */
    public static XmlElement of(String name, String text) {
        return new XmlElement(name, Map.of(), text, List.of());
    }

    /** This element with one more attribute, or with the attribute's value replaced. */
    public XmlElement attribute(String attribute, String value) {
        var more = new LinkedHashMap<>(attributes);
        more.put(attribute, value);
        return new XmlElement(name, more, text, children);
    }

    /** This element with that text. */
    public XmlElement text(String newText) {
        return new XmlElement(name, attributes, newText, children);
    }

    /** This element with one more child at the end. */
    public XmlElement child(XmlElement child) {
        return children(List.of(child));
    }

    /** This element with one more child at the end, which has only a text. */
    public XmlElement child(String childName, String childText) {
        return child(of(childName, childText));
    }

    /** This element with these children after those it has. */
    public XmlElement children(List<XmlElement> added) {
        var more = new ArrayList<>(children);
        more.addAll(added);
        return new XmlElement(name, attributes, text, more);
    }

    /** Whether the element has no child elements. */
    public boolean isLeaf() {
        return children.isEmpty();
    }

    /** Names only: texts and attribute values may be secrets. */
    @Override
    public String toString() {
        return "<" + name + (attributes.isEmpty() ? "" : " " + String.join(" ", attributes.keySet())) + ">"
                + (children.isEmpty() ? "" : children);
    }

    private static void requireName(String name) {
        if (!XmlChars.isName(name)) {
            throw new IllegalArgumentException("Not an XML name: '" + name + "'");
        }
    }
}
