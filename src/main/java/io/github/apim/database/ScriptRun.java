package io.github.apim.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Applies one script to one database, and remembers in a table of that database how far it came. A row that a script
 * inserts is committed together with this memory. A table is not, since MySQL commits it by itself; so the first statement
 * of a script that goes on may have been executed already, and then the server says that the thing is there.
 */
final class ScriptRun {

    static final String TABLE = "APIM_SCHEMA_HISTORY";
    static final String TABLE_KEY = TABLE.toLowerCase(Locale.ROOT);

    /** Table, column, index, foreign key (twice), routine and trigger are there already. */
    private static final Set<Integer> ALREADY_THERE = Set.of(1050, 1060, 1061, 1022, 1826, 1304, 1359);

    /** Is told how many statements of how many have been executed. */
    @FunctionalInterface
    interface Progress {
        void executed(int count, int all);
    }

    private final Connection connection;
    private final String database;
    private final SchemaScript script;

    ScriptRun(DatabaseServer server, String database, SchemaScript script) {
        this.connection = server.connection();
        this.database = database;
        this.script = script;
    }

    /**
     * Executes the script.
     *
     * @param from how many statements have been executed before
     * @throws DatabaseException with the script, the line and the statement that failed
     */
    void run(int from, Progress progress) throws DatabaseException {
        List<SqlStatement> statements = script.executed();
        try {
            connection.setCatalog(database);
            connection.setAutoCommit(false);
            begin(from);
        } catch (SQLException problem) {
            throw DatabaseException.of("database " + database + ", before " + script.origin(), problem);
        }
        for (int i = from; i < statements.size(); i++) {
            execute(statements.get(i), i, i == from && from > 0);
            progress.executed(i + 1, statements.size());
        }
        try {
            remember(statements.size(), true);
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException problem) {
            throw DatabaseException.of("database " + database + ", after " + script.origin(), problem);
        }
    }

    private void execute(SqlStatement statement, int index, boolean maybeThere) throws DatabaseException {
        try {
            try (Statement jdbc = connection.createStatement()) {
                // Braces are the driver's own syntax, which scripts do not mean.
                jdbc.setEscapeProcessing(false);
                jdbc.execute(statement.text());
            } catch (SQLException problem) {
                if (!maybeThere || !ALREADY_THERE.contains(problem.getErrorCode())) {
                    throw problem;
                }
            }
            remember(index + 1, false);
            connection.commit();
        } catch (SQLException problem) {
            rollBack();
            throw new DatabaseException(script.origin() + ":" + statement.line() + ": statement " + (index + 1) + " of "
                    + script.executed().size() + " failed on database " + database + ": " + statement.shown() + ": "
                    + DatabaseException.said(problem) + "; the " + index
                    + " before it stay as they are. Mend what the server complains about; the next run goes on here");
        }
    }

    private void rollBack() {
        try {
            connection.rollback();
        } catch (SQLException lost) {
            // The server rolls back what a lost connection leaves; the first problem is the one to tell.
            return;
        }
    }

    private void begin(int from) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS " + TABLE + " (SCRIPT VARCHAR(200) NOT NULL,"
                    + " STATEMENTS INTEGER NOT NULL, SHA256 CHAR(64) NOT NULL, FINISHED BOOLEAN NOT NULL,"
                    + " PRIMARY KEY (SCRIPT)) ENGINE = InnoDB DEFAULT CHARACTER SET " + MySql.CHARACTER_SET);
        }
        remember(from, false);
        connection.commit();
    }

    private void remember(int count, boolean finished) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("REPLACE INTO "
                + MySql.identifier(database) + "." + TABLE
                + " (SCRIPT, STATEMENTS, SHA256, FINISHED) VALUES (?, ?, ?, ?)")) {
            statement.setString(1, script.path());
            statement.setInt(2, count);
            statement.setString(3, script.sha256(count));
            statement.setBoolean(4, finished);
            statement.execute();
        }
    }
}
