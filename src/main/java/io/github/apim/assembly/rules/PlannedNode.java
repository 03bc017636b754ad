package io.github.apim.assembly.rules;

import io.github.apim.deployment.Node;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * A node with its files as they will be, read back with the JDK's XML parser and not with the editors that wrote them.
 * Not for use by several threads.
 */
public final class PlannedNode {

    private final Node node;
    private final PlannedFiles files;
    private final Map<String, Optional<Document>> documents = new HashMap<>();
    private final Map<String, String> malformed = new HashMap<>();
    private final Map<String, List<String>> selected = new HashMap<>();
    private final XPath xpath = XPathFactory.newInstance().newXPath();

    public PlannedNode(Node node, PlannedFiles files) {
        this.node = node;
        this.files = files;
    }

    /** The node in the descriptor. */
    public Node node() {
        return node;
    }

    /** The files themselves. */
    public PlannedFiles files() {
        return files;
    }

    /** The text of a file; every byte is one character. */
    Optional<String> text(String path) {
        return files.read(path).map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1));
    }

    /**
     * Where a file stops being well-formed XML; empty if it does not, or if there is no such file. The parser's own words
     * are left out: they quote the file, and that may be a password.
     */
    Optional<String> malformed(String path) {
        document(path);
        return Optional.ofNullable(malformed.get(path));
    }

    /** Whether there is such a file, and it is well-formed XML. */
    boolean hasXml(String path) {
        return document(path).isPresent();
    }

    /** The trimmed texts that an XPath selects; prefixes and namespaces do not count. Nothing in a file that is not there. */
    List<String> values(String path, String expression) {
        // Rules ask for the same again and again, and each evaluation walks the whole document.
        return selected.computeIfAbsent(path + " " + expression, absent -> select(path, expression));
    }

    private List<String> select(String path, String expression) {
        Optional<Document> document = document(path);
        if (document.isEmpty()) {
            return List.of();
        }
        try {
            NodeList nodes = (NodeList) xpath.evaluate(expression, document.get(), XPathConstants.NODESET);
            List<String> values = new ArrayList<>();
            for (int i = 0; i < nodes.getLength(); i++) {
                values.add(nodes.item(i).getTextContent().trim());
            }
            return List.copyOf(values);
        } catch (XPathExpressionException impossible) {
            throw new IllegalArgumentException(expression, impossible);
        }
    }

    /** The last of the texts that an XPath selects, as Carbon takes the last of two. */
    Optional<String> value(String path, String expression) {
        List<String> values = values(path, expression);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
    }

    private Optional<Document> document(String path) {
        return documents.computeIfAbsent(path, absent -> files.read(path).flatMap(bytes -> parsed(path, bytes)));
    }

    private Optional<Document> parsed(String path, byte[] bytes) {
        try {
            DocumentBuilder builder = hardened().newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            return Optional.of(builder.parse(new InputSource(new ByteArrayInputStream(bytes))));
        } catch (SAXParseException problem) {
            malformed.put(path, "line " + problem.getLineNumber() + ", column " + problem.getColumnNumber());
            return Optional.empty();
        } catch (SAXException problem) {
            malformed.put(path, "an unknown place");
            return Optional.empty();
        } catch (ParserConfigurationException | IOException impossible) {
            throw new IllegalStateException("the JDK's XML parser cannot read from memory", impossible);
        }
    }

    /** Neither loads an external document type nor resolves an external entity. */
    private static DocumentBuilderFactory hardened() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(false);
        factory.setExpandEntityReferences(false);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
        factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        return factory;
    }
}
