package io.github.apim.edit;

import io.github.apim.edit.XmlNode.Comment;
import io.github.apim.edit.XmlNode.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How new lines are to look between their neighbours.
 *
 * @param indent what the element's own line begins with
 * @param unit what every level below it adds
 * @param lineEnd what ends every line; empty if the neighbours stand on one line with each other
 */
record XmlLayout(String indent, String unit, String lineEnd) {

    private static final String DEFAULT_UNIT = "    ";
    private static final XmlLayout ONE_LINE = new XmlLayout("", "", "");

    /** As a sibling of that node looks, which is an element or a comment. */
    static XmlLayout beside(XmlDocument document, XmlNode sibling, int parent) {
        var text = document.text();
        if (!Lines.beginsAt(text, sibling.start())) {
            return ONE_LINE;
        }
        var indent = Lines.indent(text, sibling.start());
        return new XmlLayout(indent, unit(document, sibling, parent), Lines.terminatorNear(text, sibling.end()));
    }

    /** As a child of that element looks, or would look. */
    static XmlLayout inside(XmlDocument document, Element parent) {
        var text = document.text();
        var child = ownLines(document, parent.index()).stream().findFirst();
        if (child.isPresent()) {
            return beside(document, child.get(), parent.index());
        }
        if (!Lines.several(text)) {
            return ONE_LINE;
        }
        var unit = unit(document, parent, parent.parent());
        var indent = Lines.indent(text, parent.start()) + unit;
        return new XmlLayout(indent, unit, Lines.terminatorNear(text, parent.openEnd()));
    }

    /** One level further in. */
    XmlLayout deeper() {
        return new XmlLayout(indent + unit, unit, lineEnd);
    }

    boolean isOneLine() {
        return lineEnd.isEmpty();
    }

    /** The difference between two levels: within the node, within its siblings, between it and its parent. */
    private static String unit(XmlDocument document, XmlNode node, int parent) {
        var candidates = new ArrayList<Optional<String>>();
        candidates.add(within(document, node));
        ownLines(document, parent).forEach(n -> candidates.add(within(document, n)));
        if (parent != XmlNode.DOCUMENT) {
            candidates.add(difference(
                    Lines.indent(document.text(), document.element(parent).start()),
                    Lines.indent(document.text(), node.start())));
        }
        document.elements().stream().limit(1).forEach(root -> candidates.add(within(document, root)));
        return candidates.stream().flatMap(Optional::stream).findFirst().orElse(DEFAULT_UNIT);
    }

    private static Optional<String> within(XmlDocument document, XmlNode node) {
        var text = document.text();
        if (node instanceof Element element) {
            return ownLines(document, element.index()).stream()
                    .findFirst()
                    .flatMap(c -> difference(Lines.indent(text, element.start()), Lines.indent(text, c.start())));
        }
        var second = Lines.end(text, node.start());
        if (!(node instanceof Comment) || second >= node.end() || !XmlSamples.isSample(document, node)) {
            return Optional.empty();
        }
        var line = second + Lines.terminator(text, second).length();
        return difference(Lines.indent(text, node.start()), text.substring(line, Lines.skipBlanks(text, line)));
    }

    private static Optional<String> difference(String outer, String inner) {
        return inner.startsWith(outer) && inner.length() > outer.length()
                ? Optional.of(inner.substring(outer.length()))
                : Optional.empty();
    }

    /** The elements of a parent that begin their lines; its comments count only if it has no such element. */
    private static List<XmlNode> ownLines(XmlDocument document, int parent) {
        var nodes = document.children(parent).stream()
                .filter(n -> n instanceof Element || n instanceof Comment)
                .filter(n -> Lines.beginsAt(document.text(), n.start()))
                .toList();
        var elements = nodes.stream().filter(Element.class::isInstance).toList();
        return elements.isEmpty() ? nodes : elements;
    }
}
