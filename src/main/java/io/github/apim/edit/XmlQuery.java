package io.github.apim.edit;

import io.github.apim.edit.XmlNode.Element;
import io.github.apim.edit.XmlPath.Step;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds the elements of a document that a path names. */
final class XmlQuery {

    private XmlQuery() {}

    /** All elements that the path names, in document order. */
    static List<Element> all(XmlDocument document, XmlPath path) {
        return all(document, path.steps());
    }

    static List<Element> all(XmlDocument document, List<Step> steps) {
        return steps.isEmpty() ? List.of() : elements(document, numbers(document, XmlNode.DOCUMENT, steps));
    }

    /** The numbers of all elements that some steps name from one element, or from the document, in document order. */
    static List<Integer> numbers(XmlTree tree, int from, List<Step> steps) {
        var contexts = List.of(from);
        for (var step : steps) {
            contexts = step(tree, contexts, step);
        }
        return contexts;
    }

    /** @throws EditException if the path names no element or several; see {@link XmlMiss} */
    static Element one(XmlDocument document, XmlPath path) {
        return one(document, path, path.steps());
    }

    /** The one element that the path's first steps name. */
    static Element one(XmlDocument document, XmlPath path, List<Step> steps) {
        var found = all(document, steps);
        if (found.size() == 1) {
            return found.get(0);
        }
        throw found.isEmpty() ? XmlMiss.none(document, path, steps) : several(document, path, found);
    }

    /** How many of the first steps of a path that names nothing do name something. */
    static int reached(XmlDocument document, List<Step> steps) {
        var reached = steps.size() - 1;
        while (reached > 0 && all(document, steps.subList(0, reached)).isEmpty()) {
            reached--;
        }
        return reached;
    }

    static EditException several(XmlDocument document, XmlPath path, List<Element> found) {
        var lines = found.stream().map(e -> String.valueOf(document.line(e))).collect(Collectors.joining(", "));
        return EditException.atPlace(
                document.file(),
                path.source(),
                document.line(found.get(0)),
                "this names " + found.size() + " elements, on the lines " + lines + "; narrow it by a predicate");
    }

    /** The elements that one step finds from one element, or from the document. */
    static List<Element> from(XmlDocument document, int context, Step step) {
        return elements(document, step(document, List.of(context), step));
    }

    /** Whether the root of a document is what a step asks for. */
    static boolean isRoot(XmlDocument document, Step step) {
        return !from(document, XmlNode.DOCUMENT, step).isEmpty();
    }

    private static List<Element> elements(XmlDocument document, List<Integer> numbers) {
        return numbers.stream().map(document::element).toList();
    }

    private static List<Integer> step(XmlTree tree, List<Integer> contexts, Step step) {
        var found = new TreeSet<Integer>();
        for (var context : contexts) {
            found.addAll(children(tree, context, step));
            var end = step.anywhere() ? tree.endOf(context) : context;
            for (var parent = context + 1; parent < end; parent++) {
                found.addAll(children(tree, parent, step));
            }
        }
        return List.copyOf(found);
    }

    private static List<Integer> children(XmlTree tree, int parent, Step step) {
        var left = tree.elementsIn(parent).stream()
                .filter(child -> step.matchesName(tree.nameOf(child)))
                .toList();
        for (var predicate : step.predicates()) {
            left = predicate.select(tree, left);
        }
        return left;
    }
}
