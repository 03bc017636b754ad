package io.github.apim.edit;

import io.github.apim.edit.XmlNode.Characters;
import io.github.apim.edit.XmlNode.Element;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An XML text and where its parts lie in it.
 *
 * @param file the name for messages
 * @param charset what the text will be encoded in
 */
record XmlDocument(String file, Charset charset, String text, XmlScanner.Scan scan) implements XmlTree {

    /** @throws EditException if the places in the text cannot be told for sure */
    static XmlDocument of(String file, Charset charset, String text) {
        return new XmlDocument(file, charset, text, XmlScanner.scan(file, text));
    }

    /** This document with one stretch of its text replaced. */
    XmlDocument splice(int start, int end, String replacement) {
        return of(file, charset, text.substring(0, start) + replacement + text.substring(end));
    }

    List<Element> elements() {
        return scan.elements();
    }

    Element element(int index) {
        return scan.elements().get(index);
    }

    /** The nodes directly in an element, or outside the root for {@link XmlNode#DOCUMENT}. */
    List<XmlNode> children(int index) {
        return index == XmlNode.DOCUMENT ? scan.outside() : scan.children().get(index);
    }

    List<Element> childElements(int index) {
        return children(index).stream()
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .toList();
    }

    String source(XmlNode node) {
        return text.substring(node.start(), node.end());
    }

    int line(XmlNode node) {
        return Lines.number(text, node.start());
    }

    /** The text directly in an element; child elements, comments and unknown entities add nothing to it. */
    String text(Element element) {
        return children(element.index()).stream()
                .filter(Characters.class::isInstance)
                .map(Characters.class::cast)
                .map(this::decode)
                .collect(Collectors.joining());
    }

    String value(XmlNode.Attribute attribute) {
        return XmlReferences.attributeValue(text.substring(attribute.valueStart(), attribute.valueEnd()));
    }

    /** Whether the text directly in an element refers to entities that only a document type could explain. */
    boolean hasUnknownEntities(Element element) {
        return children(element.index()).stream()
                .anyMatch(n -> n instanceof Characters c && !c.cdata() && XmlReferences.hasUnknown(source(c)));
    }

    @Override
    public List<Integer> elementsIn(int element) {
        return childElements(element).stream().map(Element::index).toList();
    }

    @Override
    public int endOf(int element) {
        var end = element == XmlNode.DOCUMENT ? text.length() : element(element).end();
        var behind = element + 1;
        while (behind < elements().size() && element(behind).start() < end) {
            behind++;
        }
        return behind;
    }

    @Override
    public String nameOf(int element) {
        return XmlNode.localName(element(element).name());
    }

    @Override
    public Optional<String> attributeOf(int element, String name) {
        return element(element).attribute(name).map(this::value);
    }

    @Override
    public String textOf(int element) {
        return text(element(element));
    }

    private String decode(Characters characters) {
        var source = source(characters);
        return characters.cdata()
                ? XmlReferences.normalizeLines(source.substring("<![CDATA[".length(), source.length() - "]]>".length()))
                : XmlReferences.textValue(source);
    }
}
