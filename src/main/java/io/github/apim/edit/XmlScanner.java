package io.github.apim.edit;

import io.github.apim.edit.XmlNode.Attribute;
import io.github.apim.edit.XmlNode.Characters;
import io.github.apim.edit.XmlNode.Comment;
import io.github.apim.edit.XmlNode.Element;
import io.github.apim.edit.XmlNode.Other;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;

/**
 * Finds where the parts of an XML text lie, and changes nothing.
 *
 * <p>It checks only what it needs to be sure of the places: tags that match, attributes that are quoted, sections that
 * are closed. {@link XmlJudge} has the last word on whether the text is XML.
 */
final class XmlScanner {

    private static final String COMMENT = "<!--";
    private static final String CDATA = "<![CDATA[";
    private static final String DOCTYPE = "<!DOCTYPE";

    private final String file;
    private final String text;
    private final List<Element> elements = new ArrayList<>();
    private final List<List<XmlNode>> children = new ArrayList<>();
    private final List<XmlNode> outside = new ArrayList<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private int at;

    private XmlScanner(String file, String text) {
        this.file = file;
        this.text = text;
    }

    /** An element whose end tag has not been seen yet. */
    private record Open(int index, int parent, String name, List<Attribute> attributes, int start, int openEnd) {}

    /** The elements in document order, the nodes in each of them, and the nodes outside the root. */
    record Scan(List<Element> elements, List<List<XmlNode>> children, List<XmlNode> outside) {}

    /** @throws EditException with the line at which the text stops being XML */
    static Scan scan(String file, String text) {
        var scanner = new XmlScanner(file, text);
        scanner.run();
        return new Scan(scanner.elements, scanner.children, scanner.outside);
    }

    private void run() {
        while (at < text.length()) {
            var start = at;
            if (text.charAt(at) != '<') {
                at = indexOrEnd('<');
                add(new Characters(start, at, false));
            } else if (text.startsWith(COMMENT, at)) {
                skipPast("-->", at + COMMENT.length(), "the comment");
                add(new Comment(start, at));
            } else if (text.startsWith(CDATA, at)) {
                skipPast("]]>", at + CDATA.length(), "the CDATA section");
                add(new Characters(start, at, true));
            } else if (text.startsWith("<?", at)) {
                skipPast("?>", at + 2, "the processing instruction");
                add(new Other(start, at));
            } else if (text.startsWith(DOCTYPE, at)) {
                skipDoctype();
                add(new Other(start, at));
            } else if (text.startsWith("</", at)) {
                endTag();
            } else {
                startTag();
            }
        }
        if (!open.isEmpty()) {
            throw error(open.peek().start(), "<" + open.peek().name() + "> is never closed");
        }
    }

    private void startTag() {
        var start = at++;
        var name = name(start);
        var attributes = new ArrayList<Attribute>();
        var names = new HashSet<String>();
        while (true) {
            var spaced = skipSpace();
            if (at < text.length() && text.charAt(at) == '>') {
                at++;
                break;
            }
            if (text.startsWith("/>", at)) {
                at += 2;
                break;
            }
            if (!spaced || at >= text.length()) {
                throw error(start, "the start tag of <" + name + "> is broken");
            }
            var attribute = attribute(start);
            if (!names.add(attribute.name())) {
                throw error(attribute.start(), "the attribute " + attribute.name() + " stands twice in <" + name + ">");
            }
            attributes.add(attribute);
        }
        var parent = open.isEmpty() ? XmlNode.DOCUMENT : open.peek().index();
        var element = new Open(elements.size(), parent, name, List.copyOf(attributes), start, at);
        elements.add(null);
        children.add(new ArrayList<>());
        if (text.charAt(at - 2) == '/') {
            close(element, at);
        } else {
            open.push(element);
        }
    }

    private Attribute attribute(int tag) {
        var start = at;
        var name = name(tag);
        skipSpace();
        if (at >= text.length() || text.charAt(at) != '=') {
            throw error(start, "the attribute " + name + " has no value");
        }
        at++;
        skipSpace();
        var quote = at < text.length() ? text.charAt(at) : ' ';
        if (quote != '"' && quote != '\'') {
            throw error(start, "the value of the attribute " + name + " is not quoted");
        }
        var valueStart = at + 1;
        skipPast(String.valueOf(quote), valueStart, "the value of the attribute " + name);
        return new Attribute(name, start, valueStart, at - 1, quote);
    }

    private void endTag() {
        var start = at;
        at += 2;
        var name = name(start);
        skipSpace();
        if (at >= text.length() || text.charAt(at) != '>') {
            throw error(start, "the end tag </" + name + " is broken");
        }
        at++;
        if (open.isEmpty() || !open.peek().name().equals(name)) {
            var expected =
                    open.isEmpty() ? "no element is open" : "<" + open.peek().name() + "> is open";
            throw error(start, "</" + name + "> stands where " + expected);
        }
        close(open.pop(), start);
    }

    private void close(Open e, int contentEnd) {
        var element =
                new Element(e.index(), e.parent(), e.name(), e.attributes(), e.start(), e.openEnd(), contentEnd, at);
        elements.set(e.index(), element);
        add(element);
    }

    private void add(XmlNode node) {
        (open.isEmpty() ? outside : children.get(open.peek().index())).add(node);
    }

    private String name(int tag) {
        var start = at;
        while (at < text.length() && XmlChars.isNamePart(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        var name = text.substring(start, at);
        if (!XmlChars.isName(name)) {
            throw error(tag, "a name is missing or wrong in a tag");
        }
        return name;
    }

    private boolean skipSpace() {
        var start = at;
        while (at < text.length() && XmlChars.isSpace(text.charAt(at))) {
            at++;
        }
        return at > start;
    }

    /** The internal subset may hold quotes, brackets and ends of tags in comments and in entity values. */
    private void skipDoctype() {
        var start = at;
        var subset = false;
        at += DOCTYPE.length();
        while (at < text.length()) {
            var c = text.charAt(at);
            if (subset && text.startsWith(COMMENT, at)) {
                skipPast("-->", at + COMMENT.length(), "the comment");
            } else if (subset && text.startsWith("<?", at)) {
                skipPast("?>", at + 2, "the processing instruction");
            } else if (c == '"' || c == '\'') {
                skipPast(String.valueOf(c), at + 1, "a quoted text of the document type");
            } else {
                at++;
                if (c == '[') {
                    subset = true;
                } else if (c == ']') {
                    subset = false;
                } else if (c == '>' && !subset) {
                    return;
                }
            }
        }
        throw error(start, "the document type is never closed");
    }

    private void skipPast(String end, int from, String what) {
        var found = text.indexOf(end, from);
        if (found < 0) {
            throw error(at, what + " is never closed");
        }
        at = found + end.length();
    }

    private int indexOrEnd(char c) {
        var found = text.indexOf(c, at);
        return found < 0 ? text.length() : found;
    }

    private EditException error(int offset, String message) {
        return EditException.atLine(file, Lines.number(text, offset), "not well-formed XML: " + message);
    }
}
