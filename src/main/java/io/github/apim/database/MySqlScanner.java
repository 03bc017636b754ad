package io.github.apim.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Splits a script of MySQL into statements as its own client does: at the delimiter, but not in texts, names and
 * comments; {@code DELIMITER} changes the delimiter.
 */
final class MySqlScanner {

    private static final char DELETE = 0x7f;
    private static final String DELIMITER = "DELIMITER";

    /** With others, the client and this would have to agree on more than is written down anywhere. */
    private static final Set<String> DELIMITERS = Set.of(";", ";;", "$$", "//");

    private final String name;
    private final String sql;
    private final List<SqlStatement> statements = new ArrayList<>();
    private final StringBuilder bare = new StringBuilder();
    private String delimiter = ";";
    private int position;
    private int line = 1;
    private int start = -1;
    private int startLine;
    private int end;

    private MySqlScanner(String name, String sql) {
        this.name = name;
        this.sql = sql;
    }

    /**
     * The statements of a script, in its order.
     *
     * @param name the script's, for messages
     * @throws DatabaseException if a text, a name or a comment does not end
     */
    static List<SqlStatement> scan(String name, String sql) throws DatabaseException {
        MySqlScanner scanner = new MySqlScanner(name, sql);
        scanner.scan();
        return List.copyOf(scanner.statements);
    }

    private void scan() throws DatabaseException {
        refuseControlCharacters();
        while (position < sql.length()) {
            if (start < 0 && isDelimiterCommand()) {
                changeDelimiter();
            } else if (sql.startsWith(delimiter, position)) {
                finish();
                position += delimiter.length();
            } else {
                step();
            }
        }
        finish();
    }

    /** The server and its client disagree on whether one of them ends two dashes, and so where a comment begins. */
    private void refuseControlCharacters() throws DatabaseException {
        int at = 1;
        for (int i = 0; i < sql.length(); i++) {
            char character = sql.charAt(i);
            if (character == '\n') {
                at++;
            } else if (character < ' ' && character != '\t' && character != '\r' || character == DELETE) {
                throw new DatabaseException(name + ":" + at + ": there is a control character, U+"
                        + String.format(Locale.ROOT, "%04X", (int) character));
            }
        }
    }

    private void step() throws DatabaseException {
        char character = sql.charAt(position);
        if (character == '\'' || character == '"' || character == '`') {
            begin();
            take(quoted(character));
        } else if (character == '#' || isDashComment()) {
            skipTo(endOfLine());
        } else if (sql.startsWith("/*!", position) || sql.startsWith("/*M!", position)) {
            begin();
            takeExecutable();
        } else if (sql.startsWith("/*", position)) {
            skipTo(behind("*/", position + 2, "the comment"));
        } else if (Character.isWhitespace(character)) {
            skipTo(position + 1);
        } else {
            begin();
            take(position + 1);
        }
    }

    /** Where a statement would begin. The client takes a tab behind it for a blank only at a line's beginning. */
    private boolean isDelimiterCommand() {
        int behind = position + DELIMITER.length();
        return sql.regionMatches(true, position, DELIMITER, 0, DELIMITER.length())
                && behind < sql.length()
                && sql.charAt(behind) == ' ';
    }

    private void changeDelimiter() throws DatabaseException {
        int behind = endOfLine();
        String wanted = sql.substring(position + DELIMITER.length(), behind).strip();
        if (wanted.isEmpty()) {
            throw new DatabaseException(name + ":" + line + ": DELIMITER names no delimiter");
        }
        if (!DELIMITERS.contains(wanted)) {
            throw new DatabaseException(name + ":" + line + ": DELIMITER " + SqlStatement.oneLine(wanted)
                    + ": only ;, ;;, $$ and // are understood here");
        }
        delimiter = wanted;
        skipTo(behind);
    }

    /** Two dashes begin a comment only before a blank or the line's end: {@code 5--3} is a subtraction. */
    private boolean isDashComment() {
        return sql.startsWith("--", position) && (position + 2 == sql.length() || sql.charAt(position + 2) <= ' ');
    }

    private void begin() {
        if (start < 0) {
            start = position;
            startLine = line;
        }
    }

    private void finish() {
        if (start >= 0) {
            String text = sql.substring(start, end);
            statements.add(
                    new SqlStatement(text, bare.toString().strip(), startLine, start, end, MySqlGrammar.judge(text)));
        }
        bare.setLength(0);
        start = -1;
    }

    /** What belongs to the statement. */
    private void take(int behind) {
        bare.append(sql, position, behind);
        advance(behind);
        end = behind;
    }

    /** The server executes what such a comment holds, so it counts for what the statement does. */
    private void takeExecutable() throws DatabaseException {
        int behind = behind("*/", position + 3, "the comment");
        String inner = sql.substring(sql.indexOf('!', position) + 1, behind - 2);
        bare.append(inner.replaceFirst("^[0-9]*\\s*", "").replaceAll("\\s+", " "));
        advance(behind);
        end = behind;
    }

    /** Blanks and comments: one blank within a statement, nothing before it. */
    private void skipTo(int behind) {
        if (start >= 0 && bare.length() > 0 && bare.charAt(bare.length() - 1) != ' ') {
            bare.append(' ');
        }
        advance(behind);
    }

    private void advance(int behind) {
        for (int i = position; i < behind; i++) {
            if (sql.charAt(i) == '\n') {
                line++;
            }
        }
        position = behind;
    }

    private int quoted(char quote) throws DatabaseException {
        int i = position + 1;
        while (i < sql.length()) {
            char character = sql.charAt(i);
            if (character == '\\' && quote != '`') {
                i += 2;
            } else if (character != quote) {
                i++;
            } else if (i + 1 < sql.length() && sql.charAt(i + 1) == quote) {
                i += 2;
            } else {
                return i + 1;
            }
        }
        throw new DatabaseException(name + ":" + line + ": the text that begins here with " + quote + " does not end");
    }

    private int behind(String text, int from, String what) throws DatabaseException {
        int found = sql.indexOf(text, from);
        if (found < 0) {
            throw new DatabaseException(name + ":" + line + ": " + what + " that begins here does not end");
        }
        return found + text.length();
    }

    private int endOfLine() {
        int found = sql.indexOf('\n', position);
        return found < 0 ? sql.length() : found;
    }
}
