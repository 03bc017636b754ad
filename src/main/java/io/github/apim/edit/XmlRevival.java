package io.github.apim.edit;

import io.github.apim.edit.XmlNode.Comment;
import io.github.apim.edit.XmlNode.Element;
import io.github.apim.edit.XmlPath.Step;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes the comment live in which a path's element stands, if no live element is what the path names.
 *
 * <p>The path is followed through live elements as far as it leads. There a comment counts that is a sample, and from
 * whose element the rest of the path leads on, so that it can name a part of a larger sample, which becomes live whole.
 */
final class XmlRevival {

    private XmlRevival() {}

    /**
     * The document itself if the path names something live, or if it names nothing in a comment either.
     *
     * @throws EditException if there are several such comments, or several such elements in the one
     */
    static XmlDocument revive(XmlDocument document, XmlPath path) {
        var steps = path.steps();
        if (!XmlQuery.all(document, path).isEmpty()) {
            return document;
        }
        var reached = XmlQuery.reached(document, steps);
        var rest = steps.subList(reached, steps.size());
        var samples = comments(document, steps.subList(0, reached), rest.get(0)).stream()
                .filter(comment -> named(document, comment, rest) > 0)
                .toList();
        if (samples.isEmpty()) {
            return document;
        }
        if (samples.size() > 1) {
            var lines =
                    samples.stream().map(c -> String.valueOf(document.line(c))).collect(Collectors.joining(", "));
            throw EditException.atPlace(
                    document.file(),
                    path.source(),
                    document.line(samples.get(0)),
                    "it is commented out " + samples.size() + " times, on the lines " + lines
                            + ", and only one could become live; narrow it by a predicate, or add it as a new element");
        }
        var sample = samples.get(0);
        var count = named(document, sample, rest);
        if (count > 1) {
            throw EditException.atPlace(
                    document.file(),
                    path.source(),
                    document.line(sample),
                    "this names " + count + " elements of the sample in the comment there; narrow it by a predicate");
        }
        return XmlSamples.uncomment(document, sample);
    }

    /** The comments in which a step can go on; none outside the root, because a document has one root only. */
    private static Set<Comment> comments(XmlDocument document, List<Step> reached, Step next) {
        var within = XmlQuery.all(document, reached);
        List<Element> parents = within;
        if (next.anywhere()) {
            var found = new LinkedHashSet<Element>();
            if (reached.isEmpty()) {
                found.addAll(document.elements());
            }
            for (var element : within) {
                document.elements().stream()
                        .filter(e -> e.start() >= element.start() && e.end() <= element.end())
                        .forEach(found::add);
            }
            parents = List.copyOf(found);
        }
        return parents.stream()
                .flatMap(parent -> document.children(parent.index()).stream())
                .filter(Comment.class::isInstance)
                .map(Comment.class::cast)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** How many elements of the comment's sample the steps name. */
    private static int named(XmlDocument document, Comment comment, List<Step> steps) {
        var last = steps.get(steps.size() - 1);
        // Most comments are prose, and to find that out by scanning takes longer.
        if (!last.name().equals(XmlPath.ANY) && !document.source(comment).contains(last.name())) {
            return 0;
        }
        return XmlSamples.read(document, comment)
                .map(sample -> XmlQuery.all(sample, steps).size())
                .orElse(0);
    }
}
