package io.github.apim.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What a node's tarball holds, read back with other people's code: commons-compress and the JDK's XML parser. */
public final class NodeHome {

    private static final int LARGE = 4_000_000;

    private final Map<String, byte[]> files = new TreeMap<>();
    private final Map<String, Integer> modes = new TreeMap<>();
    private final Map<String, Document> documents = new HashMap<>();

    private NodeHome() {}

    /** Reads a tarball; names are those below its one top folder. */
    public static NodeHome read(Path tarball) throws IOException {
        NodeHome home = new NodeHome();
        try (InputStream file = new BufferedInputStream(Files.newInputStream(tarball), 1 << 16);
                TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file, 1 << 16))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String name = entry.getName().substring(entry.getName().indexOf('/') + 1);
                if (name.endsWith("/")) {
                    name = name.substring(0, name.length() - 1);
                }
                home.modes.put(name, entry.getMode() & 07777);
                if (entry.isFile()) {
                    home.files.put(name, entry.getSize() > LARGE ? new byte[0] : tar.readAllBytes());
                }
            }
        }
        return home;
    }

    /** Whether the tarball has this file or folder. */
    public boolean has(String path) {
        return modes.containsKey(path);
    }

    /** The permission bits of a file or folder. */
    public int mode(String path) {
        return modes.get(path);
    }

    /** All paths. */
    public List<String> paths() {
        return List.copyOf(modes.keySet());
    }

    /** The paths of files. */
    public List<String> filePaths() {
        return List.copyOf(files.keySet());
    }

    /** The content of a file. */
    public byte[] bytes(String path) {
        byte[] content = files.get(path);
        if (content == null) {
            throw new AssertionError(path + " is not in the tarball");
        }
        return content;
    }

    /** The content of a text file; every byte is one character. */
    public String text(String path) {
        return new String(bytes(path), StandardCharsets.ISO_8859_1);
    }

    /** The values that an XPath selects in an XML file; prefixes and namespaces do not count. */
    public List<String> values(String path, String xpath) {
        return values(documents.computeIfAbsent(path, file -> document(file, bytes(file))), xpath);
    }

    /** The values that an XPath selects in an XML file of no tarball. */
    public static List<String> valuesOf(Path file, String xpath) throws IOException {
        return values(document(file.toString(), Files.readAllBytes(file)), xpath);
    }

    private static List<String> values(Document document, String xpath) {
        try {
            NodeList nodes = (NodeList)
                    XPathFactory.newDefaultInstance().newXPath().evaluate(xpath, document, XPathConstants.NODESET);
            List<String> values = new ArrayList<>();
            for (int i = 0; i < nodes.getLength(); i++) {
                values.add(nodes.item(i).getTextContent());
            }
            return values;
        } catch (XPathExpressionException problem) {
            throw new AssertionError(xpath, problem);
        }
    }

    /** The one value that an XPath selects. */
    public String value(String path, String xpath) {
        List<String> values = values(path, xpath);
        if (values.size() != 1) {
            throw new AssertionError(path + " has " + values.size() + " values at " + xpath + ": " + values);
        }
        return values.get(0);
    }

    private static Document document(String path, byte[] content) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(false);
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new InputSource(new ByteArrayInputStream(content)));
        } catch (ParserConfigurationException | SAXException | IOException problem) {
            throw new AssertionError(path + " does not parse: " + problem.getMessage(), problem);
        }
    }
}
