package io.github.apim.edit;

import io.github.apim.edit.XmlNode.Comment;
import io.github.apim.edit.XmlNode.Element;
import java.util.List;

/** Adds an element to its parent, on lines of its own if its neighbours stand on lines of their own. */
final class XmlInsertion {

    private XmlInsertion() {}

    /** @throws EditException if the placement names siblings and none of them is there */
    static XmlDocument insert(
            XmlDocument document, XmlPath path, Element parent, XmlElement element, Placement placement) {
        var nodes = document.children(parent.index()).stream()
                .filter(n -> n instanceof Element || n instanceof Comment)
                .toList();
        return switch (placement.side()) {
            case AFTER -> {
                var siblings = siblings(document, path, parent, placement);
                yield after(document, parent, siblings.get(siblings.size() - 1), element);
            }
            case BEFORE ->
                before(
                        document,
                        parent,
                        siblings(document, path, parent, placement).get(0),
                        element);
            case FIRST -> first(document, parent, element);
            case LAST ->
                nodes.isEmpty()
                        ? first(document, parent, element)
                        : after(document, parent, last(document, nodes), element);
        };
    }

    /** Directly after a sibling; a comment on the sibling's line stays with the sibling. */
    static XmlDocument after(XmlDocument document, Element parent, XmlNode sibling, XmlElement element) {
        var layout = XmlLayout.beside(document, sibling, parent.index());
        var lineEnd = endOfLine(document, sibling.end());
        return layout.isOneLine() || lineEnd < 0
                ? document.splice(
                        sibling.end(), sibling.end(), XmlWriter.lines(List.of(element), layout, document.charset()))
                : ownLine(document, lineEnd, layout, element);
    }

    /** Behind the line end that is there, so that in a file with mixed line ends every line keeps its own. */
    private static XmlDocument ownLine(XmlDocument document, int lineEnd, XmlLayout layout, XmlElement element) {
        var at = lineEnd + Lines.terminator(document.text(), lineEnd).length();
        var written = XmlWriter.element(element, layout, document.charset());
        return document.splice(at, at, layout.indent() + written + layout.lineEnd());
    }

    private static XmlDocument before(XmlDocument document, Element parent, XmlNode sibling, XmlElement element) {
        var layout = XmlLayout.beside(document, sibling, parent.index());
        var written = XmlWriter.element(element, layout, document.charset());
        return document.splice(sibling.start(), sibling.start(), written + layout.lineEnd() + layout.indent());
    }

    private static XmlDocument first(XmlDocument document, Element parent, XmlElement element) {
        var layout = XmlLayout.inside(document, parent);
        var lineEnd = endOfLine(document, parent.openEnd());
        if (!parent.isSelfClosed() && !layout.isOneLine() && lineEnd >= 0) {
            return ownLine(document, lineEnd, layout, element);
        }
        var written = XmlWriter.lines(List.of(element), layout, document.charset());
        var content = document.text().substring(parent.openEnd(), parent.contentEnd());
        var closing = content.isBlank() ? layout.lineEnd() + XmlEdits.closingIndent(document, parent, layout) : content;
        return XmlEdits.content(document, parent, written + closing);
    }

    private static List<Element> siblings(XmlDocument document, XmlPath path, Element parent, Placement placement) {
        return placement.siblings().stream()
                .map(s -> XmlQuery.from(document, parent.index(), XmlPath.parseStep(document.file(), s)))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElseThrow(() -> EditException.atPlace(
                        document.file(),
                        path.source(),
                        document.line(parent),
                        "neither it nor a sample of it is there, and it cannot be put " + placement
                                + " because no such element is in <" + parent.name() + ">"));
    }

    /** A comment at the end of another node's line belongs to that node. */
    private static XmlNode last(XmlDocument document, List<XmlNode> nodes) {
        for (var i = nodes.size() - 1; i >= 0; i--) {
            if (Lines.beginsAt(document.text(), nodes.get(i).start())) {
                return nodes.get(i);
            }
        }
        return nodes.get(nodes.size() - 1);
    }

    /** Where the line ends if only blanks and comments follow on it; -1 if something else does, or no line. */
    private static int endOfLine(XmlDocument document, int offset) {
        var text = document.text();
        var at = Lines.skipBlanks(text, offset);
        while (text.startsWith("<!--", at)) {
            var end = text.indexOf("-->", at);
            if (end < 0 || end > Lines.end(text, at)) {
                return -1;
            }
            at = Lines.skipBlanks(text, end + "-->".length());
        }
        return Lines.terminator(text, at).isEmpty() ? -1 : at;
    }
}
