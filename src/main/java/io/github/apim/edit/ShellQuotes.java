package io.github.apim.edit;

import java.util.List;
import java.util.stream.Collectors;

/** Writes a value so that the shell takes every character of it literally, and takes quotes off again. */
public final class ShellQuotes {

    private static final String SAFE = "_./:@%+,=-";
    private static final String ESCAPED_IN_DOUBLE_QUOTES = "\\\"$`";

    private ShellQuotes() {}

    /** The value in single quotes, whatever is in it: one word in every shell. */
    public static String literal(String value) {
        return "'" + value.replace("'", "'\\''") + "'";
    }

    /** These words, each in single quotes: a command that every shell takes as it is. */
    public static String command(List<String> words) {
        return words.stream().map(ShellQuotes::literal).collect(Collectors.joining(" "));
    }

    /** The value as it is if every shell takes it so, else in single quotes. */
    public static String word(String value) {
        return isSafe(value) ? value : literal(value);
    }

    /** The value in the quotes that the old word had; in single quotes if it had none and needs some. */
    static String quote(String value, String oldWord) {
        if (isWrapped(oldWord, '"')) {
            return doubleQuoted(value);
        }
        return isWrapped(oldWord, '\'') ? literal(value) : word(value);
    }

    /** The word without its quotes and backslashes; {@code $} and backquotes are left as they stand. */
    static String unquote(String word) {
        var value = new StringBuilder(word.length());
        var quote = ' ';
        for (var i = 0; i < word.length(); i++) {
            var c = word.charAt(i);
            if (quote == '\'') {
                quote = c == '\'' ? ' ' : quote;
                value.append(c == '\'' ? "" : String.valueOf(c));
            } else if (c == '\\' && i + 1 < word.length()) {
                var lineEnd = Lines.terminator(word, i + 1);
                var next = word.charAt(i + 1);
                if (!lineEnd.isEmpty()) {
                    i += lineEnd.length();
                } else {
                    value.append(quote == '"' && ESCAPED_IN_DOUBLE_QUOTES.indexOf(next) < 0 ? "\\" : "")
                            .append(next);
                    i++;
                }
            } else if (c == '"') {
                quote = quote == '"' ? ' ' : '"';
            } else if (c == '\'' && quote == ' ') {
                quote = c;
            } else {
                value.append(c);
            }
        }
        return value.toString();
    }

    private static String doubleQuoted(String value) {
        var quoted = new StringBuilder("\"");
        value.chars()
                .forEach(c -> quoted.append(ESCAPED_IN_DOUBLE_QUOTES.indexOf(c) < 0 ? "" : "\\")
                        .append((char) c));
        return quoted.append('"').toString();
    }

    private static boolean isSafe(String value) {
        return !value.isEmpty()
                && value.chars()
                        .allMatch(c -> c >= 'a' && c <= 'z'
                                || c >= 'A' && c <= 'Z'
                                || c >= '0' && c <= '9'
                                || SAFE.indexOf(c) >= 0);
    }

    private static boolean isWrapped(String word, char quote) {
        return word.length() > 1 && word.charAt(0) == quote && word.charAt(word.length() - 1) == quote;
    }
}
