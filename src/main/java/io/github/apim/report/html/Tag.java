package io.github.apim.report.html;

import java.util.Set;

/**
 * An element of HTML or SVG. This is the one place where text becomes markup, and all text and every attribute's value is
 * escaped here. What it writes is XML as well as HTML.
 */
public final class Tag {

    /** Elements of HTML that have no end. */
    private static final Set<String> VOID = Set.of("br", "col", "hr", "img", "link", "meta");

    private final String name;
    private final StringBuilder attributes = new StringBuilder();
    private final StringBuilder content = new StringBuilder();

    private Tag(String name) {
        this.name = name;
    }

    /** An empty element. */
    public static Tag of(String name) {
        return new Tag(name);
    }

    /** With this attribute; names are the page's own, values may be anybody's. */
    public Tag set(String attribute, Object value) {
        attributes.append(' ').append(attribute).append("=\"");
        escape(String.valueOf(value), attributes);
        attributes.append('"');
        return this;
    }

    /** With this text after what it has. */
    public Tag text(String text) {
        escape(text, content);
        return this;
    }

    /** With these elements after what it has. */
    public Tag add(Tag... children) {
        for (Tag child : children) {
            child.writeTo(content);
        }
        return this;
    }

    /** The markup. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        writeTo(out);
        return out.toString();
    }

    private void writeTo(StringBuilder out) {
        out.append('<').append(name).append(attributes);
        if (VOID.contains(name)) {
            out.append("/>");
        } else {
            out.append('>').append(content).append("</").append(name).append('>');
        }
    }

    static void escape(String text, StringBuilder out) {
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                case '\r' -> out.append("&#13;");
                default -> out.appendCodePoint(isShown(c) ? c : 0xFFFD);
            }
        });
    }

    /** Neither XML nor a reader can do with the others; marks of direction would turn around the text beside them. */
    private static boolean isShown(int c) {
        boolean isText = c == '\t' || c == '\n' || c >= 0x20 && c < 0x7F || c >= 0xA0 && c < 0xD800 || c >= 0xE000;
        boolean turnsAround = c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
        return isText && !turnsAround && (c & 0xFFFE) != 0xFFFE;
    }
}
