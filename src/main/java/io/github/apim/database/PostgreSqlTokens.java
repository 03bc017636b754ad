package io.github.apim.database;

import io.github.apim.database.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words, texts and signs of a PostgreSQL script, read as the server reads them while
 * {@code standard_conforming_strings} is on. What its client {@code psql} would take for something of its own is refused.
 */
final class PostgreSqlTokens {

    /**
     * One of them.
     *
     * @param text as it stands there, with its quotes
     * @param line in the script, 1 for the first
     */
    record Token(Kind kind, String text, int line, int start, int end) implements SqlToken {}

    private static final char DELETE = 0x7f;
    private static final Pattern WORD =
            Pattern.compile("[A-Za-z_\\x{80}-\\x{10FFFF}][A-Za-z0-9_$\\x{80}-\\x{10FFFF}]*");
    private static final Pattern NUMBER = Pattern.compile("[0-9][0-9A-Za-z_]*(?:\\.[0-9]+)?");
    private static final Pattern DOLLAR_QUOTE =
            Pattern.compile("\\$(?:[A-Za-z_\\x{80}-\\x{10FFFF}][A-Za-z0-9_\\x{80}-\\x{10FFFF}]*)?\\$");
    private static final Pattern COLON_OF_CLIENT = Pattern.compile(":[A-Za-z0-9_'\"{\\x{80}-\\x{10FFFF}]");

    private final String name;
    private final String sql;
    private final List<Token> tokens = new ArrayList<>();
    private int position;
    private int line = 1;

    private PostgreSqlTokens(String name, String sql) {
        this.name = name;
        this.sql = sql;
    }

    /**
     * The tokens of a script.
     *
     * @param name the script's, for messages
     * @throws DatabaseException if something does not end, or would be the client's
     */
    static List<Token> of(String name, String sql) throws DatabaseException {
        PostgreSqlTokens reader = new PostgreSqlTokens(name, sql);
        while (reader.position < sql.length()) {
            reader.step();
        }
        return List.copyOf(reader.tokens);
    }

    private void step() throws DatabaseException {
        char character = sql.charAt(position);
        if (character == ' ' || character == '\t' || character == '\n' || character == '\r') {
            advance(position + 1);
        } else if (character < ' ' || character == DELETE) {
            throw refused("there is a control character, U+" + String.format(Locale.ROOT, "%04X", (int) character));
        } else if (character == '\\') {
            throw refused("outside of texts, a backslash begins a command of the client");
        } else if (sql.startsWith("--", position)) {
            int end = sql.indexOf('\n', position);
            advance(end < 0 ? sql.length() : end);
        } else if (sql.startsWith("/*", position)) {
            comment();
        } else if (character == '\'') {
            add(Kind.TEXT, behindQuote(position, isEscaping()));
        } else if (character == '"') {
            add(Kind.QUOTED_NAME, behindQuote(position, false));
        } else if (character == '$') {
            dollarQuoted();
        } else {
            wordOrSign();
        }
    }

    /** Whether the letter E stands directly before this quote: only then a backslash means something. */
    private boolean isEscaping() throws DatabaseException {
        if (tokens.isEmpty() || tokens.get(tokens.size() - 1).end() != position) {
            return false;
        }
        Token prefix = tokens.get(tokens.size() - 1);
        if (prefix.isSign('&')) {
            throw refused("a text or name with U& has an escape of its own");
        }
        return prefix.is("E");
    }

    private int behindQuote(int start, boolean escaping) throws DatabaseException {
        char quote = sql.charAt(start);
        if (quote == '"' && start > 0 && sql.charAt(start - 1) == '&') {
            throw refused("a text or name with U& has an escape of its own");
        }
        for (int i = start + 1; i < sql.length(); i++) {
            char character = sql.charAt(i);
            boolean doubled = character == quote && i + 1 < sql.length() && sql.charAt(i + 1) == quote;
            if (doubled || character == '\\' && escaping) {
                i++;
            } else if (character == quote) {
                return i + 1;
            }
        }
        throw refused("the text that begins here with " + quote + " does not end");
    }

    /** Comments lie in each other here. */
    private void comment() throws DatabaseException {
        int depth = 0;
        for (int i = position; i < sql.length() - 1; i++) {
            if (sql.startsWith("/*", i)) {
                depth++;
                i++;
            } else if (sql.startsWith("*/", i)) {
                depth--;
                i++;
            }
            if (depth == 0) {
                advance(i + 1);
                return;
            }
        }
        throw refused("the comment that begins here does not end");
    }

    private void dollarQuoted() throws DatabaseException {
        Matcher matcher = DOLLAR_QUOTE.matcher(sql).region(position, sql.length());
        if (!matcher.lookingAt()) {
            add(Kind.SIGN, position + 1);
            return;
        }
        Token before = tokens.isEmpty() ? null : tokens.get(tokens.size() - 1);
        if (before != null && before.kind() == Kind.NUMBER && before.end() == position) {
            throw refused("a text begins within a number, which servers read in different ways");
        }
        int end = sql.indexOf(matcher.group(), matcher.end());
        if (end < 0) {
            throw refused("the text that begins here with " + matcher.group() + " does not end");
        }
        add(Kind.TEXT, end + matcher.group().length());
    }

    private void wordOrSign() throws DatabaseException {
        Matcher word = WORD.matcher(sql).region(position, sql.length());
        Matcher number = NUMBER.matcher(sql).region(position, sql.length());
        if (word.lookingAt()) {
            add(Kind.WORD, word.end());
        } else if (number.lookingAt()) {
            add(Kind.NUMBER, number.end());
        } else if (sql.startsWith("::", position) || sql.startsWith(":=", position)) {
            add(Kind.SIGN, position + 2);
        } else if (COLON_OF_CLIENT.matcher(sql).region(position, sql.length()).lookingAt()) {
            throw refused("outside of texts, a colon before a word names a variable of the client");
        } else {
            add(Kind.SIGN, position + 1);
        }
    }

    private void add(Kind kind, int end) {
        tokens.add(new Token(kind, sql.substring(position, end), line, position, end));
        advance(end);
    }

    private void advance(int behind) {
        for (int i = position; i < behind; i++) {
            if (sql.charAt(i) == '\n') {
                line++;
            }
        }
        position = behind;
    }

    private DatabaseException refused(String why) {
        return new DatabaseException(name + ":" + line + ": " + why);
    }
}
