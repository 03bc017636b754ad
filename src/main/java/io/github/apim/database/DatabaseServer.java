package io.github.apim.database;

import io.github.apim.database.ServerState.History;
import io.github.apim.deployment.Secret;
import java.io.Closeable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A session on the database server: reads what is there, and executes single statements. */
final class DatabaseServer implements Closeable {

    private static final int LOCK_SECONDS = 60;

    private final Dialect dialect;
    private final Connection connection;

    DatabaseServer(Dialect dialect, Connection connection) throws DatabaseException {
        this.dialect = dialect;
        this.connection = connection;
        for (String setting : dialect.session()) {
            execute(setting);
        }
    }

    Dialect dialect() {
        return dialect;
    }

    /** The server's version, as it says it. */
    String version() throws DatabaseException {
        return text(dialect.versionQuery());
    }

    /** @throws DatabaseException if another one changes this server and does not come to an end */
    void lock() throws DatabaseException {
        if (!dialect.lock(this, LOCK_SECONDS)) {
            throw new DatabaseException("another apim:databases has been changing this server for " + LOCK_SECONDS
                    + " seconds; try again when it has ended. If there is none, two URLs of the descriptor lead to this"
                    + " server under different names: write them alike");
        }
    }

    /** The rows of a table that remembers how far scripts came. */
    Map<String, History> history(String table) throws DatabaseException {
        Map<String, History> history = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT SCRIPT, STATEMENTS, SHA256, FINISHED FROM " + table)) {
            while (rows.next()) {
                history.put(rows.getString(1), new History(rows.getInt(2), rows.getString(3), rows.getBoolean(4)));
            }
            return history;
        } catch (SQLException problem) {
            throw failed("reading " + table, problem);
        }
    }

    /** The first value of a query; an empty text without one. */
    String text(String sql, String... values) throws DatabaseException {
        List<String> column = column(sql, values);
        return column.isEmpty() || column.get(0) == null ? "" : column.get(0);
    }

    /** The first column of a query. */
    List<String> column(String sql, String... values) throws DatabaseException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            List<String> column = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    column.add(rows.getString(1));
                }
            }
            return column;
        } catch (SQLException problem) {
            throw failed(sql, problem);
        }
    }

    /** Executes a statement that holds no secret. */
    void execute(String sql) throws DatabaseException {
        try {
            executeRaw(sql);
        } catch (SQLException problem) {
            throw failed(sql, problem);
        }
    }

    /**
     * Makes a user.
     *
     * @throws DatabaseException without the statement, which has the password's hash
     */
    void createUser(String user, String host, Secret password) throws DatabaseException {
        String sql = dialect.createUser(version(), user, host, password);
        try {
            executeRaw(sql);
        } catch (SQLException problem) {
            String said = dialect.withoutHashes(DatabaseException.said(problem));
            if (!password.reveal().isEmpty()) {
                said = said.replace(password.reveal(), Secret.MASK);
            }
            throw new DatabaseException("creating the user " + dialect.account(user, host) + ": " + said
                    + dialect.passwordAdvice(problem) + advice(problem));
        }
    }

    /** Executes one statement as it stands. */
    void executeRaw(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // Braces are the driver's own syntax, which scripts do not mean.
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    /** What the server said about something, with what to do about missing rights. */
    DatabaseException failed(String what, SQLException problem) {
        return new DatabaseException(what + ": " + DatabaseException.said(problem) + advice(problem));
    }

    private String advice(SQLException problem) {
        return dialect.isDenied(problem) ? "; " + DatabaseException.ADMINISTRATOR : "";
    }

    /** The session itself, for a script that needs transactions. */
    Connection connection() {
        return connection;
    }

    @Override
    public void close() throws DatabaseException {
        try {
            connection.close();
        } catch (SQLException problem) {
            throw failed("closing the connection", problem);
        }
    }
}
