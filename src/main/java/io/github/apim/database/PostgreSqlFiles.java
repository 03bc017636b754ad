package io.github.apim.database;

import io.github.apim.database.DatabaseLayout.Client;
import io.github.apim.database.DatabaseLayout.Database;
import io.github.apim.deployment.IpAddress;
import io.github.apim.deployment.JdbcUrl;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The texts by which a person makes the databases of a PostgreSQL by hand, for its client {@code psql}. */
final class PostgreSqlFiles {

    /** Connections besides the nodes': an administrator, a backup. */
    private static final int SPARE_CONNECTIONS = 20;

    private static final Set<String> ENCRYPTING_MODES = Set.of("require", "verify-ca", "verify-full");

    private final PostgreSql dialect;
    private final DatabaseLayout layout;
    private final String parameters;

    /** @param parameters those of the nodes' URLs */
    PostgreSqlFiles(PostgreSql dialect, DatabaseLayout layout, String parameters) {
        this.dialect = dialect;
        this.layout = layout;
        this.parameters = parameters;
    }

    /** By their paths, in the order in which they are used. */
    Map<String, String> all(Map<String, List<SchemaScript>> scripts) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("postgresql.conf", configuration());
        files.put("pg_hba.conf", access());
        files.put("create.sql", create());
        files.put("grants.sql", grants());
        ScriptFiles.add(files, scripts, this::schema);
        return files;
    }

    private String configuration() {
        List<String> hosts = JdbcUrl.hosts(layout.url());
        return String.format(
                Locale.ROOT,
                """
                # For the database server, for example as a file of conf.d beside its postgresql.conf.
                # where the nodes reach the server; its own default is localhost
                listen_addresses = '%s'
                # what the deployment's users have a password for
                password_encryption = 'scram-sha-256'
                # %d by all pools of the nodes, and %d to spare; more if your own edits enlarge a pool (maxActive)
                max_connections = %d
                """,
                hosts.size() == 1 && IpAddress.isLiteral(hosts.get(0)) ? hosts.get(0) : "*",
                layout.connections(),
                SPARE_CONNECTIONS,
                layout.connections() + SPARE_CONNECTIONS);
    }

    private String access() {
        StringBuilder text = new StringBuilder("""
                # Lines for the server's pg_hba.conf, above those that let in more; then SELECT pg_reload_conf().
                # Each machine's user gets into the databases that the nodes on it need, and into no other. For
                # apim:databases, its administrator and the user "apim-databases" must be let in from the machine
                # that runs it, into these databases, and the administrator into the database postgres as well.
                """);
        if (!isEncrypted()) {
            text.append("""
                    # Say hostssl instead of host if the server has a certificate; with sslmode=verify-full under
                    # databases.parameters the nodes look at it.
                    """);
        }
        for (Client client : layout.clients()) {
            text.append("\n# ").append(String.join(", ", client.nodes())).append('\n');
            for (String database : client.databases()) {
                text.append(String.format(
                        Locale.ROOT,
                        "%-8s %-16s %-16s %-24s scram-sha-256%n",
                        isEncrypted() ? "hostssl" : "host",
                        dialect.identifier(database),
                        dialect.identifier(client.user().username()),
                        from(client.host())));
            }
        }
        return text.toString().replace("\r\n", "\n");
    }

    private boolean isEncrypted() {
        return ENCRYPTING_MODES.contains(
                new JdbcParameters().add(parameters, Set.of()).value("sslmode").toLowerCase(Locale.ROOT));
    }

    private static String from(String host) {
        if (!IpAddress.isLiteral(host)) {
            return host;
        }
        return host + (host.indexOf(':') < 0 ? "/32" : "/128");
    }

    private String create() {
        StringBuilder sql = new StringBuilder("""
                -- For psql. First this file, then grants.sql, then each of schemas/; apim:databases does all of it.
                -- What is there already stays as it is.
                \\set ON_ERROR_STOP on
                """);
        for (Database database : layout.databases()) {
            sql.append(dialect.createDatabase(database.name()).stream()
                    .map(PostgreSql::literal)
                    .collect(Collectors.joining(",\n    ", "SELECT unnest(ARRAY[\n    ", "])\n")));
            sql.append("  WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = ")
                    .append(PostgreSql.literal(database.name()))
                    .append(") \\gexec\n");
        }
        return sql.toString();
    }

    private String grants() {
        StringBuilder sql = new StringBuilder("""
                -- For psql. Each user gets the databases that the nodes need, and no other; from which machine, says
                -- pg_hba.conf. There is no password in this file. Give each user one then, in psql, by
                --   \\password <user>
                -- which sends and keeps a hash of it only. apim:databases does it by itself.
                \\set ON_ERROR_STOP on
                """);
        for (Client client : dialect.accounts(layout)) {
            String user = client.user().username();
            sql.append("\n-- ").append(String.join(", ", client.nodes())).append('\n');
            sql.append("SELECT ")
                    .append(PostgreSql.literal("CREATE ROLE " + dialect.identifier(user) + " LOGIN"))
                    .append(" WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = ")
                    .append(PostgreSql.literal(user))
                    .append(") \\gexec\n");
            for (String database : client.databases()) {
                sql.append("\\connect ").append(dialect.identifier(database)).append('\n');
                dialect.grant(database, user, client.host())
                        .forEach(statement -> sql.append(statement).append(";\n"));
                dialect.grantWithin(user)
                        .forEach(statement -> sql.append(statement).append(";\n"));
            }
        }
        return sql.toString();
    }

    private String schema(String database, List<SchemaScript> scripts) {
        StringBuilder sql = new StringBuilder("-- For psql. Once, into an empty database.\n\\set ON_ERROR_STOP on\n");
        sql.append("\\connect ").append(dialect.identifier(database)).append('\n');
        dialect.session().forEach(setting -> sql.append(setting).append(";\n"));
        dialect.actingAs(layout.owner(dialect, database))
                .forEach(setting -> sql.append(setting).append(";\n"));
        for (SchemaScript script : scripts) {
            ScriptFiles.append(sql, script.origin(), script.edited(PostgreSqlFiles::edited));
        }
        return sql.toString();
    }

    /** What is left out becomes a comment before the semicolon that ends it. */
    private static String edited(SqlStatement statement) {
        return statement.isLeftOut()
                ? "-- left out: " + statement.text().replace("\n", "\n-- ") + '\n'
                : statement.text();
    }
}
