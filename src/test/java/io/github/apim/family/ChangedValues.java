package io.github.apim.family;

import io.github.apim.testing.NodeHome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * What a home has otherwise than its pack, one line each: {@code <file> <path> = <value>}, read by the JDK's parser;
 * {@code - <file> <path>} for a value that is gone; {@code <file>: 3 lines for 2} says how many of the pack's lines are
 * gone and how many have come, so that a file in which something else changes does not pass.
 */
final class ChangedValues {

    private static final List<String> KEYS = List.of("name", "id", "path");

    private final NodeHome home;
    private final Map<String, byte[]> pack = new HashMap<>();
    private final List<String> lines = new ArrayList<>();

    private ChangedValues(NodeHome home, Path zip) throws IOException {
        this.home = home;
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : Collections.list(file.entries())) {
                String name = entry.getName();
                pack.put(
                        name.substring(name.indexOf('/') + 1),
                        file.getInputStream(entry).readAllBytes());
            }
        }
    }

    /**
     * The lines, by file.
     *
     * @param bases the files of the pack that others begin as, by these
     */
    static List<String> of(NodeHome home, Path zip, Map<String, String> bases) throws IOException {
        ChangedValues values = new ChangedValues(home, zip);
        bases.forEach((path, base) -> {
            values.pack.put(path, values.pack.get(base));
            values.lines.add(path + " begins as " + base);
        });
        TreeSet<String> files = new TreeSet<>(values.pack.keySet());
        files.removeIf(path -> path.isEmpty() || path.endsWith("/"));
        files.addAll(home.filePaths());
        files.removeIf(path -> path.startsWith(".apim/"));
        files.forEach(values::compare);
        return values.lines;
    }

    private void compare(String path) {
        byte[] shipped = pack.get(path);
        if (!home.has(path)) {
            lines.add("- " + path);
        } else if (shipped == null) {
            lines.add("+ " + path + " %o".formatted(home.mode(path)));
        } else if (!Arrays.equals(shipped, home.bytes(path))) {
            List<String> before = text(shipped);
            List<String> after = text(home.bytes(path));
            lines.add(path + mode(path) + ": " + without(after, before).size() + " lines for "
                    + without(before, after).size());
            compareValues(path, values(path, shipped), values(path, home.bytes(path)));
        }
    }

    /** Properties files that are edited hold a password, and only their owner may read them. */
    private String mode(String path) {
        return path.endsWith(".properties") ? " %o".formatted(home.mode(path)) : "";
    }

    private void compareValues(String path, Map<String, String> before, Map<String, String> after) {
        before.keySet().stream()
                .filter(place -> !after.containsKey(place))
                .forEach(place -> lines.add("- " + path + " " + place));
        after.forEach((place, value) -> {
            if (!value.equals(before.get(place))) {
                lines.add(path + " " + place + " = " + value);
            }
        });
    }

    private static List<String> text(byte[] content) {
        return new String(content, StandardCharsets.ISO_8859_1).lines().toList();
    }

    private static List<String> without(List<String> lines, List<String> others) {
        List<String> left = new ArrayList<>(lines);
        others.forEach(left::remove);
        return left;
    }

    private static Map<String, String> values(String path, byte[] content) {
        Map<String, String> values = new LinkedHashMap<>();
        if (path.endsWith(".xml")) {
            Element root = parse(content);
            flatten("/" + root.getNodeName(), root, values);
        } else if (path.endsWith(".properties")) {
            flatten("", properties(content), values);
        } else if (path.endsWith(".json")) {
            flatten("", LenientJson.read(new String(content, StandardCharsets.ISO_8859_1)), values);
        }
        return values;
    }

    private static Map<?, ?> properties(byte[] content) {
        Properties properties = new Properties();
        try {
            properties.load(new ByteArrayInputStream(content));
        } catch (IOException problem) {
            throw new AssertionError(problem);
        }
        return new TreeMap<>(properties);
    }

    private static Element parse(byte[] content) {
        try {
            DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
            return builder.parse(new ByteArrayInputStream(content)).getDocumentElement();
        } catch (ParserConfigurationException | SAXException | IOException problem) {
            throw new AssertionError(problem);
        }
    }

    private static void flatten(String place, Map<?, ?> members, Map<String, String> values) {
        members.forEach((key, value) -> {
            if (value instanceof Map<?, ?> inner) {
                flatten(place + "/" + key, inner, values);
            } else {
                values.put(place + "/" + key, String.valueOf(value));
            }
        });
    }

    private static void flatten(String place, Element element, Map<String, String> values) {
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Node attribute = element.getAttributes().item(i);
            values.put(place + "/@" + attribute.getNodeName(), attribute.getNodeValue());
        }
        List<Element> children = children(element);
        if (children.isEmpty()) {
            values.put(place, element.getTextContent().strip());
        }
        Map<String, Integer> count = new HashMap<>();
        for (Element child : children) {
            String step = "/" + child.getNodeName() + key(child).orElse("");
            int number = count.merge(step, 1, Integer::sum);
            flatten(place + step + (number == 1 ? "" : "[" + number + "]"), child, values);
        }
    }

    /** What tells an element from its siblings, as people would say it in an XPath. */
    private static Optional<String> key(Element element) {
        for (String key : KEYS) {
            if (!element.getAttribute(key).isEmpty()) {
                return Optional.of("[@" + key + "='" + element.getAttribute(key) + "']");
            }
        }
        return children(element).stream()
                .filter(child ->
                        KEYS.contains(child.getNodeName()) && children(child).isEmpty())
                .findFirst()
                .map(child -> "[" + child.getNodeName() + "='"
                        + child.getTextContent().strip() + "']");
    }

    private static List<Element> children(Element element) {
        List<Element> children = new ArrayList<>();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                children.add(inner);
            }
        }
        return children;
    }
}
