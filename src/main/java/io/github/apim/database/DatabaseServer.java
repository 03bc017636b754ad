package io.github.apim.database;

import io.github.apim.database.DatabaseLayout.Client;
import io.github.apim.database.DatabaseLayout.Database;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A session of an administrator on the database server: reads what is there, and executes single statements. */
final class DatabaseServer implements Closeable {

    /** Held by the one that changes the server. */
    private static final String LOCK = "io.github.apim.databases";

    private static final int LOCK_SECONDS = 60;

    private final Connection connection;

    DatabaseServer(Connection connection) throws DatabaseException {
        this.connection = connection;
        // Texts and names are written for a mode without NO_BACKSLASH_ESCAPES and ANSI_QUOTES.
        execute(MySql.setMode());
        execute(MySql.setEngine());
    }

    /** @throws DatabaseException if another one changes this server and does not come to an end */
    void lock() throws DatabaseException {
        if (!"1".equals(text("SELECT GET_LOCK(?, " + LOCK_SECONDS + ")", LOCK))) {
            throw new DatabaseException("another apim:databases has been changing this server for " + LOCK_SECONDS
                    + " seconds; try again when it has ended");
        }
    }

    ServerState state(DatabaseLayout layout) throws DatabaseException {
        Map<String, String> characterSets = new LinkedHashMap<>();
        Map<String, Set<String>> tables = new LinkedHashMap<>();
        Map<String, Map<String, History>> histories = new LinkedHashMap<>();
        for (Database database : layout.databases()) {
            String name = database.name();
            for (String characterSet : column(
                    "SELECT DEFAULT_CHARACTER_SET_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ?", name)) {
                characterSets.put(name, characterSet);
                tables.put(name, tables(name));
                histories.put(name, tables.get(name).contains(ScriptRun.TABLE_KEY) ? history(name) : Map.of());
            }
        }
        Set<String> hosts =
                new LinkedHashSet<>(column("SELECT Host FROM mysql.user WHERE User = ? ORDER BY Host", layout.user()));
        Map<String, Set<String>> granted = new LinkedHashMap<>();
        for (Client client : layout.clients()) {
            granted.put(client.host(), hosts.contains(client.host()) ? granted(layout, client.host()) : Set.of());
        }
        return new ServerState(
                text("SELECT VERSION()"),
                Set.of(text("SELECT @@global.sql_mode").split(",")),
                Integer.parseInt(text("SELECT @@global.max_connections")),
                characterSets,
                tables,
                hosts,
                granted,
                histories);
    }

    private Set<String> tables(String database) throws DatabaseException {
        Set<String> tables = new LinkedHashSet<>();
        for (String table :
                column("SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = ?", database)) {
            tables.add(table.toLowerCase(Locale.ROOT));
        }
        return tables;
    }

    private Set<String> granted(DatabaseLayout layout, String host) throws DatabaseException {
        List<String> grants = column("SHOW GRANTS FOR " + MySql.account(layout.user(), host));
        Set<String> granted = new LinkedHashSet<>();
        for (Database database : layout.databases()) {
            String beginning = "GRANT ALL PRIVILEGES ON " + MySql.granted(database.name()) + ".* TO ";
            if (grants.stream().anyMatch(grant -> grant.startsWith(beginning))) {
                granted.add(database.name());
            }
        }
        return granted;
    }

    private Map<String, History> history(String database) throws DatabaseException {
        Map<String, History> history = new LinkedHashMap<>();
        String sql = "SELECT SCRIPT, STATEMENTS, SHA256, FINISHED FROM " + MySql.identifier(database) + "."
                + ScriptRun.TABLE;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                history.put(rows.getString(1), new History(rows.getInt(2), rows.getString(3), rows.getBoolean(4)));
            }
            return history;
        } catch (SQLException problem) {
            throw DatabaseException.of("reading " + database + "." + ScriptRun.TABLE, problem);
        }
    }

    private String text(String sql, String... values) throws DatabaseException {
        List<String> column = column(sql, values);
        return column.isEmpty() || column.get(0) == null ? "" : column.get(0);
    }

    private List<String> column(String sql, String... values) throws DatabaseException {
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
            throw DatabaseException.of(sql, problem);
        }
    }

    /** Executes a statement that holds no secret. */
    void execute(String sql) throws DatabaseException {
        try {
            executeRaw(sql);
        } catch (SQLException problem) {
            throw DatabaseException.of(sql, problem);
        }
    }

    /**
     * Makes a user.
     *
     * @throws DatabaseException without the statement, and without the password should the server quote it
     */
    void createUser(String user, String host, Secret password) throws DatabaseException {
        String literal = MySql.literal(password.reveal());
        try {
            executeRaw(MySql.createUser("", user, host, literal));
        } catch (SQLException problem) {
            String said = DatabaseException.said(problem)
                    .replace(literal, "'********'")
                    .replace(password.reveal(), "********");
            throw new DatabaseException("creating the user " + MySql.account(user, host) + ": " + said);
        }
    }

    private void executeRaw(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // Braces are the driver's own syntax, which scripts do not mean.
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
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
            throw DatabaseException.of("closing the connection", problem);
        }
    }
}
