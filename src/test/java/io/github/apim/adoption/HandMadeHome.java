package io.github.apim.adoption;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * An unpacked home whose files somebody has edited in his own way: other blanks, other comments than the shipped ones, and
 * sections in another order.
 */
final class HandMadeHome {

    private final Path home;
    private final Random random;
    private final Map<String, Document> files = new HashMap<>();

    HandMadeHome(Path home, long seed) {
        this.home = home;
        this.random = new Random(seed);
    }

    /** Gives an element, which is there once, another text. */
    HandMadeHome set(String file, String place, String text) {
        element(file, place).setTextContent(text);
        return this;
    }

    /** Gives an element, which is there once, an attribute. */
    HandMadeHome attribute(String file, String place, String name, String value) {
        element(file, place).setAttribute(name, value);
        return this;
    }

    /** Puts something new into an element, as the first there or as the last. */
    HandMadeHome add(String file, String parent, String xml) {
        try {
            Document document = files.get(file) == null ? load(file) : files.get(file);
            Node added = document.importNode(
                    builder()
                            .parse(new InputSource(new java.io.StringReader(xml)))
                            .getDocumentElement(),
                    true);
            Element into = element(file, parent);
            into.insertBefore(added, random.nextBoolean() ? into.getFirstChild() : null);
            return this;
        } catch (SAXException | IOException problem) {
            throw new IllegalArgumentException(xml, problem);
        }
    }

    /** Takes out what is in an element. */
    HandMadeHome empty(String file, String place) {
        Element element = element(file, place);
        while (element.hasChildNodes()) {
            element.removeChild(element.getFirstChild());
        }
        return this;
    }

    /** Puts a file into the home. */
    HandMadeHome file(String path, byte[] content) throws IOException {
        Path file = home.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        return this;
    }

    /** Writes all edited files, as an editor would that does not care how they were. */
    Path write() throws IOException {
        for (Map.Entry<String, Document> file : files.entrySet()) {
            Document document = file.getValue();
            tidy(document.getDocumentElement());
            shuffle(document.getDocumentElement());
            document.getDocumentElement()
                    .insertBefore(
                            document.createComment(" changed by operations, ask them before you touch it "),
                            document.getDocumentElement().getFirstChild());
            try {
                Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
                transformer.setOutputProperty(OutputKeys.INDENT, "yes");
                transformer.setOutputProperty("{http://xml.apache.org/xslt}indent-amount", "1");
                try (var out = Files.newOutputStream(home.resolve(file.getKey()))) {
                    transformer.transform(new DOMSource(document), new StreamResult(out));
                }
            } catch (TransformerException problem) {
                throw new IllegalStateException(problem);
            }
        }
        return home;
    }

    /** Takes out comments and blanks. */
    private static void tidy(Node node) {
        NodeList children = node.getChildNodes();
        for (int i = children.getLength() - 1; i >= 0; i--) {
            Node child = children.item(i);
            boolean blank = child.getNodeType() == Node.TEXT_NODE
                    && child.getTextContent().isBlank()
                    && children.getLength() > 1;
            if (blank || child.getNodeType() == Node.COMMENT_NODE) {
                node.removeChild(child);
            } else {
                tidy(child);
            }
        }
    }

    /** Puts the sections of a file into another order, those of one name among each other as they were. */
    private void shuffle(Element root) {
        List<Node> sections = new ArrayList<>();
        for (Node child = root.getFirstChild(); child != null; child = child.getNextSibling()) {
            sections.add(child);
        }
        Map<String, List<Node>> byName = new HashMap<>();
        sections.forEach(section -> byName.computeIfAbsent(section.getNodeName(), absent -> new ArrayList<>())
                .add(section));
        Collections.shuffle(sections, random);
        for (Node section : sections) {
            root.appendChild(byName.get(section.getNodeName()).remove(0));
        }
    }

    private Element element(String file, String place) {
        try {
            Document document = files.get(file) == null ? load(file) : files.get(file);
            NodeList found = (NodeList)
                    XPathFactory.newDefaultInstance().newXPath().evaluate(place, document, XPathConstants.NODESET);
            if (found.getLength() != 1) {
                throw new IllegalArgumentException(file + " has " + found.getLength() + " of " + place);
            }
            return (Element) found.item(0);
        } catch (XPathExpressionException problem) {
            throw new IllegalArgumentException(place, problem);
        }
    }

    private Document load(String file) {
        try {
            Document document = builder().parse(home.resolve(file).toFile());
            files.put(file, document);
            return document;
        } catch (SAXException | IOException problem) {
            throw new IllegalStateException(problem);
        }
    }

    private static DocumentBuilder builder() {
        try {
            return DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
        } catch (ParserConfigurationException problem) {
            throw new IllegalStateException(problem);
        }
    }
}
