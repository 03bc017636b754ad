package io.github.apim.database;

import io.github.apim.database.PostgreSqlTokens.Token;
import io.github.apim.database.SqlStatement.Kind;
import io.github.apim.database.SqlStatement.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Splits a script of PostgreSQL into statements as its client does: at semicolons, but not in brackets. What a script
 * drops and makes anew is made once, as nothing is dropped here.
 */
final class PostgreSqlScanner {

    private final String name;
    private final String sql;
    private final List<SqlStatement> statements = new ArrayList<>();
    /** The statement that made it, by the name of a table, an index, a view or a sequence. */
    private final Map<String, String> made = new HashMap<>();

    private PostgreSqlScanner(String name, String sql) {
        this.name = name;
        this.sql = sql;
    }

    /**
     * The statements of a script, in its order.
     *
     * @param name the script's, for messages
     * @throws DatabaseException if a text, a name, a comment or a bracket does not end
     */
    static List<SqlStatement> scan(String name, String sql) throws DatabaseException {
        PostgreSqlScanner scanner = new PostgreSqlScanner(name, sql);
        scanner.split(PostgreSqlTokens.of(name, sql));
        return List.copyOf(scanner.statements);
    }

    private void split(List<Token> tokens) throws DatabaseException {
        int depth = 0;
        List<Token> own = new ArrayList<>();
        for (Token token : tokens) {
            if (token.isSign(';') && depth == 0) {
                add(own);
                own.clear();
                continue;
            }
            depth += token.isSign('(') ? 1 : token.isSign(')') ? -1 : 0;
            if (depth < 0) {
                throw new DatabaseException(name + ":" + token.line() + ": this bracket closes none");
            }
            own.add(token);
        }
        if (depth > 0) {
            throw new DatabaseException(
                    name + ":" + own.get(0).line() + ": a bracket of this statement does not close");
        }
        add(own);
    }

    private void add(List<Token> own) {
        if (own.isEmpty()) {
            return;
        }
        int start = own.get(0).start();
        int end = own.get(own.size() - 1).end();
        String bare = own.stream().map(Token::text).collect(Collectors.joining(" "));
        PostgreSqlGrammar grammar = PostgreSqlGrammar.judge(List.copyOf(own));
        Verdict verdict = grammar.made().isEmpty() || grammar.verdict().kind() != Kind.FILLS
                ? grammar.verdict()
                : madeOnce(grammar, bare.toLowerCase(Locale.ROOT));
        statements.add(new SqlStatement(
                sql.substring(start, end), bare(own), own.get(0).line(), start, end, verdict));
    }

    /** The client would go on behind "already exists"; a table that is dropped between and made the same is the same. */
    private Verdict madeOnce(PostgreSqlGrammar grammar, String bare) {
        String before = made.putIfAbsent(grammar.made(), bare);
        if (before == null || grammar.isUnlessThere()) {
            return grammar.verdict();
        }
        boolean same = before.replace("if not exists ", "").equals(bare);
        return same || grammar.verdict().table().isEmpty()
                ? Verdict.of(Kind.LEFT_OUT)
                : Verdict.refused("it makes " + grammar.made() + " a second time, in another way");
    }

    /** Without comments and with single blanks; what stood together stays together. */
    private static String bare(List<Token> own) {
        StringBuilder bare = new StringBuilder();
        int behind = own.get(0).start();
        for (Token token : own) {
            if (token.start() > behind) {
                bare.append(' ');
            }
            bare.append(token.text());
            behind = token.end();
        }
        return bare.toString();
    }
}
