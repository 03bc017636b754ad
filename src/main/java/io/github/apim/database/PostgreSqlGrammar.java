package io.github.apim.database;

import io.github.apim.database.PostgreSqlTokens.Token;
import io.github.apim.database.SqlStatement.Verdict;
import io.github.apim.database.SqlToken.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells what a statement of a PostgreSQL script does. The list says what is allowed, not what is forbidden: statements
 * that fill the database which the script is for. Whatever is made belongs to the nodes' user, as whom the session acts.
 */
final class PostgreSqlGrammar extends SqlGrammar<Token> {

    /** They take data away, leave the database, or end the transaction in which the goal remembers how far it came. */
    private static final Set<String> LEFT_OUT = Set.of("DROP", "TRUNCATE", "BEGIN", "START", "COMMIT", "END");

    /** What a script may describe: parts of its own database. */
    private static final Set<String> DESCRIBED =
            Set.of("TABLE", "COLUMN", "CONSTRAINT", "INDEX", "SEQUENCE", "VIEW", "TRIGGER", "FUNCTION");

    private static final Set<String> ROUTINES = Set.of("FUNCTION", "PROCEDURE");

    /** What a script may set for its session; none of it changes how the text of a statement is read, or who it is. */
    private static final Set<String> VARIABLES =
            Set.of("CLIENT_MIN_MESSAGES", "STATEMENT_TIMEOUT", "LOCK_TIMEOUT", "CHECK_FUNCTION_BODIES");

    /** What the server runs inside itself; the other languages reach outside of it. */
    private static final Set<String> LANGUAGES = Set.of("SQL", "PLPGSQL");

    /** They read other tables, run in other sessions, or put files elsewhere. */
    private static final Set<String> OUTWARD = Set.of("SELECT", "RETURNING", "EXECUTE", "TABLESPACE", "SERVER");

    /** Statements within an INSERT that do something else. */
    private static final Set<String> WITHIN_INSERT =
            Set.of("SELECT", "WITH", "RETURNING", "UPDATE", "DELETE", "TABLE", "EXECUTE");

    /** Functions of the server by which a session looks at files, at other databases and at settings. */
    private static final Pattern REACHING =
            Pattern.compile("PG_.*|LO_.*|DBLINK.*|.*_TO_XML.*|SET_CONFIG|CURRENT_SETTING|INFORMATION_SCHEMA");

    private static final String FOREIGN = "it names what may be in another schema";

    private String made = "";
    private boolean unlessThere;
    private Verdict verdict = Verdict.refused(OTHER_KIND);

    private PostgreSqlGrammar(List<Token> tokens) {
        super(tokens);
    }

    static PostgreSqlGrammar judge(List<Token> statement) {
        PostgreSqlGrammar grammar = new PostgreSqlGrammar(statement);
        try {
            grammar.verdict = grammar.isLeftOut() ? Verdict.of(SqlStatement.Kind.LEFT_OUT) : grammar.kind();
        } catch (Refused problem) {
            grammar.verdict = Verdict.refused(problem.getMessage());
        }
        return grammar;
    }

    Verdict verdict() {
        return verdict;
    }

    /** The table, index, view or sequence that it makes, in lower case: they share their names; empty for none. */
    String made() {
        return made;
    }

    /** Whether the statement itself does nothing where the thing is there. */
    boolean isUnlessThere() {
        return unlessThere;
    }

    private boolean isLeftOut() {
        return LEFT_OUT.contains(word(0))
                || (word(0).equals("CREATE") || word(0).equals("ALTER")) && word(1).equals("DATABASE");
    }

    private Verdict kind() throws Refused {
        if (take("CREATE")) {
            return create();
        } else if (take("ALTER")) {
            expect("TABLE");
            take("ONLY");
            name();
            requireAdditions();
            plain(OUTWARD);
            return fills();
        } else if (take("INSERT")) {
            expect("INTO");
            name();
            plain(WITHIN_INSERT);
            requireValues();
            return fills();
        } else if (take("SET")) {
            variable();
            return fills();
        } else if (take("COMMENT")) {
            expect("ON");
            if (!DESCRIBED.contains(word(next))) {
                throw new Refused(OTHER_KIND);
            }
            return fills();
        }
        throw new Refused(OTHER_KIND);
    }

    private static Verdict fills() {
        return Verdict.of(SqlStatement.Kind.FILLS);
    }

    private Verdict create() throws Refused {
        if (take("TABLE")) {
            unlessThere = notExists();
            made = name();
            if (isAtEnd() || !tokens.get(next).isSign('(')) {
                throw new Refused("it makes a table of something else than columns");
            }
            plain(OUTWARD);
            return new Verdict(SqlStatement.Kind.FILLS, Optional.of(made), "");
        } else if (take("SEQUENCE")) {
            unlessThere = notExists();
            made = name();
            plain(OUTWARD);
            return fills();
        } else if (take("TRIGGER")) {
            name();
            trigger();
            return fills();
        }
        if (take("OR")) {
            expect("REPLACE");
        }
        if (ROUTINES.contains(word(next))) {
            next++;
            name();
            routine();
            return fills();
        } else if (take("VIEW")) {
            made = name();
            harmless();
            return fills();
        }
        take("UNIQUE");
        expect("INDEX");
        unlessThere = notExists();
        made = name();
        plain(OUTWARD);
        return fills();
    }

    private String name() throws Refused {
        if (word(next).equals("CONCURRENTLY")) {
            throw new Refused(OTHER_KIND);
        }
        return name(FOREIGN);
    }

    /** The rest has none of these words, no name of another schema, and calls nothing that reaches out. */
    private void plain(Set<String> without) throws Refused {
        for (int i = next; i < tokens.size(); i++) {
            if (tokens.get(i).isSign('.')) {
                throw new Refused(FOREIGN);
            }
            if (without.contains(word(i))) {
                throw new Refused("it has " + word(i));
            }
        }
        harmless();
    }

    private void harmless() throws Refused {
        for (int i = next; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            String name = token.isName() ? token.name().toUpperCase(Locale.ROOT) : "";
            if (REACHING.matcher(name).matches()) {
                throw new Refused("it has " + name + ", which reaches out of the database");
            }
        }
    }

    private void requireValues() throws Refused {
        if (tokens.stream().noneMatch(token -> token.is("VALUES"))) {
            throw new Refused("it inserts something else than VALUES");
        }
    }

    /** {@code name = value} or {@code name TO value}, for the session or the transaction. */
    private void variable() throws Refused {
        if (!take("SESSION")) {
            take("LOCAL");
        }
        String name = word(next++);
        if (!VARIABLES.contains(name)) {
            throw new Refused("it sets " + (name.isEmpty() ? "something else than a variable" : name));
        }
        if (!take("TO") && !takeSign('=')) {
            throw new Refused("it sets more than a plain value");
        }
        if (next + 1 != tokens.size() || tokens.get(next).kind() == Kind.SIGN) {
            throw new Refused("it sets more than a plain value");
        }
    }

    /** What acts later is in texts, and acts as the nodes' user; the language must not reach out of the server. */
    private void routine() throws Refused {
        boolean language = false;
        for (int i = next; i < tokens.size(); i++) {
            if (tokens.get(i).is("LANGUAGE")) {
                String named = i + 1 < tokens.size()
                        ? tokens.get(i + 1).text().replace("'", "").toUpperCase(Locale.ROOT)
                        : "";
                if (!LANGUAGES.contains(named)) {
                    throw new Refused("it is written in another language than SQL or PL/pgSQL");
                }
                language = true;
            }
            if (tokens.get(i).is("ATOMIC")) {
                throw new Refused("its body is no text, and older clients would cut it at its first semicolon");
            }
        }
        if (!language) {
            throw new Refused("it does not say its language");
        }
        harmless();
    }

    /** {@code … EXECUTE PROCEDURE name()}. */
    private void trigger() throws Refused {
        plain(Set.of("SELECT", "RETURNING"));
        int last = tokens.size() - 1;
        boolean called =
                last > 2 && tokens.get(last).isSign(')') && tokens.get(last - 1).isSign('(');
        boolean executed = tokens.stream().filter(token -> token.is("EXECUTE")).count() == 1;
        if (!called || !executed) {
            throw new Refused("it does more than execute a function without arguments");
        }
    }
}
