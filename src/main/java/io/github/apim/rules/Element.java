package io.github.apim.rules;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** An XML element as a product reads it: no comments, references resolved, names without prefixes. */
public final class Element {

    private final String name;
    private final int line;
    private final Map<String, String> attributes;
    private final List<Element> children = new ArrayList<>();
    /** All text of the file: to cut out every element's would take a deep file's length squared. */
    private final StringBuilder texts;

    private final int textStart;
    private int textEnd;

    /** An element that begins now, on this line. */
    Element(String name, int line, Map<String, String> attributes, StringBuilder texts) {
        this.name = name;
        this.line = line;
        this.attributes = attributes;
        this.texts = texts;
        this.textStart = texts.length();
    }

    /** Ends the element. */
    void end() {
        textEnd = texts.length();
    }

    void add(Element child) {
        children.add(child);
    }

    public String name() {
        return name;
    }

    /** The line on which its start tag ends, from 1 on. */
    public int line() {
        return line;
    }

    /** The attributes by their names, in the file's order. */
    public Map<String, String> attributes() {
        return Collections.unmodifiableMap(attributes);
    }

    public List<Element> children() {
        return Collections.unmodifiableList(children);
    }

    /** All text in it and in its children, without blanks around it. */
    public String text() {
        return texts.substring(textStart, textEnd).trim();
    }

    public Optional<String> attribute(String wanted) {
        return Optional.ofNullable(attributes.get(wanted));
    }

    /** The last of the texts of the elements that a path of names leads to: {@code jndiConfig/name}. */
    public Optional<String> value(String path) {
        Stream<Element> found = Stream.of(this);
        for (String step : path.split("/")) {
            found = found.flatMap(element -> element.named(step));
        }
        return found.reduce((first, last) -> last).map(Element::text);
    }

    /** The children of that name. */
    public Stream<Element> named(String wanted) {
        return children.stream().filter(child -> child.name.equals(wanted));
    }

    /** All elements below this one, in the file's order. */
    Stream<Element> below() {
        List<Element> found = new ArrayList<>();
        Deque<Element> next = new ArrayDeque<>();
        Element current = this;
        while (current != null) {
            for (int i = current.children.size() - 1; i >= 0; i--) {
                next.push(current.children.get(i));
            }
            current = next.poll();
            if (current != null) {
                found.add(current);
            }
        }
        return found.stream();
    }
}
