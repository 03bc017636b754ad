package io.github.apim.database;

import io.github.apim.database.DatabasePlan.ApplyScript;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/**
 * Applies one script to one database with the rights on this database alone, and remembers in a table of that database
 * how far it came. A row that a script inserts is committed together with this memory, and so is a table on PostgreSQL.
 * MySQL commits a table by itself; so the first statement of a script that goes on may have been executed already, and
 * then the server says that the thing is there.
 */
final class ScriptRun {

    static final String TABLE = "APIM_SCHEMA_HISTORY";
    static final String TABLE_KEY = TABLE.toLowerCase(Locale.ROOT);

    /** Is told how many statements of how many have been executed. */
    @FunctionalInterface
    interface Progress {
        void executed(int count, int all);
    }

    private final DatabaseServer server;
    private final DatabaseServer administrator;
    private final Dialect dialect;
    private final Connection connection;
    private final String database;
    private final SchemaScript script;
    private final String owner;

    /**
     * @param server        a session in this database with rights on it alone, which executes the script
     * @param administrator who may make what belongs to somebody else
     * @param owner         the account that routines, triggers and views of the script belong to
     */
    ScriptRun(DatabaseServer server, DatabaseServer administrator, ApplyScript step, String owner) {
        this.server = server;
        this.administrator = administrator;
        this.dialect = server.dialect();
        this.connection = server.connection();
        this.database = step.database();
        this.script = step.script();
        this.owner = owner;
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
            administrator.connection().setCatalog(database);
            for (String setting : dialect.actingAs(owner)) {
                server.executeRaw(setting);
            }
            connection.setAutoCommit(false);
            begin(from);
        } catch (SQLException problem) {
            throw server.failed("database " + database + ", before " + script.origin(), problem);
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
            throw server.failed("database " + database + ", after " + script.origin(), problem);
        }
    }

    private void execute(SqlStatement statement, int index, boolean maybeThere) throws DatabaseException {
        try {
            try {
                if (statement.verdict().kind() == SqlStatement.Kind.DEFINES) {
                    administrator.executeRaw(dialect.definedBy(owner, statement));
                } else {
                    server.executeRaw(statement.text());
                }
            } catch (SQLException problem) {
                if (!maybeThere || !dialect.isThereAlready(problem)) {
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
        for (String statement : dialect.createHistory(TABLE)) {
            server.executeRaw(statement);
        }
        remember(from, false);
        connection.commit();
    }

    private void remember(int count, boolean finished) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(dialect.remember(database, TABLE))) {
            statement.setString(1, script.path());
            statement.setInt(2, count);
            statement.setString(3, script.sha256(count));
            statement.setBoolean(4, finished);
            statement.execute();
        }
    }
}
