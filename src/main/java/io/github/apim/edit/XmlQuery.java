package io.github.apim.edit;

import io.github.apim.edit.XmlNode.Element;
import io.github.apim.edit.XmlPath.Step;
import java.util.ArrayList;
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
        var contexts = List.of(XmlNode.DOCUMENT);
        for (var step : steps) {
            contexts = step(document, contexts, step);
        }
        return contexts.stream()
                .filter(i -> i != XmlNode.DOCUMENT)
                .map(document::element)
                .toList();
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
        return step(document, List.of(context), step).stream()
                .map(document::element)
                .toList();
    }

    /** Whether the root of a document is what a step asks for. */
    static boolean isRoot(XmlDocument document, Step step) {
        return !from(document, XmlNode.DOCUMENT, step).isEmpty();
    }

    private static List<Integer> step(XmlDocument document, List<Integer> contexts, Step step) {
        var found = new TreeSet<Integer>();
        for (var context : contexts) {
            for (var parent : step.anywhere() ? withDescendants(document, context) : List.of(context)) {
                found.addAll(children(document, parent, step));
            }
        }
        return List.copyOf(found);
    }

    private static List<Integer> children(XmlDocument document, int parent, Step step) {
        var left = document.childElements(parent).stream()
                .filter(e -> step.matchesName(e.name()))
                .toList();
        for (var predicate : step.predicates()) {
            left = predicate.select(document, left);
        }
        return left.stream().map(Element::index).toList();
    }

    private static List<Integer> withDescendants(XmlDocument document, int context) {
        var indices = new ArrayList<Integer>();
        indices.add(context);
        var end = context == XmlNode.DOCUMENT
                ? document.text().length()
                : document.element(context).end();
        for (var i = context + 1;
                i < document.elements().size() && document.element(i).start() < end;
                i++) {
            indices.add(i);
        }
        return indices;
    }
}
