package io.github.apim.edit;

import io.github.apim.edit.Operation.Side;
import io.github.apim.edit.XmlNode.Characters;
import io.github.apim.edit.XmlNode.Element;
import java.util.List;
import java.util.stream.Collectors;

/** Adds an element that somebody wrote, beside or in an element that is there. */
final class XmlAdd {

    private XmlAdd() {}

    /** See {@link XmlFile#add}. */
    static XmlDocument add(XmlDocument document, XmlPath path, String xml, Side side, XmlPath anchorPath) {
        var fragment = XmlFragment.parse(document, path, xml);
        var anchor = XmlQuery.one(document, anchorPath);
        var lineEnd = Lines.terminatorNear(document.text(), anchor.start());
        XmlInsertion.Markup markup = layout -> fragment.in(layout, lineEnd);
        requireRoom(document, anchorPath, side, anchor);
        var edited = switch (side) {
            case AFTER -> XmlInsertion.after(document, parent(document, anchor), anchor, markup);
            case BEFORE -> XmlInsertion.before(document, parent(document, anchor), anchor, markup);
            case INTO -> XmlInsertion.last(document, anchor, markup);
        };
        requireNamed(document, edited, path, index(document, side, anchor));
        return edited;
    }

    private static Element parent(XmlDocument document, Element element) {
        return document.element(element.parent());
    }

    private static void requireRoom(XmlDocument document, XmlPath path, Side side, Element anchor) {
        if (side != Side.INTO && anchor.parent() == XmlNode.DOCUMENT) {
            throw EditException.atPlace(
                    document.file(),
                    path.source(),
                    document.line(anchor),
                    "nothing can stand beside the root element; put it into the root");
        }
        var isText = document.children(anchor.index()).stream()
                .anyMatch(n -> n instanceof Characters && !document.source(n).isBlank());
        if (side == Side.INTO
                && isText
                && document.childElements(anchor.index()).isEmpty()) {
            throw EditException.atPlace(
                    document.file(),
                    path.source(),
                    document.line(anchor),
                    "the element holds a text, so no element can be put into it");
        }
    }

    /** The index that the new element has: all before it keep theirs. */
    private static int index(XmlDocument document, Side side, Element anchor) {
        var until = switch (side) {
            case AFTER -> anchor.end();
            case BEFORE -> anchor.start();
            case INTO -> anchor.contentEnd();
        };
        return (int) document.elements().stream().filter(e -> e.start() < until).count();
    }

    /** What is added must be what its path says, or a later edit, or a reader of the descriptor, would look in vain. */
    private static void requireNamed(XmlDocument before, XmlDocument after, XmlPath path, int added) {
        var named = XmlQuery.all(after, path);
        if (named.equals(List.of(after.element(added)))) {
            return;
        }
        var there = XmlQuery.all(before, path);
        if (!there.isEmpty()) {
            throw EditException.atPlace(
                    before.file(),
                    path.source(),
                    before.line(there.get(0)),
                    "it is there already, on " + (there.size() == 1 ? "line " : "the lines ")
                            + there.stream()
                                    .map(e -> String.valueOf(before.line(e)))
                                    .collect(Collectors.joining(", "))
                            + "; give it a value, or narrow the path so that it names the new element alone");
        }
        throw EditException.atPlace(
                before.file(),
                path.source(),
                "the element to add is not what the path names: it would be " + address(after, after.element(added)));
    }

    /** The names from the root down. */
    private static String address(XmlDocument document, Element element) {
        var above = element.parent() == XmlNode.DOCUMENT ? "" : address(document, parent(document, element));
        return above + "/" + XmlNode.localName(element.name());
    }
}
