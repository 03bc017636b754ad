package io.github.apim.edit;

import io.github.apim.edit.XmlInsertion.Markup;
import io.github.apim.edit.XmlNode.Comment;
import io.github.apim.edit.XmlNode.Element;
import io.github.apim.edit.XmlPath.Predicate;
import io.github.apim.edit.XmlPath.Step;
import java.util.Optional;

/** Sets an element that may be live, may stand as a sample in a comment, or may be missing. */
final class XmlPut {

    private XmlPut() {}

    /** See {@link XmlFile#put(String, XmlElement, Placement)}. */
    static XmlDocument put(XmlDocument document, XmlPath path, XmlElement element, Placement placement) {
        requireFit(document, path, element);
        var step = path.last();
        var parent = XmlQuery.one(
                document, path, path.steps().subList(0, path.steps().size() - 1));
        var live = XmlQuery.from(document, parent.index(), step);
        if (live.size() > 1) {
            throw XmlQuery.several(document, path, live);
        }
        if (live.size() == 1) {
            return update(document, live.get(0), element);
        }
        var sample = sample(document, parent, step);
        if (sample.isEmpty()) {
            return XmlInsertion.insert(document, path, parent, element, placement);
        }
        return element.isLeaf()
                ? update(XmlSamples.uncomment(document, sample.get()), elementAt(document, sample.get()), element)
                : XmlInsertion.after(document, parent, sample.get(), Markup.of(document, element));
    }

    /** The element that a leaf's path describes: its name, and its attributes as far as predicates tell them. */
    static XmlElement leaf(XmlDocument document, XmlPath path, String text) {
        var element = XmlElement.of(requireName(document, path), text);
        for (var predicate : path.last().predicates()) {
            if (predicate instanceof Predicate.AttributeIs is) {
                element = element.attribute(is.name(), is.value());
            }
        }
        return element;
    }

    private static XmlDocument update(XmlDocument document, Element live, XmlElement element) {
        return update(document, live.index(), element);
    }

    private static XmlDocument update(XmlDocument document, int live, XmlElement element) {
        var updated = document;
        for (var attribute : element.attributes().entrySet()) {
            updated = XmlEdits.attribute(updated, live, attribute.getKey(), attribute.getValue());
        }
        return element.isLeaf()
                ? XmlEdits.text(updated, live, element.text())
                : XmlEdits.children(updated, live, element.children());
    }

    private static Optional<Comment> sample(XmlDocument document, Element parent, Step step) {
        return document.children(parent.index()).stream()
                .filter(Comment.class::isInstance)
                .map(Comment.class::cast)
                .filter(c -> XmlSamples.fits(document, c, step))
                .findFirst();
    }

    /** The index that the element of a sample has once it is live: elements before it keep theirs. */
    private static int elementAt(XmlDocument document, Comment sample) {
        return (int) document.elements().stream()
                .filter(e -> e.start() < sample.start())
                .count();
    }

    private static String requireName(XmlDocument document, XmlPath path) {
        var step = path.last();
        if (path.steps().size() < 2
                || step.anywhere()
                || step.hasPosition()
                || step.name().equals(XmlPath.ANY)) {
            throw EditException.atPlace(
                    document.file(),
                    path.source(),
                    "the last step must name a child of an element, by its name and by values, not by * or a position");
        }
        return step.name();
    }

    /** What is put must be found again by its path, or the next build would put it twice. */
    private static void requireFit(XmlDocument document, XmlPath path, XmlElement element) {
        requireName(document, path);
        var probe = XmlDocument.of(
                document.file(),
                document.charset(),
                XmlWriter.element(element, new XmlLayout("", "", ""), document.charset()));
        if (!XmlQuery.isRoot(probe, path.last())) {
            throw EditException.atPlace(
                    document.file(), path.source(), "the element to put, " + element + ", is not what the path names");
        }
    }
}
