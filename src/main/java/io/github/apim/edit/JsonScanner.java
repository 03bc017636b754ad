package io.github.apim.edit;

import io.github.apim.edit.JsonNode.Elements;
import io.github.apim.edit.JsonNode.Literal;
import io.github.apim.edit.JsonNode.Member;
import io.github.apim.edit.JsonNode.Members;
import io.github.apim.edit.JsonNode.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads JSON as JavaScript programs are lenient about it: with line and block comments and a comma behind the last
 * member. Everything else is as strict as the standard.
 */
final class JsonScanner {

    private static final int DEEPEST = 200;
    private static final int END = -1;

    private final String file;
    private final String text;
    private int at;
    private int depth;

    private JsonScanner(String file, String text) {
        this.file = file;
        this.text = text;
    }

    /**
     * @param text every byte of the file as one character
     * @throws EditException if this is not one JSON value
     */
    static JsonNode scan(String file, String text) {
        var scanner = new JsonScanner(file, text);
        scanner.at = text.startsWith(JsonStrings.BYTE_ORDER_MARK) ? JsonStrings.BYTE_ORDER_MARK.length() : 0;
        scanner.skip();
        var root = scanner.value();
        scanner.skip();
        if (scanner.at < text.length()) {
            throw scanner.wrong("nothing but comments may follow the end of the value");
        }
        return root;
    }

    /** Whether a text is a number, {@code true}, {@code false} or {@code null}. */
    static boolean isLiteral(String text) {
        return text.matches("true|false|null|-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
    }

    private JsonNode value() {
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            default -> literal();
        };
    }

    private Members object() {
        var start = open();
        var members = new ArrayList<Member>();
        for (skip(); peek() != '}'; skip()) {
            if (peek() != '"') {
                throw wrong("a member's name in double quotes is expected here");
            }
            var name = string();
            skip();
            if (peek() != ':') {
                throw wrong("a colon is expected behind the name \"" + name.value() + "\"");
            }
            at++;
            skip();
            members.add(new Member(name, value()));
            separator('}');
        }
        return new Members(start, close(), members);
    }

    private Elements array() {
        var start = open();
        List<JsonNode> elements = new ArrayList<>();
        for (skip(); peek() != ']'; skip()) {
            elements.add(value());
            separator(']');
        }
        return new Elements(start, close(), elements);
    }

    private int open() {
        if (++depth > DEEPEST) {
            throw wrong("more than " + DEEPEST + " objects or arrays inside each other");
        }
        return at++;
    }

    private int close() {
        depth--;
        return ++at;
    }

    /** A comma, or the bracket that ends it all, which stays. */
    private void separator(char bracket) {
        skip();
        if (peek() == ',') {
            at++;
        } else if (peek() != bracket) {
            throw wrong("a comma or '" + bracket + "' is expected here");
        }
    }

    private Text string() {
        var start = at++;
        while (peek() != '"') {
            if (peek() < ' ') {
                throw EditException.atLine(file, Lines.number(text, start), "this string is never closed");
            }
            at += peek() == '\\' ? 2 : 1;
        }
        at++;
        var value = JsonStrings.unquote(text.substring(start, at));
        return new Text(
                start,
                at,
                value.orElseThrow(() -> EditException.atLine(
                        file, Lines.number(text, start), "this string holds an escape that JSON does not know")));
    }

    private Literal literal() {
        var start = at;
        while (at < text.length() && "{}[]:,\"/ \t\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        var word = text.substring(start, at);
        if (!isLiteral(word)) {
            at = start;
            throw wrong("a value is expected here");
        }
        return new Literal(start, at, word);
    }

    /** Goes behind blanks, line ends and comments. */
    private void skip() {
        while (at < text.length()) {
            if (" \t\r\n".indexOf(text.charAt(at)) >= 0) {
                at++;
            } else if (text.startsWith("//", at)) {
                at = Lines.end(text, at);
            } else if (text.startsWith("/*", at)) {
                var end = text.indexOf("*/", at + 2);
                if (end < 0) {
                    throw wrong("this comment is never closed");
                }
                at = end + 2;
            } else {
                return;
            }
        }
    }

    private int peek() {
        return at < text.length() ? text.charAt(at) : END;
    }

    private EditException wrong(String message) {
        var place = Math.min(at, text.length());
        var instead = at < text.length() ? "" : ", but the file ends";
        return EditException.atLine(file, Lines.number(text, place), "this is no JSON: " + message + instead);
    }
}
