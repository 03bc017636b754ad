package io.github.apim.edit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Finds assignments at the start of the lines of a POSIX shell script.
 *
 * <p>It follows quotes, comments, continued lines and here-documents, so that what only looks like an assignment inside
 * them is not taken for one. It does not know which lines are run.
 */
final class ShellScanner {

    private static final String EXPORT = "export";
    private static final int DEEPEST = 200;

    private final String file;
    private final String text;
    private final List<Assignment> assignments = new ArrayList<>();
    private final Deque<HereDocument> pending = new ArrayDeque<>();
    private int at;
    private int depth;

    private ShellScanner(String file, String text) {
        this.file = file;
        this.text = text;
    }

    /**
     * {@code NAME=value} or {@code export NAME=value}.
     *
     * @param start where it begins behind the indentation; at the {@code #} if it is a sample
     * @param body where it begins; behind the {@code #} and its blanks if it is a sample
     */
    record Assignment(String name, int start, int body, int valueStart, int valueEnd, boolean sample) {}

    /** A here-document whose lines begin after the line that announces it. */
    private record HereDocument(String delimiter, boolean stripsTabs) {}

    /** @throws EditException if a quote is never closed */
    static List<Assignment> scan(String file, String text) {
        var scanner = new ShellScanner(file, text);
        while (scanner.at < text.length()) {
            scanner.line();
        }
        return List.copyOf(scanner.assignments);
    }

    private void line() {
        at = Lines.skipBlanks(text, at);
        if (at < text.length() && text.charAt(at) == '#') {
            var hash = at;
            at = Lines.end(text, at);
            sample(hash, at).ifPresent(assignments::add);
        } else {
            assignment(at).ifPresent(assignments::add);
            skipCommands();
        }
        at += Lines.terminator(text, at).length();
        while (!pending.isEmpty()) {
            skip(pending.poll());
        }
    }

    /**
     * A commented assignment must end with its line and leave nothing open, or it is the beginning of a sentence: made
     * live it would take the lines behind it along.
     */
    private Optional<Assignment> sample(int hash, int lineEnd) {
        var body = Lines.skipBlanks(text, hash + 1);
        try {
            var line = new ShellScanner(file, text.substring(body, lineEnd) + "\n");
            var found = line.assignment(0);
            line.skipCommands();
            return line.at == lineEnd - body && line.pending.isEmpty()
                    ? found.map(
                            a -> new Assignment(a.name(), hash, body, body + a.valueStart(), body + a.valueEnd(), true))
                    : Optional.empty();
        } catch (EditException prose) {
            return Optional.empty();
        }
    }

    private Optional<Assignment> assignment(int start) {
        var name = start;
        var exported = text.startsWith(EXPORT, start)
                && start + EXPORT.length() < text.length()
                && Lines.isBlank(text.charAt(start + EXPORT.length()));
        if (exported) {
            name = Lines.skipBlanks(text, start + EXPORT.length());
        }
        var end = name;
        while (end < text.length() && isNamePart(text.charAt(end), end == name)) {
            end++;
        }
        if (end == name || end >= text.length() || text.charAt(end) != '=') {
            return Optional.empty();
        }
        var valueEnd = wordEnd(end + 1);
        // NAME=value followed by a word sets the variable for that one command only
        return exported || text.startsWith("(", end + 1) || endsCommand(valueEnd)
                ? Optional.of(new Assignment(text.substring(name, end), start, start, end + 1, valueEnd, false))
                : Optional.empty();
    }

    private boolean endsCommand(int offset) {
        var i = offset;
        while (i < text.length() && (Lines.isBlank(text.charAt(i)) || continuation(i) > 0)) {
            i += Math.max(1, continuation(i));
        }
        return i >= text.length() || "\r\n;#&|)}".indexOf(text.charAt(i)) >= 0;
    }

    private int wordEnd(int start) {
        var i = start;
        while (i < text.length() && " \t\r\n;&|<>()".indexOf(text.charAt(i)) < 0) {
            i = skipOne(i);
        }
        return i;
    }

    /** Goes to the end of the line, or of the last line if quotes or backslashes make it go on. */
    private void skipCommands() {
        var wordStart = true;
        while (at < text.length() && Lines.terminator(text, at).isEmpty()) {
            var c = text.charAt(at);
            if (c == '#' && wordStart) {
                at = Lines.end(text, at);
            } else if (text.startsWith("<<", at) && !text.startsWith("<<<", at)) {
                hereDocument();
            } else {
                at = text.startsWith("<<<", at) ? at + "<<<".length() : skipOne(at);
            }
            wordStart = Lines.isBlank(c) || c == ';' || c == '&' || c == '|' || c == '(';
        }
    }

    private void hereDocument() {
        at += "<<".length();
        var stripsTabs = at < text.length() && text.charAt(at) == '-';
        at = Lines.skipBlanks(text, stripsTabs ? at + 1 : at);
        var end = wordEnd(at);
        if (end > at) {
            pending.add(new HereDocument(ShellQuotes.unquote(text.substring(at, end)), stripsTabs));
        }
        at = end;
    }

    private void skip(HereDocument document) {
        while (at < text.length()) {
            var end = Lines.end(text, at);
            var start = at;
            while (document.stripsTabs() && start < end && text.charAt(start) == '\t') {
                start++;
            }
            var line = text.substring(start, end);
            at = end + Lines.terminator(text, end).length();
            if (line.equals(document.delimiter())) {
                return;
            }
        }
    }

    /** Behind one character, or behind what it begins: an escape, a quoted text, an expansion. */
    private int skipOne(int offset) {
        if (++depth > DEEPEST) {
            throw EditException.atLine(
                    file, Lines.number(text, offset), "more than " + DEEPEST + " quotes inside each other");
        }
        try {
            return skipAny(offset);
        } finally {
            depth--;
        }
    }

    private int skipAny(int offset) {
        if (text.startsWith("$(", offset)) {
            return skipNested(offset, offset + 2, '(', ')');
        }
        if (text.startsWith("${", offset)) {
            return skipNested(offset, offset + 2, '{', '}');
        }
        return switch (text.charAt(offset)) {
            case '\\' -> Math.min(text.length(), offset + Math.max(2, continuation(offset)));
            case '\'' -> skipTo('\'', offset, false);
            case '"' -> skipTo('"', offset, true);
            case '`' -> skipTo('`', offset, true);
            default -> offset + 1;
        };
    }

    private int skipTo(char close, int open, boolean escapes) {
        var i = open + 1;
        while (i < text.length()) {
            var c = text.charAt(i);
            if (c == close) {
                return i + 1;
            }
            var expands = escapes && close == '"' && (c == '`' || c == '$');
            i = escapes && c == '\\' || expands ? skipOne(i) : i + 1;
        }
        throw EditException.atLine(file, Lines.number(text, open), "the quote " + close + " is never closed");
    }

    private int skipNested(int start, int from, char open, char close) {
        var depth = 1;
        var i = from;
        while (i < text.length()) {
            var c = text.charAt(i);
            depth += c == open ? 1 : c == close ? -1 : 0;
            i = c == open || c == close ? i + 1 : skipOne(i);
            if (depth == 0) {
                return i;
            }
        }
        throw EditException.atLine(file, Lines.number(text, start), "$" + open + " is never closed");
    }

    /** The length of a backslash with the line end that it hides; 0 if there is none. */
    private int continuation(int offset) {
        var lineEnd = text.startsWith("\\", offset) ? Lines.terminator(text, offset + 1) : "";
        return lineEnd.isEmpty() ? 0 : 1 + lineEnd.length();
    }

    private static boolean isNamePart(char c, boolean first) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || !first && c >= '0' && c <= '9';
    }
}
