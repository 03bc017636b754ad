package io.github.apim.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the entries of a .properties text, and the entries that are commented out, as java.util.Properties reads it. */
final class PropertiesScanner {

    private final String text;
    private final List<Entry> entries = new ArrayList<>();
    private int at;

    private PropertiesScanner(String text) {
        this.text = text;
    }

    /**
     * An entry, which may run over several lines.
     *
     * @param start where its first line begins
     * @param body where its key begins; behind the comment sign if it is a sample
     * @param keyEnd where the separator begins
     * @param valueStart where the value begins; the separator lies before it
     * @param valueEnd behind the value, where its last line ends
     * @param sample whether it is commented out
     */
    record Entry(
            int start, int body, int keyEnd, int valueStart, int valueEnd, String key, String value, boolean sample) {

        String separator(String text) {
            return text.substring(keyEnd, valueStart);
        }
    }

    static List<Entry> scan(String text) {
        var scanner = new PropertiesScanner(text);
        while (scanner.at < text.length()) {
            scanner.line();
        }
        return List.copyOf(scanner.entries);
    }

    private void line() {
        var start = at;
        var body = skipSpace(start);
        var end = Lines.end(text, body);
        if (body == end || isContinuedNothing(body, end)) {
            at = end + Lines.terminator(text, end).length();
        } else if (isCommentSign(text.charAt(body))) {
            at = end + Lines.terminator(text, end).length();
            sample(start, skipSpace(body + 1), end).ifPresent(entries::add);
        } else {
            entries.add(entry(start, body, logicalLine(body), false));
        }
    }

    /** Prose with a colon or an equals sign in it also looks like an entry; only its key tells it from a sample. */
    private Optional<Entry> sample(int start, int body, int end) {
        if (body >= end) {
            return Optional.empty();
        }
        var entry = entry(start, body, new Logical(text.substring(body, end), body), true);
        return hasSign(entry.separator(text)) ? Optional.of(entry) : Optional.empty();
    }

    static boolean hasSign(String separator) {
        return separator.indexOf('=') >= 0 || separator.indexOf(':') >= 0;
    }

    private Entry entry(int start, int body, Logical line, boolean sample) {
        var keyEnd = 0;
        while (keyEnd < line.length() && !isSeparator(line.at(keyEnd))) {
            keyEnd += line.at(keyEnd) == '\\' ? 2 : 1;
        }
        keyEnd = Math.min(keyEnd, line.length());
        var value = line.skipSpace(keyEnd);
        if (value < line.length() && (line.at(value) == '=' || line.at(value) == ':')) {
            value = line.skipSpace(value + 1);
        }
        return new Entry(
                start,
                body,
                line.offset(keyEnd),
                line.offset(value),
                line.end(),
                PropertiesEscapes.unescape(line.from(0, keyEnd)),
                PropertiesEscapes.unescape(line.from(value, line.length())),
                sample);
    }

    /** Joins the lines that a backslash at their end continues, and goes on behind the last of them. */
    private Logical logicalLine(int from) {
        var line = new Logical();
        var lineStart = from;
        while (true) {
            var end = Lines.end(text, lineStart);
            var terminator = Lines.terminator(text, end);
            at = end + terminator.length();
            var continued = isContinued(lineStart, end);
            line.append(text, lineStart, continued ? end - 1 : end);
            if (!continued || terminator.isEmpty()) {
                return line;
            }
            lineStart = skipSpace(at);
        }
    }

    /** A backslash alone is an empty line to Properties; at the end of the file, unless before CRLF, an empty key. */
    private boolean isContinuedNothing(int body, int end) {
        var terminator = Lines.terminator(text, end);
        var next = end + terminator.length();
        return end - body == 1 && text.charAt(body) == '\\' && (next < text.length() || terminator.length() == 2);
    }

    private boolean isContinued(int lineStart, int end) {
        var backslashes = 0;
        while (end - backslashes > lineStart && text.charAt(end - backslashes - 1) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    private int skipSpace(int offset) {
        var end = offset;
        while (end < text.length() && isSpace(text.charAt(end))) {
            end++;
        }
        return end;
    }

    static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\f';
    }

    private static boolean isSeparator(char c) {
        return isSpace(c) || c == '=' || c == ':';
    }

    private static boolean isCommentSign(char c) {
        return c == '#' || c == '!';
    }

    /** The characters of an entry without its line ends, and where each of them lies in the text. */
    private static final class Logical {

        private final StringBuilder characters = new StringBuilder();
        private final List<Integer> offsets = new ArrayList<>();
        private int end;

        Logical() {}

        Logical(String line, int offset) {
            append(line, 0, line.length());
            offsets.replaceAll(o -> o + offset);
            end = offset + line.length();
        }

        void append(String source, int from, int to) {
            characters.append(source, from, to);
            for (var i = from; i < to; i++) {
                offsets.add(i);
            }
            end = to;
        }

        int length() {
            return characters.length();
        }

        char at(int i) {
            return characters.charAt(i);
        }

        int offset(int i) {
            return i < offsets.size() ? offsets.get(i) : end;
        }

        int end() {
            return end;
        }

        String from(int start, int stop) {
            return characters.substring(start, stop);
        }

        int skipSpace(int from) {
            var i = from;
            while (i < length() && isSpace(at(i))) {
                i++;
            }
            return i;
        }
    }
}
