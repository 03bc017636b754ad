package io.github.apim.edit;

import io.github.apim.edit.XmlPath.Predicate;
import io.github.apim.edit.XmlPath.Step;
import java.util.ArrayList;
import java.util.List;

/** Reads a path, character by character. */
final class XmlPathParser {

    private static final int MAX_POSITION_DIGITS = 6;

    private final String file;
    private final String source;
    private int at;

    XmlPathParser(String file, String source) {
        this.file = file;
        this.source = source;
    }

    XmlPath path() {
        var steps = new ArrayList<Step>();
        var attribute = "";
        while (at < source.length() && attribute.isEmpty()) {
            var start = at;
            var anywhere = accept("//");
            if (!anywhere && !accept("/")) {
                throw malformed(at == 0 ? "a path begins with '/' or '//'" : "'/' or '[' is expected");
            }
            if (!steps.isEmpty() && !anywhere && accept("@")) {
                attribute = name();
            } else {
                steps.add(step(start, anywhere));
            }
        }
        if (at < source.length()) {
            throw malformed("nothing may follow the attribute");
        }
        if (steps.isEmpty()) {
            throw malformed("a path begins with '/' or '//'");
        }
        return new XmlPath(source, steps, attribute);
    }

    Step lonelyStep() {
        var step = step(0, false);
        if (at < source.length()) {
            throw malformed("'[' or the end of the step is expected");
        }
        return step;
    }

    private Step step(int start, boolean anywhere) {
        var name = accept(XmlPath.ANY) ? XmlPath.ANY : XmlNode.localName(name());
        var predicates = new ArrayList<Predicate>();
        while (accept("[")) {
            predicates.add(predicate());
            skipBlanks();
            expect("]");
        }
        return new Step(anywhere, name, predicates, source.substring(start, at));
    }

    private Predicate predicate() {
        skipBlanks();
        if (at < source.length() && isDigit(source.charAt(at))) {
            return position();
        }
        var attribute = accept("@");
        var name = name();
        skipBlanks();
        expect("=");
        skipBlanks();
        var value = quoted();
        return attribute
                ? new Predicate.AttributeIs(name, value)
                : new Predicate.ChildIs(XmlNode.localName(name), value);
    }

    private Predicate position() {
        var start = at;
        while (at < source.length() && isDigit(source.charAt(at))) {
            at++;
        }
        var position = at - start > MAX_POSITION_DIGITS ? 0 : Integer.parseInt(source.substring(start, at));
        if (position == 0) {
            at = start;
            throw malformed("positions count from 1");
        }
        return new Predicate.Position(position);
    }

    private String quoted() {
        for (var quote : List.of("'", "\"")) {
            if (accept(quote)) {
                var end = closing(quote);
                if (end < 0) {
                    throw malformed("the closing " + quote + " is missing");
                }
                var value = source.substring(at, end);
                at = end + 1;
                return value;
            }
        }
        throw malformed("a quoted value is expected");
    }

    /** Before the bracket, if there is one: a datasource's name may have quotes within. */
    private int closing(String quote) {
        var end = source.indexOf(quote, at);
        while (end >= 0 && !source.startsWith("]", Lines.skipBlanks(source, end + 1))) {
            end = source.indexOf(quote, end + 1);
        }
        return end < 0 ? source.indexOf(quote, at) : end;
    }

    private String name() {
        var start = at;
        while (at < source.length() && XmlChars.isNamePart(source.codePointAt(at))) {
            at += Character.charCount(source.codePointAt(at));
        }
        var name = source.substring(start, at);
        if (!XmlChars.isName(name)) {
            at = start;
            throw malformed("a name is expected");
        }
        return name;
    }

    private void skipBlanks() {
        at = Lines.skipBlanks(source, at);
    }

    private boolean accept(String token) {
        var found = source.startsWith(token, at);
        at += found ? token.length() : 0;
        return found;
    }

    private void expect(String token) {
        if (!accept(token)) {
            throw malformed("'" + token + "' is expected");
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private EditException malformed(String what) {
        return EditException.atPlace(file, source, "malformed path at character " + (at + 1) + ": " + what);
    }
}
