package io.github.apim.edit;

import io.github.apim.edit.XmlNode.Comment;
import io.github.apim.edit.XmlNode.Element;
import java.util.List;

/** Adds an element to its parent, on lines of its own if its neighbours stand on lines of their own. */
final class XmlInsertion {

    private XmlInsertion() {}

    /** What is added, once it is known how it has to look. */
    @FunctionalInterface
    interface Markup {

        /** Without the indentation before its first line and without a line end after its last. */
        String in(XmlLayout layout);

        static Markup of(XmlDocument document, XmlElement element) {
            return layout -> XmlWriter.element(element, layout, document.charset());
        }
    }

    /** @throws EditException if the placement names siblings and none of them is there */
    static XmlDocument insert(
            XmlDocument document, XmlPath path, Element parent, XmlElement element, Placement placement) {
        var markup = Markup.of(document, element);
        return switch (placement.side()) {
            case AFTER -> {
                var siblings = siblings(document, path, parent, placement);
                yield after(document, parent, siblings.get(siblings.size() - 1), markup);
            }
            case BEFORE ->
                before(
                        document,
                        parent,
                        siblings(document, path, parent, placement).get(0),
                        markup);
            case FIRST -> first(document, parent, markup);
            case LAST -> last(document, parent, markup);
        };
    }

    /** After everything else in the parent. */
    static XmlDocument last(XmlDocument document, Element parent, Markup markup) {
        var nodes = document.children(parent.index()).stream()
                .filter(n -> n instanceof Element || n instanceof Comment)
                .toList();
        return nodes.isEmpty()
                ? first(document, parent, markup)
                : after(document, parent, last(document, nodes), markup);
    }

    /** Directly after a sibling; a comment on the sibling's line stays with the sibling. */
    static XmlDocument after(XmlDocument document, Element parent, XmlNode sibling, Markup markup) {
        var layout = XmlLayout.beside(document, sibling, parent.index());
        var lineEnd = endOfLine(document, sibling.end());
        return layout.isOneLine() || lineEnd < 0
                ? document.splice(sibling.end(), sibling.end(), layout.lineEnd() + layout.indent() + markup.in(layout))
                : ownLine(document, lineEnd, layout, markup);
    }

    /** Behind the line end that is there, so that in a file with mixed line ends every line keeps its own. */
    private static XmlDocument ownLine(XmlDocument document, int lineEnd, XmlLayout layout, Markup markup) {
        var at = lineEnd + Lines.terminator(document.text(), lineEnd).length();
        return document.splice(at, at, layout.indent() + markup.in(layout) + layout.lineEnd());
    }

    static XmlDocument before(XmlDocument document, Element parent, XmlNode sibling, Markup markup) {
        var layout = XmlLayout.beside(document, sibling, parent.index());
        return document.splice(
                sibling.start(), sibling.start(), markup.in(layout) + layout.lineEnd() + layout.indent());
    }

    private static XmlDocument first(XmlDocument document, Element parent, Markup markup) {
        var layout = XmlLayout.inside(document, parent);
        var lineEnd = endOfLine(document, parent.openEnd());
        if (!parent.isSelfClosed() && !layout.isOneLine() && lineEnd >= 0) {
            return ownLine(document, lineEnd, layout, markup);
        }
        var written = layout.lineEnd() + layout.indent() + markup.in(layout);
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
            if (nodes.get(i) instanceof Element
                    || Lines.beginsAt(document.text(), nodes.get(i).start())) {
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
