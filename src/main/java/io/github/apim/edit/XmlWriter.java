package io.github.apim.edit;

import java.nio.charset.Charset;
import java.util.List;

/** Writes elements that are new to a file, laid out as their neighbours are. */
final class XmlWriter {

    private XmlWriter() {}

    /** The element without the indentation before its first line and without a line end after its last. */
    static String element(XmlElement element, XmlLayout layout, Charset charset) {
        var written = new StringBuilder("<").append(element.name());
        element.attributes()
                .forEach((name, value) -> written.append(' ')
                        .append(name)
                        .append("=\"")
                        .append(XmlChars.escapeAttribute(value, '"', charset))
                        .append('"'));
        if (element.isLeaf() && element.text().isEmpty()) {
            return written.append("/>").toString();
        }
        written.append('>');
        if (element.isLeaf()) {
            var lineEnd = layout.isOneLine() ? "\n" : layout.lineEnd();
            written.append(XmlChars.escapeText(element.text(), lineEnd, charset));
        } else {
            written.append(lines(element.children(), layout.deeper(), charset));
            written.append(layout.lineEnd()).append(layout.indent());
        }
        return written.append("</").append(element.name()).append('>').toString();
    }

    /** The elements, each on new lines of its own; what ends the last line is left to follow. */
    static String lines(List<XmlElement> elements, XmlLayout layout, Charset charset) {
        var written = new StringBuilder();
        elements.forEach(
                e -> written.append(layout.lineEnd()).append(layout.indent()).append(element(e, layout, charset)));
        return written.toString();
    }
}
