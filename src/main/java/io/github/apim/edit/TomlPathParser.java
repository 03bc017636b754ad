package io.github.apim.edit;

import io.github.apim.edit.TomlPath.Selector;
import io.github.apim.edit.TomlPath.Step;
import java.util.ArrayList;

/** Reads a path, character by character. */
final class TomlPathParser {

    private static final int MAX_DIGITS = 6;

    private final String file;
    private final String source;
    private int at;

    TomlPathParser(String file, String source) {
        this.file = file;
        this.source = source;
    }

    TomlPath path() {
        var steps = new ArrayList<Step>();
        steps.add(step());
        while (accept(".")) {
            steps.add(step());
        }
        if (at < source.length()) {
            throw malformed("'.' or '[' is expected");
        }
        return new TomlPath(source, steps);
    }

    private Step step() {
        var name = name();
        var selectors = new ArrayList<Selector>();
        while (accept("[")) {
            selectors.add(selector());
        }
        return new Step(name, selectors);
    }

    private Selector selector() {
        var start = at;
        if (accept("-]")) {
            return new Selector.Next();
        }
        while (at < source.length() && Character.digit(source.charAt(at), 10) >= 0) {
            at++;
        }
        if (at > start && source.startsWith("]", at)) {
            return number(start);
        }
        at = start;
        var key = name();
        if (!accept("=")) {
            throw malformed("'=' is expected behind the key of a condition");
        }
        return new Selector.Holding(key, conditionValue());
    }

    private Selector number(int start) {
        var digits = source.substring(start, at);
        at++;
        if (digits.length() > MAX_DIGITS || !digits.matches("[1-9][0-9]*")) {
            at = start;
            throw malformed("elements are counted from 1");
        }
        return new Selector.Number(Integer.parseInt(digits));
    }

    /** In quotes, or all that stands before the bracket. */
    private String conditionValue() {
        if (source.startsWith("'", at) || source.startsWith("\"", at)) {
            var value = quoted();
            if (!accept("]")) {
                throw malformed("']' is expected");
            }
            return value;
        }
        var end = source.indexOf(']', at);
        if (end < 0) {
            throw malformed("the closing ']' is missing");
        }
        var value = source.substring(at, end);
        at = end + 1;
        return value;
    }

    private String name() {
        if (source.startsWith("'", at) || source.startsWith("\"", at)) {
            return quoted();
        }
        var start = at;
        while (at < source.length() && TomlStrings.isBare(source.charAt(at))) {
            at++;
        }
        if (at == start) {
            throw malformed(
                    "a name is expected; one with other signs than letters, digits, '-' and '_' stands in quotes");
        }
        return source.substring(start, at);
    }

    private String quoted() {
        var quote = source.charAt(at);
        var end = at + 1;
        while (end < source.length() && source.charAt(end) != quote) {
            end += quote == '"' && source.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= source.length()) {
            throw malformed("the closing " + quote + " is missing");
        }
        var names = TomlScanner.key(source.substring(at, end + 1));
        if (names.isEmpty()) {
            throw malformed("what stands in quotes holds an escape that TOML does not know");
        }
        at = end + 1;
        return names.get().get(0);
    }

    private boolean accept(String token) {
        var found = source.startsWith(token, at);
        at += found ? token.length() : 0;
        return found;
    }

    private EditException malformed(String what) {
        return EditException.atPlace(
                file,
                source,
                "malformed path at character " + (at + 1) + ": " + what + "; a place in a TOML file is written like"
                        + " table.key or table.array[name=value].key");
    }
}
