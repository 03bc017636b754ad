package io.github.apim.database;

import io.github.apim.database.DatabaseLayout.Client;
import io.github.apim.database.DatabaseLayout.Database;
import io.github.apim.database.ServerState.History;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads what a PostgreSQL has; what is in a database shows in a session within it only. */
final class PostgreSqlState {

    private final PostgreSql dialect;
    private final DatabaseServer server;
    private final DatabaseOpener within;
    private final DatabaseLayout layout;
    private final Set<String> accounts = new LinkedHashSet<>();
    private final Map<String, Set<String>> granted = new LinkedHashMap<>();
    private final Map<String, String> characterSets = new LinkedHashMap<>();
    private final Map<String, Set<String>> tables = new LinkedHashMap<>();
    private final Map<String, Map<String, History>> histories = new LinkedHashMap<>();

    PostgreSqlState(PostgreSql dialect, DatabaseServer server, DatabaseOpener within, DatabaseLayout layout) {
        this.dialect = dialect;
        this.server = server;
        this.within = within;
        this.layout = layout;
    }

    ServerState read() throws DatabaseException {
        for (Client client : dialect.accounts(layout)) {
            accounts.addAll(dialect.accounts(server, client.user().username()));
            granted.put(account(client), new LinkedHashSet<>());
        }
        for (Database database : layout.databases()) {
            for (String characterSet : server.column(
                    "SELECT pg_encoding_to_char(encoding) FROM pg_database WHERE datname = ?", database.name())) {
                characterSets.put(database.name(), characterSet);
                try (DatabaseServer session = within.open(database.name())) {
                    read(database.name(), session);
                }
            }
        }
        return new ServerState(
                server.version(),
                Set.of(),
                Integer.parseInt(server.text("SHOW max_connections")),
                characterSets,
                tables,
                accounts,
                granted,
                histories);
    }

    private void read(String database, DatabaseServer session) throws DatabaseException {
        Set<String> found = new LinkedHashSet<>();
        for (String table : session.column("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")) {
            found.add(table.toLowerCase(Locale.ROOT));
        }
        tables.put(database, found);
        histories.put(database, found.contains(ScriptRun.TABLE_KEY) ? session.history(ScriptRun.TABLE) : Map.of());
        for (Client client : dialect.accounts(layout)) {
            if (accounts.contains(account(client))
                    && isGranted(database, client.user().username(), session)) {
                granted.get(account(client)).add(database);
            }
        }
    }

    private static boolean isGranted(String database, String user, DatabaseServer session) throws DatabaseException {
        for (String right : List.of("CONNECT", "TEMPORARY")) {
            if (!"t".equals(session.text("SELECT has_database_privilege(?, ?, ?)", user, database, right))) {
                return false;
            }
        }
        for (String right : List.of("USAGE", "CREATE")) {
            if (!"t".equals(session.text("SELECT has_schema_privilege(?, 'public', ?)", user, right))) {
                return false;
            }
        }
        return true;
    }

    private String account(Client client) {
        return dialect.account(client.user().username(), client.host());
    }
}
