package io.github.apim.database;

import io.github.apim.database.DatabaseLayout.Client;
import io.github.apim.deployment.Secret;
import io.github.apim.product.DatabaseKind;
import io.github.apim.rules.Rule;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * How PostgreSQL says it, from version 10 on (matrix §1.7). A user is one for all machines, as {@code pg_hba.conf} says who
 * comes from where; a session is in one database and never gets into another.
 */
record PostgreSql() implements Dialect {

    static final String ENCODING = "UTF8";

    /** Always there, and no deployment's own. */
    private static final String HOME = "postgres";

    /** Held in {@link #HOME} by the one that changes the server; any number does that nobody else takes. */
    private static final long LOCK = 0x6170696d_64617461L;

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final String CONNECTION_REJECTED = "08004";

    static boolean understands(String url) {
        return DatabaseKind.of(url).filter(DatabaseKind.POSTGRESQL::equals).isPresent();
    }

    @Override
    public List<SqlStatement> statements(String name, String sql) throws DatabaseException {
        return PostgreSqlScanner.scan(name, sql);
    }

    /** Nothing is of this kind: whatever a script makes is made as the owner. */
    @Override
    public String definedBy(String account, SqlStatement statement) {
        return statement.text();
    }

    @Override
    public Map<String, String> files(
            DatabaseLayout layout, String parameters, Map<String, List<SchemaScript>> scripts) {
        return new PostgreSqlFiles(this, layout, parameters).all(scripts);
    }

    @Override
    public List<Rule<ServerContext>> rules() {
        return PostgreSqlRules.all();
    }

    @Override
    public ConnectionSettings connection(KnownDriver driver, String nodes, String own) {
        return PostgreSqlConnection.settings(driver, nodes, own);
    }

    @Override
    public Map<String, String> driverDefaults(Duration connect, Duration answer) {
        return Map.of(
                "ApplicationName", "apim:databases",
                "connectTimeout", Long.toString(connect.toSeconds()),
                "socketTimeout", Long.toString(answer.toSeconds()));
    }

    @Override
    public Map<String, String> driverCleaners() {
        return Map.of();
    }

    @Override
    public String listening() {
        return "listen_addresses";
    }

    @Override
    public String lettingIn(String user) {
        return "pg_hba.conf must let the user " + user + " in from this machine, as it lets the administrator in; the"
                + " deployment's pg_hba.conf says more";
    }

    @Override
    public String home() {
        return HOME;
    }

    /** Texts are written for this setting, and names for this path, whatever the server or the user has by default. */
    @Override
    public List<String> session() {
        return List.of(
                "SET standard_conforming_strings = on",
                "SET search_path = public",
                "SET client_min_messages = warning");
    }

    @Override
    public String versionQuery() {
        return "SHOW server_version";
    }

    @Override
    public String characterSet() {
        return ENCODING;
    }

    @Override
    public String identifier(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** A text; right as long as standard_conforming_strings is on. */
    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    @Override
    public String account(String user, String host) {
        return identifier(user);
    }

    /** Each user once, with what it uses from all machines together. */
    @Override
    public List<Client> accounts(DatabaseLayout layout) {
        Map<String, Client> accounts = new LinkedHashMap<>();
        for (Client client : layout.clients()) {
            Client account = accounts.computeIfAbsent(
                    client.user().username(),
                    user -> new Client("", client.user(), new ArrayList<>(), new LinkedHashSet<>()));
            account.nodes().addAll(client.nodes());
            account.databases().addAll(client.databases());
        }
        return List.copyOf(accounts.values());
    }

    /** By itself, every user of the server may connect to a new database. */
    @Override
    public List<String> createDatabase(String database) {
        return List.of(
                "CREATE DATABASE " + identifier(database) + " ENCODING " + literal(ENCODING) + " TEMPLATE template0",
                "REVOKE ALL ON DATABASE " + identifier(database) + " FROM PUBLIC");
    }

    @Override
    public String createUser(String version, String user, String host, Secret password) {
        return "CREATE ROLE " + identifier(user) + " LOGIN PASSWORD " + literal(ScramSecret.of(password));
    }

    @Override
    public String dropUser(String user, String host) {
        return "DROP ROLE " + identifier(user);
    }

    @Override
    public List<String> grant(String database, String user, String host) {
        return List.of("GRANT CONNECT, TEMPORARY ON DATABASE " + identifier(database) + " TO " + identifier(user));
    }

    /** From PostgreSQL 15 on, only a database's owner may make tables by itself. */
    @Override
    public List<String> grantWithin(String user) {
        return List.of("GRANT USAGE, CREATE ON SCHEMA public TO " + identifier(user));
    }

    @Override
    public String grantToScript(String database, String owner, String user, String host) {
        return "GRANT " + owner + " TO " + identifier(user);
    }

    @Override
    public List<String> actingAs(String owner) {
        return List.of("SET ROLE " + owner);
    }

    /** Any administrator may see how far a script came; there is no secret in it. */
    @Override
    public List<String> createHistory(String table) {
        return List.of(
                "CREATE TABLE IF NOT EXISTS " + table + " (SCRIPT VARCHAR(200) NOT NULL, STATEMENTS INTEGER NOT NULL,"
                        + " SHA256 CHAR(64) NOT NULL, FINISHED BOOLEAN NOT NULL, PRIMARY KEY (SCRIPT))",
                "GRANT SELECT ON " + table + " TO PUBLIC");
    }

    @Override
    public String remember(String database, String table) {
        return "INSERT INTO " + table + " (SCRIPT, STATEMENTS, SHA256, FINISHED) VALUES (?, ?, ?, ?)"
                + " ON CONFLICT (SCRIPT) DO UPDATE SET STATEMENTS = EXCLUDED.STATEMENTS, SHA256 = EXCLUDED.SHA256,"
                + " FINISHED = EXCLUDED.FINISHED";
    }

    @Override
    public boolean lock(DatabaseServer server, int seconds) throws DatabaseException {
        server.execute("SET lock_timeout = '" + seconds + "s'");
        try {
            server.executeRaw("SELECT pg_advisory_lock(" + LOCK + ")");
            return true;
        } catch (SQLException problem) {
            if (LOCK_NOT_AVAILABLE.equals(problem.getSQLState())) {
                return false;
            }
            throw server.failed("locking the server", problem);
        }
    }

    @Override
    public String clientHost(DatabaseServer server) {
        return "";
    }

    @Override
    public List<String> accounts(DatabaseServer server, String user) throws DatabaseException {
        return server.column("SELECT rolname FROM pg_roles WHERE rolname = ?", user).stream()
                .map(this::identifier)
                .toList();
    }

    @Override
    public ServerState state(DatabaseServer server, DatabaseLayout layout, DatabaseOpener within)
            throws DatabaseException {
        return new PostgreSqlState(this, server, within, layout).read();
    }

    /** Its driver says so, too, of a way to sign in that it does not go. */
    @Override
    public boolean isRefused(SQLException problem) {
        return !DatabaseException.isConnection(problem) || CONNECTION_REJECTED.equals(problem.getSQLState());
    }

    /** A statement and the memory of it are committed together, so none is ever executed again. */
    @Override
    public boolean isThereAlready(SQLException problem) {
        return false;
    }

    @Override
    public boolean isDenied(SQLException problem) {
        return INSUFFICIENT_PRIVILEGE.equals(problem.getSQLState());
    }

    @Override
    public String withoutHashes(String said) {
        return said.replaceAll("SCRAM-SHA-256\\$[^\\s']*", Secret.MASK);
    }

    @Override
    public String passwordAdvice(SQLException problem) {
        return "";
    }

    @Override
    public String connectionsAdvice() {
        return "raise max_connections as the deployment's postgresql.conf says";
    }
}
