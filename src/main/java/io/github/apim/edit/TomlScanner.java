package io.github.apim.edit;

import io.github.apim.edit.TomlNode.Block;
import io.github.apim.edit.TomlNode.Document;
import io.github.apim.edit.TomlNode.Elements;
import io.github.apim.edit.TomlNode.Entry;
import io.github.apim.edit.TomlNode.Header;
import io.github.apim.edit.TomlNode.Inline;
import io.github.apim.edit.TomlNode.Key;
import io.github.apim.edit.TomlNode.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads TOML 1.0.0, and says where each part of it stands. */
final class TomlScanner {

    private static final int DEEPEST = 100;
    private static final int END = -1;
    private static final String LITERAL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-_.:";

    private final String text;
    private final int end;
    private final List<Integer> comments = new ArrayList<>();
    private int at;
    private int depth;

    private TomlScanner(String text, int start, int end) {
        this.text = text;
        this.at = start;
        this.end = end;
    }

    /** What is no TOML, and where; without a stack trace, because comments are read on trial, too. */
    static final class Malformed extends RuntimeException {

        private final int offset;

        Malformed(int offset, String message) {
            super(message, null, false, false);
            this.offset = offset;
        }
    }

    /** @throws EditException if this is no TOML */
    static Document scan(String file, String text) {
        try {
            return new TomlScanner(text, 0, text.length()).document();
        } catch (Malformed malformed) {
            throw EditException.atLine(
                    file, Lines.number(text, malformed.offset), "this is no TOML: " + malformed.getMessage());
        }
    }

    /** The header that is all there is between two offsets, but for blanks and a comment. */
    static Optional<Header> header(String text, int start, int end) {
        return alone(new TomlScanner(text, start, end), TomlScanner::header);
    }

    /** The same with an entry. */
    static Optional<Entry> entry(String text, int start, int end) {
        return alone(new TomlScanner(text, start, end), TomlScanner::entry);
    }

    /** The value that a whole text is; empty if it is none, or more than one. */
    static Optional<TomlNode> value(String text) {
        return alone(new TomlScanner(text, 0, text.length()), TomlScanner::value)
                .filter(node -> node.end() == text.length());
    }

    /** The names of a text that is a key. */
    static Optional<List<String>> key(String text) {
        return alone(new TomlScanner(text, 0, text.length()), TomlScanner::key).map(Key::names);
    }

    private static <T> Optional<T> alone(TomlScanner scanner, Function<TomlScanner, T> part) {
        try {
            T found = part.apply(scanner);
            scanner.skipBlanks();
            scanner.comment();
            return scanner.at == scanner.end ? Optional.of(found) : Optional.empty();
        } catch (Malformed malformed) {
            return Optional.empty();
        }
    }

    private Document document() {
        var blocks = new ArrayList<Block>();
        Optional<Header> current = Optional.empty();
        var entries = new ArrayList<Entry>();
        while (at < end) {
            skipBlanks();
            if (peek() == '[') {
                blocks.add(new Block(current, entries));
                entries.clear();
                current = Optional.of(header());
            } else if (peek() == '#') {
                comments.add(at);
            } else if (at < end && !isLineEnd()) {
                entries.add(entry());
            }
            lineEnd();
        }
        blocks.add(new Block(current, entries));
        return new Document(blocks, comments);
    }

    private Header header() {
        var start = at;
        var array = text.startsWith("[[", at);
        at += array ? 2 : 1;
        skipBlanks();
        var key = key();
        skipBlanks();
        expect(array ? "]]" : "]", "behind a table's name");
        return new Header(start, at, key, array);
    }

    private Entry entry() {
        var key = key();
        skipBlanks();
        expect("=", "behind a key");
        skipBlanks();
        return new Entry(key, value());
    }

    private Key key() {
        var start = at;
        var names = new ArrayList<String>();
        names.add(name());
        var behind = at;
        for (skipBlanks(); peek() == '.'; skipBlanks()) {
            at++;
            skipBlanks();
            names.add(name());
            behind = at;
        }
        at = behind;
        return new Key(start, behind, names);
    }

    private String name() {
        var start = at;
        if (peek() == '"' || peek() == '\'') {
            return string(1);
        }
        while (TomlStrings.isBare(peek())) {
            at++;
        }
        if (at == start) {
            throw wrong("a key is expected here");
        }
        return text.substring(start, at);
    }

    private TomlNode value() {
        return switch (peek()) {
            case '[' -> array();
            case '{' -> inline();
            case '"', '\'' -> {
                var start = at;
                var quotes = text.startsWith(String.valueOf((char) peek()).repeat(3), at) ? 3 : 1;
                var value = string(quotes);
                yield new Scalar(start, at, value);
            }
            default -> literal();
        };
    }

    private Elements array() {
        var start = open();
        var elements = new ArrayList<TomlNode>();
        for (skipLines(); peek() != ']'; skipLines()) {
            elements.add(value());
            skipLines();
            if (peek() == ',') {
                at++;
            } else if (peek() != ']') {
                throw wrong("a comma or ']' is expected here");
            }
        }
        return new Elements(start, close(), elements);
    }

    private Inline inline() {
        var start = open();
        var entries = new ArrayList<Entry>();
        skipBlanks();
        var more = peek() != '}';
        while (more) {
            skipBlanks();
            entries.add(entry());
            skipBlanks();
            more = peek() == ',';
            at += more ? 1 : 0;
        }
        if (peek() != '}') {
            throw wrong("a comma or '}' is expected here, on the same line");
        }
        return new Inline(start, close(), entries);
    }

    private int open() {
        if (++depth > DEEPEST) {
            throw wrong("more than " + DEEPEST + " arrays or tables inside each other");
        }
        return at++;
    }

    private int close() {
        depth--;
        return ++at;
    }

    /** Goes behind a string, of which the quotes are one or three. */
    private String string(int quotes) {
        var start = at;
        var quote = text.charAt(at);
        var close = String.valueOf(quote).repeat(quotes);
        at += quotes;
        while (!text.startsWith(close, at) || at + quotes > end) {
            requireInString(start, quotes == 3);
            at += quote == '"' && peek() == '\\' ? 2 : 1;
        }
        var behind = at;
        // Up to two quotes may stand before the three that close.
        while (quotes == 3 && behind < at + 2 && text.startsWith(close, behind + 1) && behind + 4 <= end) {
            behind++;
        }
        at = behind + quotes;
        return TomlStrings.value(text.substring(start + quotes, behind), quote == '"', quotes == 3)
                .orElseThrow(() -> new Malformed(start, "this string holds an escape that TOML does not know"));
    }

    private void requireInString(int start, boolean severalLines) {
        if (at >= end || !severalLines && isLineEnd()) {
            throw new Malformed(start, "this string is never closed");
        }
        if (TomlStrings.isControl(peek()) && !(severalLines && isLineEnd())) {
            throw wrong("a control character");
        }
    }

    private Scalar literal() {
        var start = at;
        skipLiteral();
        if (TomlScalars.isDate(text.substring(start, at)) && peek() == ' ' && at + 1 < end) {
            var next = text.charAt(at + 1);
            if (next >= '0' && next <= '9') {
                at++;
                skipLiteral();
            }
        }
        var word = text.substring(start, at);
        var value = TomlScalars.of(word);
        if (value.isEmpty()) {
            at = start;
            throw wrong("a value is expected here; texts stand in quotes");
        }
        return new Scalar(start, at, value.get());
    }

    private void skipLiteral() {
        while (at < end && LITERAL.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    /** Behind blanks, comments and line ends, in an array. */
    private void skipLines() {
        skipBlanks();
        while (at < end && (peek() == '#' || isLineEnd())) {
            comment();
            at += Math.min(Lines.terminator(text, at).length(), end - at);
            skipBlanks();
        }
    }

    private void skipBlanks() {
        while (at < end && Lines.isBlank(text.charAt(at))) {
            at++;
        }
    }

    private void comment() {
        if (peek() == '#') {
            while (at < end && !isLineEnd()) {
                if (TomlStrings.isControl(peek())) {
                    throw wrong("a control character");
                }
                at++;
            }
        }
    }

    private void lineEnd() {
        skipBlanks();
        comment();
        if (at < end) {
            if (!isLineEnd()) {
                throw wrong("the line should end here");
            }
            at += text.charAt(at) == '\n' ? 1 : 2;
        }
    }

    /** A carriage return alone ends no line. */
    private boolean isLineEnd() {
        return peek() == '\n' || text.startsWith("\r\n", at);
    }

    private void expect(String sign, String where) {
        if (!text.startsWith(sign, at) || at + sign.length() > end) {
            throw wrong("'" + sign + "' is expected " + where);
        }
        at += sign.length();
    }

    private int peek() {
        return at < end ? text.charAt(at) : END;
    }

    private Malformed wrong(String message) {
        return new Malformed(Math.min(at, end), message + (at < end ? "" : ", but the text ends"));
    }
}
