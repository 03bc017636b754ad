package io.github.apim.edit;

import io.github.apim.edit.XmlNode.Attribute;
import io.github.apim.edit.XmlNode.Characters;
import io.github.apim.edit.XmlNode.Element;
import java.util.List;
import java.util.stream.Collectors;

/** Changes one element that is there: its text, an attribute, its children; or takes it away. */
final class XmlEdits {

    private static final String CDATA = "<![CDATA[";
    private static final String CDATA_END = "]]>";

    private XmlEdits() {}

    /** Puts a text in the place of all content but comments and processing instructions, which stay behind it. */
    static XmlDocument text(XmlDocument document, int index, String value) {
        var element = document.element(index);
        if (isText(document, element, value)) {
            return document;
        }
        var nodes = document.children(index);
        var kept = nodes.stream()
                .filter(n -> !(n instanceof Characters) && !(n instanceof Element))
                .map(document::source)
                .collect(Collectors.joining());
        var cdata =
                nodes.size() == 1 && nodes.get(0) instanceof Characters c && c.cdata() && canBeCdata(document, value);
        var lineEnd = Lines.terminatorNear(document.text(), element.openEnd());
        var written = cdata
                ? CDATA + value.replace("\n", lineEnd) + CDATA_END
                : XmlChars.escapeText(value, lineEnd, document.charset());
        return content(document, element, written + kept);
    }

    static boolean isText(XmlDocument document, Element element, String value) {
        return document.childElements(element.index()).isEmpty()
                && !document.hasUnknownEntities(element)
                && document.text(element).equals(value);
    }

    /** Changes the attribute's value between the quotes it has, or adds the attribute behind the last one. */
    static XmlDocument attribute(XmlDocument document, int index, String name, String value) {
        var element = document.element(index);
        var existing = element.attribute(name);
        if (existing.isPresent()) {
            var a = existing.get();
            var source = document.text().substring(a.valueStart(), a.valueEnd());
            return document.value(a).equals(value) && !XmlReferences.hasUnknown(source)
                    ? document
                    : document.splice(
                            a.valueStart(),
                            a.valueEnd(),
                            XmlChars.escapeAttribute(value, a.quote(), document.charset()));
        }
        var attributes = element.attributes();
        var last = attributes.isEmpty() ? null : attributes.get(attributes.size() - 1);
        var at = last == null ? element.nameEnd() : last.end();
        var quote = last == null ? '"' : last.quote();
        var written = XmlChars.escapeAttribute(value, quote, document.charset());
        return document.splice(at, at, attributeGap(document, element) + name + '=' + quote + written + quote);
    }

    /** Puts the children in the place of all content, comments included. */
    static XmlDocument children(XmlDocument document, int index, List<XmlElement> children) {
        var element = document.element(index);
        if (children.isEmpty()) {
            return element.isSelfClosed() ? document : content(document, element, "");
        }
        var layout = XmlLayout.inside(document, element);
        var written = XmlWriter.lines(children, layout, document.charset());
        return content(document, element, written + layout.lineEnd() + closingIndent(document, element, layout));
    }

    /** Takes the element away, with its lines if nothing else stands on them. */
    static XmlDocument remove(XmlDocument document, int index) {
        var text = document.text();
        var element = document.element(index);
        var behind = Lines.skipBlanks(text, element.end());
        var lineEnd = Lines.terminator(text, behind);
        var ownLines = Lines.beginsAt(text, element.start()) && !lineEnd.isEmpty();
        return ownLines
                ? document.splice(Lines.start(text, element.start()), behind + lineEnd.length(), "")
                : document.splice(element.start(), element.end(), "");
    }

    /** Takes the attribute away, with the blanks and line ends before it. */
    static XmlDocument removeAttribute(XmlDocument document, Element element, Attribute attribute) {
        var before = element.attributes().indexOf(attribute) - 1;
        var from = before < 0
                ? element.nameEnd()
                : element.attributes().get(before).end();
        return document.splice(from, attribute.end(), "");
    }

    /** Replaces what stands between the tags; {@code <a/>} gets an end tag if there is something to stand there. */
    static XmlDocument content(XmlDocument document, Element element, String content) {
        if (!element.isSelfClosed()) {
            return document.splice(element.openEnd(), element.contentEnd(), content);
        }
        if (content.isEmpty()) {
            return document;
        }
        var slash = element.openEnd() - "/>".length();
        while (XmlChars.isSpace(document.text().charAt(slash - 1))) {
            slash--;
        }
        return document.splice(slash, element.end(), ">" + content + "</" + element.name() + ">");
    }

    /** What the line of the end tag begins with. */
    static String closingIndent(XmlDocument document, Element element, XmlLayout layout) {
        var text = document.text();
        if (layout.isOneLine()) {
            return "";
        }
        return !element.isSelfClosed() && Lines.beginsAt(text, element.contentEnd())
                ? Lines.indent(text, element.contentEnd())
                : Lines.indent(text, element.start());
    }

    private static boolean canBeCdata(XmlDocument document, String value) {
        return !value.contains(CDATA_END)
                && value.indexOf('\r') < 0
                && document.charset().newEncoder().canEncode(value);
    }

    /** What stands before the last attribute: blanks, or a line end with the indentation of an own line. */
    private static String attributeGap(XmlDocument document, Element element) {
        var attributes = element.attributes();
        if (attributes.size() < 2) {
            return " ";
        }
        var from = attributes.get(attributes.size() - 2).end();
        var gap = document.text()
                .substring(from, attributes.get(attributes.size() - 1).start());
        var lineStart = Lines.start(gap, gap.length());
        if (lineStart == 0) {
            return " ";
        }
        return Lines.terminatorNear(gap, lineStart) + gap.substring(lineStart);
    }
}
