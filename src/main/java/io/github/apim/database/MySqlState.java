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

/** Reads what a MySQL or MariaDB has. */
final class MySqlState {

    private final MySql dialect;
    private final DatabaseServer server;

    MySqlState(MySql dialect, DatabaseServer server) {
        this.dialect = dialect;
        this.server = server;
    }

    ServerState read(DatabaseLayout layout) throws DatabaseException {
        Map<String, String> characterSets = new LinkedHashMap<>();
        Map<String, Set<String>> tables = new LinkedHashMap<>();
        Map<String, Map<String, History>> histories = new LinkedHashMap<>();
        for (Database database : layout.databases()) {
            String name = database.name();
            for (String characterSet : server.column(
                    "SELECT DEFAULT_CHARACTER_SET_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ?", name)) {
                characterSets.put(name, characterSet);
                tables.put(name, tables(name));
                histories.put(
                        name,
                        tables.get(name).contains(ScriptRun.TABLE_KEY)
                                ? server.history(dialect.identifier(name) + "." + ScriptRun.TABLE)
                                : Map.of());
            }
        }
        Set<String> accounts = new LinkedHashSet<>();
        for (Client client : layout.clients()) {
            accounts.addAll(dialect.accounts(server, client.user().username()));
        }
        Map<String, Set<String>> granted = new LinkedHashMap<>();
        for (Client client : layout.clients()) {
            String account = dialect.account(client.user().username(), client.host());
            granted.put(account, accounts.contains(account) ? granted(layout, account) : Set.of());
        }
        return new ServerState(
                server.version(),
                Set.of(server.text("SELECT @@global.sql_mode").split(",")),
                Integer.parseInt(server.text("SELECT @@global.max_connections")),
                characterSets,
                tables,
                accounts,
                granted,
                histories);
    }

    private Set<String> tables(String database) throws DatabaseException {
        Set<String> tables = new LinkedHashSet<>();
        for (String table :
                server.column("SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = ?", database)) {
            tables.add(table.toLowerCase(Locale.ROOT));
        }
        return tables;
    }

    private Set<String> granted(DatabaseLayout layout, String account) throws DatabaseException {
        List<String> grants = server.column("SHOW GRANTS FOR " + account);
        Set<String> granted = new LinkedHashSet<>();
        for (Database database : layout.databases()) {
            String beginning = "GRANT ALL PRIVILEGES ON " + dialect.granted(database.name()) + ".* TO ";
            if (grants.stream().anyMatch(grant -> grant.startsWith(beginning))) {
                granted.add(database.name());
            }
        }
        return granted;
    }
}
