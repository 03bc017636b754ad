package io.github.apim.database;

import io.github.apim.database.SqlGrammar.Refused;
import io.github.apim.database.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words, texts and signs of one statement, read so that the server, each of its versions, and its client can read
 * them in no other way; what they might is refused.
 */
final class MySqlTokens {

    /**
     * One of them.
     *
     * @param text    as it stands there, with its quotes
     * @param comment the executable comment that it is in, from 1; 0 outside, where every server executes it
     */
    record Token(Kind kind, String text, int comment) implements SqlToken {}

    /** Servers read five or six digits as the version, and what follows as SQL. */
    private static final Pattern EXECUTABLE = Pattern.compile("/\\*M?!(?:[0-9]{5,6})?(?![0-9])");

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_$\\x{80}-\\x{10FFFF}]+");

    private final String sql;
    private final List<Token> tokens = new ArrayList<>();
    private int position;
    private int comments;
    private boolean inComment;

    private MySqlTokens(String sql) {
        this.sql = sql;
    }

    static List<Token> of(String statement) throws Refused {
        MySqlTokens reader = new MySqlTokens(statement);
        while (reader.position < statement.length()) {
            reader.step();
        }
        return List.copyOf(reader.tokens);
    }

    private void step() throws Refused {
        char character = sql.charAt(position);
        if (character == ' ' || character == '\t' || character == '\n' || character == '\r') {
            position++;
        } else if (character == '\\') {
            throw new Refused("outside of texts, a backslash begins a command of the client");
        } else if (sql.startsWith("/*", position)) {
            comment();
        } else if (character == '#' || isDashComment()) {
            outsideOfComments("a comment");
            int end = sql.indexOf('\n', position);
            position = end < 0 ? sql.length() : end;
        } else if (inComment && sql.startsWith("*/", position)) {
            inComment = false;
            position += 2;
        } else if (character == '\'' || character == '"' || character == '`') {
            quoted(character);
        } else {
            wordOrSign();
        }
    }

    private boolean isDashComment() {
        return sql.startsWith("--", position) && (position + 2 == sql.length() || sql.charAt(position + 2) <= ' ');
    }

    private void comment() throws Refused {
        outsideOfComments("a comment");
        if (sql.startsWith("/*!", position) || sql.startsWith("/*M!", position)) {
            Matcher matcher = EXECUTABLE.matcher(sql).region(position, sql.length());
            if (!matcher.lookingAt()) {
                throw new Refused("the version of an executable comment has five or six digits");
            }
            inComment = true;
            comments++;
            position = matcher.end();
        } else if (sql.startsWith("/*+", position)) {
            throw new Refused("it has an optimizer hint, which may set variables");
        } else {
            position = sql.indexOf("*/", position + 2) + 2;
        }
    }

    private void outsideOfComments(String what) throws Refused {
        if (inComment) {
            throw new Refused(what + " within an executable comment ends elsewhere on another server");
        }
    }

    private void quoted(char quote) throws Refused {
        int start = position++;
        while (position < sql.length()) {
            char character = sql.charAt(position);
            if (character == '\\' && quote == '`') {
                throw new Refused("a name has a backslash");
            }
            if (character == '\\' || sql.startsWith("" + quote + quote, position)) {
                position += 2;
            } else if (character == quote) {
                position++;
                add(quote == '`' ? Kind.QUOTED_NAME : Kind.TEXT, start);
                if (inComment && sql.substring(start, position).contains("*/")) {
                    outsideOfComments("the end of a comment in a text");
                }
                return;
            } else {
                position++;
            }
        }
        throw new Refused("a text does not end");
    }

    private void wordOrSign() throws Refused {
        Matcher matcher = WORD.matcher(sql).region(position, sql.length());
        int start = position;
        if (matcher.lookingAt()) {
            position = matcher.end();
            if (matcher.group().equalsIgnoreCase("DELIMITER")) {
                throw new Refused("the client takes DELIMITER for a command, wherever it stands");
            }
            boolean number = sql.substring(start, position).chars().allMatch(digit -> digit >= '0' && digit <= '9');
            add(number ? Kind.NUMBER : Kind.WORD, start);
        } else {
            position++;
            add(Kind.SIGN, start);
        }
    }

    private void add(Kind kind, int start) {
        tokens.add(new Token(kind, sql.substring(start, position), inComment ? comments : 0));
    }
}
