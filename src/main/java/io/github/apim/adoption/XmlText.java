package io.github.apim.adoption;

import io.github.apim.edit.XmlView.Element;
import java.util.Map;

/** An element on one line, as an edit brings it. */
final class XmlText {

    private XmlText() {}

    static String of(Element element) {
        StringBuilder text = new StringBuilder();
        write(element, text);
        return text.toString();
    }

    private static void write(Element element, StringBuilder text) {
        text.append('<').append(element.name());
        for (Map.Entry<String, String> attribute : element.attributes().entrySet()) {
            text.append(' ')
                    .append(attribute.getKey())
                    .append("=\"")
                    .append(escaped(attribute.getValue()).replace("\"", "&quot;"))
                    .append('"');
        }
        if (element.children().isEmpty() && element.text().isEmpty()) {
            text.append("/>");
            return;
        }
        text.append('>');
        if (element.children().isEmpty()) {
            text.append(escaped(element.text()));
        }
        element.children().forEach(child -> write(child, text));
        text.append("</").append(element.name()).append('>');
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
