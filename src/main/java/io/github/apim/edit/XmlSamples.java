package io.github.apim.edit;

import io.github.apim.edit.XmlNode.Comment;
import io.github.apim.edit.XmlPath.Step;
import java.util.Optional;

/**
 * Tells comments that hold a sample of an element from those that hold prose or pieces.
 *
 * <p>A comment is a sample only if its whole body, blanks around it not counted, is exactly one element. Its first or
 * last bracket may be the comment's own: {@code <!--HostName>localhost</HostName-->}.
 */
final class XmlSamples {

    private static final int OPENING = "<!--".length();
    private static final int CLOSING = "-->".length();

    private XmlSamples() {}

    static boolean isSample(XmlDocument document, XmlNode node) {
        return node instanceof Comment comment && read(document, comment).isPresent();
    }

    /** Whether the comment is a sample of what a step asks for. */
    static boolean fits(XmlDocument document, Comment comment, Step step) {
        // Most comments are prose, and to find that out by scanning takes longer.
        if (!step.name().equals(XmlPath.ANY) && !document.source(comment).contains(step.name())) {
            return false;
        }
        var fromRoot = new Step(false, step.name(), step.predicates(), step.source());
        return read(document, comment)
                .filter(sample -> XmlQuery.isRoot(sample, fromRoot))
                .isPresent();
    }

    /** The document with the element of a sample in the place of the comment. */
    static XmlDocument uncomment(XmlDocument document, Comment sample) {
        var markup = read(document, sample).orElseThrow().text();
        return document.splice(sample.start(), sample.end(), markup);
    }

    /** The sample as a document of its own, whose text is the element without the comment around it. */
    static Optional<XmlDocument> read(XmlDocument document, Comment comment) {
        var body = document.text()
                .substring(comment.start() + OPENING, comment.end() - CLOSING)
                .strip();
        if (body.isEmpty()) {
            return Optional.empty();
        }
        var markup = (body.startsWith("<") ? "" : "<") + body + (body.endsWith(">") ? "" : ">");
        try {
            var sample = XmlDocument.of(document.file(), document.charset(), markup);
            var isOneElement = sample.children(XmlNode.DOCUMENT).size() == 1
                    && sample.children(XmlNode.DOCUMENT).get(0) instanceof XmlNode.Element;
            return isOneElement ? Optional.of(sample) : Optional.empty();
        } catch (EditException prose) {
            return Optional.empty();
        }
    }
}
