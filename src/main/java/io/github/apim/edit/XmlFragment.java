package io.github.apim.edit;

import io.github.apim.edit.XmlNode.Characters;
import io.github.apim.edit.XmlNode.Element;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One element as somebody wrote it, to be put into a document as it is: only line ends become those of the document, and
 * the indentation of lines that begin between elements or in tags that of the new place.
 */
record XmlFragment(XmlDocument document) {

    /**
     * @param target  where it is to go
     * @param path    for messages
     * @throws EditException if this is not exactly one well-formed element; quotes nothing of it, for it may hold a secret
     */
    static XmlFragment parse(XmlDocument target, XmlPath path, String xml) {
        var text = Relayout.normalized(xml);
        if (!target.charset().newEncoder().canEncode(text) || !XmlChars.isWritable(text)) {
            throw EditException.atPlace(
                    target.file(),
                    path.source(),
                    target.charset() + ", the encoding of the file, cannot write all characters of the element to add;"
                            + " write them as &#x…;");
        }
        try {
            var fragment = XmlDocument.of(target.file(), StandardCharsets.UTF_8, text);
            XmlJudge.check(fragment, text.getBytes(StandardCharsets.UTF_8));
            var top = fragment.children(XmlNode.DOCUMENT);
            if (top.size() == 1 && top.get(0) instanceof Element) {
                return new XmlFragment(fragment);
            }
        } catch (EditException malformed) {
            var line = malformed.line();
            throw wrong(target, path, line.isPresent() ? " (see its line " + line.getAsInt() + ")" : "");
        }
        throw wrong(target, path, "");
    }

    private static EditException wrong(XmlDocument target, XmlPath path, String where) {
        return EditException.atPlace(
                target.file(),
                path.source(),
                "what is to be added is not exactly one well-formed element" + where
                        + "; in texts and attributes & is written &amp;, and < is written &lt;");
    }

    /** @param lineEnd for a place whose layout has none */
    String in(XmlLayout layout, String lineEnd) {
        var values = values();
        return Relayout.of(
                document.text(),
                feed -> values.stream().anyMatch(value -> value.start() <= feed && feed < value.end()),
                layout.indent(),
                layout.unit(),
                layout.isOneLine() ? lineEnd : layout.lineEnd());
    }

    private record Span(int start, int end) {}

    /** Where line breaks mean something: in texts that are not just the gaps between elements, and in attributes. */
    private List<Span> values() {
        var values = new ArrayList<Span>();
        for (var element : document.elements()) {
            element.attributes().forEach(a -> values.add(new Span(a.valueStart(), a.valueEnd())));
            var isText = document.childElements(element.index()).isEmpty()
                    || !document.text(element).isBlank();
            for (var node : document.children(element.index())) {
                if (node instanceof Characters c && (isText || c.cdata())) {
                    values.add(new Span(c.start(), c.end()));
                }
            }
        }
        return values;
    }
}
