package io.github.apim.edit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.DefaultHandler;

/**
 * What an XML file says to a product: no comments, references resolved, names without prefixes. It is what the JDK's parser
 * reads, and not what {@link XmlFile} sees; places in it have the same paths.
 */
public final class XmlView {

    private final List<Element> elements = new ArrayList<>();
    private final List<Integer> root = new ArrayList<>();
    /** All text of the file: to cut out every element's would take a deep file's length squared. */
    private final StringBuilder texts = new StringBuilder();

    private final XmlTree tree = new Tree();

    private XmlView() {}

    /**
     * Reads a file.
     *
     * @param reader has no handlers of its own; may be used for one file after another
     * @throws SAXParseException if the bytes are not well-formed XML
     * @throws SAXException      if they cannot be read at all
     * @throws IOException       if they are not in the encoding that they declare
     */
    public static XmlView read(XMLReader reader, byte[] bytes) throws SAXException, IOException {
        XmlView view = new XmlView();
        Builder builder = view.new Builder();
        reader.setContentHandler(builder);
        reader.setErrorHandler(builder);
        reader.setEntityResolver(builder);
        reader.parse(new InputSource(new ByteArrayInputStream(bytes)));
        return view;
    }

    /**
     * The elements that a path names, see {@link XmlFile}; of a path to an attribute those that may have it.
     *
     * @throws IllegalArgumentException if this is no such path
     */
    public List<Element> elements(String path) {
        return elements(XmlNode.DOCUMENT, parsed(path));
    }

    /**
     * The texts that a path names, or the attributes' values, without blanks around them.
     *
     * @throws IllegalArgumentException if this is no such path
     */
    public List<String> values(String path) {
        XmlPath parsed = parsed(path);
        return elements(XmlNode.DOCUMENT, parsed).stream()
                .flatMap(element -> parsed.attribute().isEmpty()
                        ? Optional.of(element.text()).stream()
                        : element.attribute(parsed.attribute()).map(String::trim).stream())
                .toList();
    }

    /** The outermost element. */
    public Element root() {
        return elements.get(root.get(0));
    }

    private List<Element> elements(int from, XmlPath path) {
        return XmlQuery.numbers(tree, from, path.steps()).stream()
                .map(elements::get)
                .toList();
    }

    private static XmlPath parsed(String path) {
        try {
            return XmlPath.parse("", path);
        } catch (EditException malformed) {
            throw new IllegalArgumentException(path, malformed);
        }
    }

    /** An element of the file; where its text and its elements end is known when it ends. */
    public final class Element {

        private final int number = elements.size();
        private final String name;
        private final int line;
        private final Map<String, String> attributes = new LinkedHashMap<>();
        private final List<Integer> children = new ArrayList<>();
        private final int textStart = texts.length();
        private int textEnd;
        private int end;

        private Element(String name, int line) {
            this.name = name;
            this.line = line;
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
            return children.stream().map(elements::get).toList();
        }

        /** The children of that name. */
        public Stream<Element> named(String wanted) {
            return children().stream().filter(child -> child.name.equals(wanted));
        }

        /** All text in it and in its children, without blanks around it. */
        public String text() {
            return texts.substring(textStart, textEnd).trim();
        }

        /** The value of one of its attributes. */
        public Optional<String> attribute(String wanted) {
            return Optional.ofNullable(attributes.get(wanted));
        }

        /** The elements that a path from here names: {@code jndiConfig/name}. */
        public List<Element> elements(String path) {
            return XmlView.this.elements(number, parsed("/" + path));
        }

        /** The last of the texts that a path from here names. */
        public Optional<String> value(String path) {
            return elements(path).stream().reduce((first, last) -> last).map(Element::text);
        }
    }

    /** What paths ask. */
    private final class Tree implements XmlTree {

        @Override
        public List<Integer> elementsIn(int element) {
            return element == XmlNode.DOCUMENT ? root : elements.get(element).children;
        }

        @Override
        public int endOf(int element) {
            return element == XmlNode.DOCUMENT ? elements.size() : elements.get(element).end;
        }

        @Override
        public String nameOf(int element) {
            return elements.get(element).name;
        }

        @Override
        public Optional<String> attributeOf(int element, String name) {
            return elements.get(element).attribute(name);
        }

        @Override
        public String textOf(int element) {
            return elements.get(element).text();
        }
    }

    /** Puts the elements together. */
    private final class Builder extends DefaultHandler {

        private final Deque<Element> open = new ArrayDeque<>();
        private Locator locator;

        @Override
        public void setDocumentLocator(Locator given) {
            locator = given;
        }

        @Override
        public void startElement(String uri, String localName, String name, Attributes found) {
            Element element = new Element(XmlNode.localName(name), locator == null ? 1 : locator.getLineNumber());
            for (int i = 0; i < found.getLength(); i++) {
                element.attributes.put(found.getQName(i), found.getValue(i));
            }
            (open.isEmpty() ? root : open.element().children).add(element.number);
            elements.add(element);
            open.push(element);
        }

        @Override
        public void endElement(String uri, String localName, String name) {
            Element element = open.pop();
            element.textEnd = texts.length();
            element.end = elements.size();
        }

        @Override
        public void characters(char[] characters, int start, int length) {
            texts.append(characters, start, length);
        }

        @Override
        public void ignorableWhitespace(char[] characters, int start, int length) {
            characters(characters, start, length);
        }

        @Override
        public InputSource resolveEntity(String publicId, String systemId) {
            return new InputSource(new ByteArrayInputStream(new byte[0]));
        }

        @Override
        public void fatalError(SAXParseException problem) throws SAXException {
            throw problem;
        }
    }
}
