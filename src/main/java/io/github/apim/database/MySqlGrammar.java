package io.github.apim.database;

import io.github.apim.database.MySqlTokens.Token;
import io.github.apim.database.SqlStatement.Verdict;
import io.github.apim.database.SqlToken.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Tells what a statement of a MySQL script does. The list says what is allowed, not what is forbidden: statements that
 * fill the database which the script is for. All MySQL scripts of the products 1.9 to 4.7 keep to it.
 */
final class MySqlGrammar extends SqlGrammar<Token> {

    private static final Set<String> LEFT_OUT = Set.of("DROP", "TRUNCATE", "USE");
    private static final Set<String> DATABASE = Set.of("DATABASE", "SCHEMA");

    /** What belongs to the user who makes it, and acts with this user's rights. */
    private static final Set<String> OWNED = Set.of("VIEW", "TRIGGER", "PROCEDURE", "FUNCTION");

    /** They read or write outside of the database, or load a library. */
    private static final Set<String> OUTWARD =
            Set.of("OUTFILE", "DUMPFILE", "LOAD_FILE", "SONAME", "DIRECTORY", "FEDERATED", "CONNECT");

    /** What a script may set for its session; none of it changes how the text of a statement is read. */
    private static final Set<String> VARIABLES = Set.of(
            "FOREIGN_KEY_CHECKS",
            "UNIQUE_CHECKS",
            "SQL_NOTES",
            "TIME_ZONE",
            "DEFAULT_STORAGE_ENGINE",
            "STORAGE_ENGINE");

    private static final Set<String> CHARACTER_SETS = Set.of("UTF8", "UTF8MB3", "UTF8MB4", "LATIN1", "ASCII");

    /** What ends with {@code END} and its own word, which is reserved. */
    private static final Set<String> ENDED_BY_WORD = Set.of("IF", "LOOP", "REPEAT", "WHILE");

    /** The words between a routine's parameters and its body; none of them begins a statement. */
    private static final Set<String> CHARACTERISTICS = Set.of(
            "LANGUAGE SQL NOT DETERMINISTIC CONTAINS NO READS MODIFIES DATA SECURITY DEFINER INVOKER COMMENT RETURNS"
                    .concat(" INT INTEGER BIGINT SMALLINT TINYINT DECIMAL NUMERIC DOUBLE FLOAT BOOLEAN UNSIGNED")
                    .concat(" CHAR VARCHAR TEXT CHARSET UTF8 UTF8MB4 LATIN1 DATE DATETIME TIME TIMESTAMP BLOB")
                    .split(" "));

    private static final String FOREIGN = "it names what may be in another database";

    private MySqlGrammar(List<Token> tokens) {
        super(tokens);
    }

    static Verdict judge(String statement) {
        try {
            return new MySqlGrammar(MySqlTokens.of(statement)).judge();
        } catch (Refused problem) {
            return Verdict.refused(problem.getMessage());
        }
    }

    /** The statement begins with CREATE, or it would not be of its kind. */
    static String definedBy(String account, SqlStatement statement) {
        int behind = "CREATE".length();
        return statement.text().substring(0, behind) + " DEFINER = " + account
                + statement.text().substring(behind);
    }

    private Verdict judge() throws Refused {
        if (isLeftOut()) {
            return Verdict.of(SqlStatement.Kind.LEFT_OUT);
        }
        Verdict verdict = kind();
        boolean whole = tokens.stream().allMatch(token -> token.comment() == 1);
        if (whole && verdict.kind() == SqlStatement.Kind.DEFINES) {
            throw new Refused("it is within an executable comment");
        }
        // A server that leaves the comment out must see the same kind of statement on the same name.
        if (!whole && tokens.subList(0, next).stream().anyMatch(token -> token.comment() > 0)) {
            throw new Refused("an executable comment decides what it does");
        }
        return verdict;
    }

    /** It is not executed, so a word in a comment may decide. */
    private boolean isLeftOut() {
        String first = word(0);
        int kind = word(1).equals("OR") && word(2).equals("REPLACE") ? 3 : 1;
        return LEFT_OUT.contains(first)
                || (first.equals("CREATE") || first.equals("ALTER")) && DATABASE.contains(word(kind));
    }

    private Verdict kind() throws Refused {
        if (take("CREATE")) {
            return create();
        } else if (take("ALTER")) {
            expect("TABLE");
            name();
            additions();
            return Verdict.of(SqlStatement.Kind.FILLS);
        } else if (take("INSERT")) {
            take("IGNORE");
            expect("INTO");
            name();
            plain(Set.of("SELECT", "DUPLICATE", "SET", "TABLE", "WITH"));
            return Verdict.of(SqlStatement.Kind.FILLS);
        } else if (take("SET")) {
            variables();
            return Verdict.of(SqlStatement.Kind.FILLS);
        }
        throw new Refused(OTHER_KIND);
    }

    private Verdict create() throws Refused {
        if (take("TABLE")) {
            notExists();
            String table = name();
            plain(Set.of("SELECT", "LIKE", "WITH"));
            return new Verdict(SqlStatement.Kind.FILLS, Optional.of(table), "");
        } else if (take("SEQUENCE")) {
            notExists();
            name();
            plain(Set.of());
            return Verdict.of(SqlStatement.Kind.FILLS);
        } else if (OWNED.contains(word(next))) {
            String kind = word(next++);
            notExists();
            name();
            body(kind);
            return Verdict.of(SqlStatement.Kind.DEFINES);
        }
        if (!take("UNIQUE") && !take("FULLTEXT")) {
            take("SPATIAL");
        }
        expect("INDEX");
        name();
        plain(Set.of());
        return Verdict.of(SqlStatement.Kind.FILLS);
    }

    private String name() throws Refused {
        return name(FOREIGN);
    }

    /** The rest has none of these words, no name of another database, and is one statement. */
    private void plain(Set<String> without) throws Refused {
        for (int i = next; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.isSign(';')) {
                throw new Refused("there is another statement in it");
            }
            if (token.isSign('.') && !isDecimal(i)) {
                throw new Refused(FOREIGN);
            }
            if (token.isSign('@')) {
                throw new Refused("it uses a variable");
            }
            if (OUTWARD.contains(word(i)) || without.contains(word(i))) {
                throw new Refused("it has " + word(i));
            }
        }
    }

    private boolean isDecimal(int point) {
        return isNumber(point - 1) && (isNumber(point + 1) || point + 1 == tokens.size());
    }

    private boolean isNumber(int index) {
        return index < tokens.size() && tokens.get(index).kind() == Kind.NUMBER;
    }

    private void additions() throws Refused {
        requireAdditions();
        plain(Set.of("SELECT"));
        // A comment could hold the bracket that hides a comma.
        next = tokens.size();
    }

    private void variables() throws Refused {
        if (take("NAMES")) {
            if (!CHARACTER_SETS.contains(word(next++)) || next != tokens.size()) {
                throw new Refused("it sets more than a usual character set");
            }
            return;
        }
        do {
            variable();
        } while (takeSign(','));
        if (next != tokens.size()) {
            throw new Refused("it sets more than plain values");
        }
    }

    /** {@code @name = value}, or a harmless variable of the session. */
    private void variable() throws Refused {
        boolean at = takeSign('@');
        boolean system = at && takeSign('@');
        boolean session = (!at || system) && (take("SESSION") || take("LOCAL"));
        if (session && system && !takeSign('.')) {
            throw new Refused("it sets a variable that is not of its session");
        }
        if (isAtEnd() || !tokens.get(next).isName()) {
            throw new Refused(OTHER_KIND);
        }
        String name = tokens.get(next++).name().toUpperCase(Locale.ROOT);
        if ((!at || system) && !VARIABLES.contains(name)) {
            throw new Refused("it sets " + name);
        }
        takeSign(':');
        if (!takeSign('=')) {
            throw new Refused("it sets a variable that is not of its session");
        }
        while (takeSign('@')) {
            continue;
        }
        if (isAtEnd() || tokens.get(next).kind() == Kind.SIGN) {
            throw new Refused("it sets more than plain values");
        }
        next++;
    }

    /** What is executed later; now it must be one statement, or a block of them to its end. */
    private void body(String kind) throws Refused {
        int head = next;
        if (kind.equals("TRIGGER")) {
            triggered();
        } else if (!kind.equals("VIEW")) {
            characteristics();
        }
        boolean block = !kind.equals("VIEW") && word(next).equals("BEGIN");
        int last = tokens.size() - 1;
        int end = tokens.get(last).isName() && word(last - 1).equals("END") ? last - 1 : last;
        if (block && !word(end).equals("END")) {
            throw new Refused("its block does not end with it");
        }
        for (int i = head; i <= last; i++) {
            Token token = tokens.get(i);
            boolean closing = token.is("END") && i != end && !ENDED_BY_WORD.contains(word(i + 1));
            if (block && (closing || token.is("CASE"))) {
                throw new Refused("only a plain block is understood, without a block or CASE within it");
            }
            if (token.isSign(';') && (!block || i < next || i > end)) {
                throw new Refused("there is another statement in it");
            }
            if (token.comment() > 0) {
                throw new Refused("it has an executable comment");
            }
            if (token.is("SONAME")) {
                throw new Refused("it loads a library");
            }
        }
    }

    /** {@code BEFORE INSERT ON name FOR EACH ROW}. */
    private void triggered() throws Refused {
        if (!take("BEFORE")) {
            expect("AFTER");
        }
        if (!take("INSERT") && !take("UPDATE")) {
            expect("DELETE");
        }
        expect("ON");
        name();
        expect("FOR");
        expect("EACH");
        expect("ROW");
    }

    /** Parameters, the type of the result, and what is said about a routine before its body. */
    private void characteristics() {
        if (takeSign('(')) {
            for (int depth = 1; depth > 0 && next < tokens.size(); next++) {
                depth += depth(tokens.get(next));
            }
        }
        while (next < tokens.size()
                && (CHARACTERISTICS.contains(word(next))
                        || tokens.get(next).kind() == Kind.TEXT
                        || tokens.get(next).kind() == Kind.NUMBER
                        || tokens.get(next).isSign('(')
                        || tokens.get(next).isSign(')')
                        || tokens.get(next).isSign(','))) {
            next++;
        }
    }
}
