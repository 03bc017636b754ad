package io.github.apim.edit;

import io.github.apim.edit.XmlNode.Comment;
import io.github.apim.edit.XmlNode.Element;
import io.github.apim.edit.XmlPath.Step;
import java.util.List;
import java.util.stream.Collectors;

/** Says of a path that names nothing how far it leads and what is there instead. */
final class XmlMiss {

    private static final int MAX_LISTED = 12;
    private static final int NOWHERE = -1;

    private XmlMiss() {}

    /** The path's steps, or the first of them, name no element. */
    static EditException none(XmlDocument document, XmlPath path, List<Step> steps) {
        var reached = XmlQuery.reached(document, steps);
        var missing = steps.get(reached);
        var contexts = XmlQuery.all(document, steps.subList(0, reached));
        var message = new StringBuilder("there is no such element");
        if (reached > 0) {
            message.append("; ").append(path.prefix(reached)).append(" is there (");
            message.append(lines(document, contexts)).append(")");
        }
        var indices = reached == 0
                ? List.of(XmlNode.DOCUMENT)
                : contexts.stream().map(Element::index).toList();
        message.append(sameName(document, indices, missing));
        message.append(neighbours(document, indices, missing));
        message.append(commented(document, indices, missing));
        return contexts.isEmpty()
                ? EditException.atPlace(document.file(), path.source(), message.toString())
                : EditException.atPlace(
                        document.file(), path.source(), document.line(contexts.get(0)), message.toString());
    }

    private static String lines(XmlDocument document, List<Element> elements) {
        return (elements.size() == 1 ? "line " : "lines ")
                + elements.stream()
                        .limit(MAX_LISTED)
                        .map(e -> String.valueOf(document.line(e)))
                        .collect(Collectors.joining(", "))
                + (elements.size() > MAX_LISTED ? ", …" : "");
    }

    private static String sameName(XmlDocument document, List<Integer> contexts, Step missing) {
        if (missing.predicates().isEmpty()) {
            return "";
        }
        var others = contexts.stream()
                .flatMap(c -> XmlQuery.from(document, c, missing.nameOnly()).stream())
                .toList();
        return others.isEmpty()
                ? ""
                : "; <" + missing.name() + "> stands on " + lines(document, others)
                        + ", but without what is asked of it";
    }

    private static String neighbours(XmlDocument document, List<Integer> contexts, Step missing) {
        var names = contexts.stream()
                .flatMap(c -> (missing.anywhere() ? document.elements() : document.childElements(c)).stream())
                .map(e -> XmlNode.localName(e.name()))
                .distinct()
                .toList();
        if (names.contains(missing.name())) {
            return "";
        }
        var nearest = NearestName.of(missing.name(), names);
        var listed = names.isEmpty() ? "" : names.stream().limit(MAX_LISTED).collect(Collectors.joining(", "));
        var found = names.isEmpty() ? "no elements" : listed + (names.size() > MAX_LISTED ? ", …" : "");
        return (missing.anywhere() ? "" : "; found there: " + found)
                + nearest.map(n -> "; did you mean " + n + "?").orElse("");
    }

    private static String commented(XmlDocument document, List<Integer> contexts, Step missing) {
        var lines = contexts.stream()
                .flatMap(c -> document.children(c).stream())
                .filter(Comment.class::isInstance)
                .map(Comment.class::cast)
                .mapToInt(c -> missing.predicates().isEmpty()
                        ? mention(document, c, missing.name())
                        : XmlSamples.fits(document, c, missing) ? c.start() : NOWHERE)
                .filter(at -> at != NOWHERE)
                .mapToObj(at -> String.valueOf(Lines.number(document.text(), at)))
                .collect(Collectors.joining(", "));
        var where = lines.contains(",") ? "in comments on the lines " : "in a comment at line ";
        return lines.isEmpty() ? "" : "; " + missing.name() + " stands only " + where + lines;
    }

    /** Where the comment opens a tag of that name, be it with the comment's own bracket. */
    private static int mention(XmlDocument document, Comment comment, String name) {
        var text = document.text();
        var body = comment.start() + "<!--".length();
        while (XmlChars.isSpace(text.charAt(body))) {
            body++;
        }
        if (text.startsWith(name, body) && endsName(text, body + name.length())) {
            return comment.start();
        }
        for (var at = text.indexOf("<" + name, body);
                at >= 0 && at < comment.end();
                at = text.indexOf("<" + name, at + 1)) {
            if (endsName(text, at + 1 + name.length())) {
                return at;
            }
        }
        return NOWHERE;
    }

    private static boolean endsName(String text, int at) {
        var c = at < text.length() ? text.charAt(at) : ' ';
        return XmlChars.isSpace(c) || c == '>' || c == '/';
    }
}
