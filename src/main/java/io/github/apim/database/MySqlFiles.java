package io.github.apim.database;

import io.github.apim.database.DatabaseLayout.Client;
import io.github.apim.database.DatabaseLayout.Database;
import io.github.apim.deployment.IpAddress;
import io.github.apim.deployment.JdbcUrl;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The texts by which a person makes the databases of a MySQL or MariaDB by hand. */
final class MySqlFiles {

    /** Where the password must be written in; the server refuses it as it stands. */
    static final String PASSWORD = ":password";

    /** Connections besides the nodes': an administrator, a backup. */
    private static final int SPARE_CONNECTIONS = 20;

    /** MySQL has it since 5.7.6 and MariaDB since 10.1.3; each skips the other's comment. */
    private static final String IF_NOT_EXISTS = "/*!50706 IF NOT EXISTS */ /*M!100103 IF NOT EXISTS */";

    /** MySQL 8 has no such mode and does what it means anyway. */
    private static final String NO_USERS_BY_GRANTS = "SET SESSION sql_mode = IF(VERSION() LIKE '5.%' OR VERSION() LIKE"
            + " '%MariaDB%', 'NO_AUTO_CREATE_USER', @@sql_mode)";

    private final MySql dialect;
    private final DatabaseLayout layout;

    MySqlFiles(MySql dialect, DatabaseLayout layout) {
        this.dialect = dialect;
        this.layout = layout;
    }

    /** By their paths, in the order in which they are used. */
    Map<String, String> all(Map<String, List<SchemaScript>> scripts) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("my.cnf", configuration());
        files.put("create.sql", create());
        // Newer servers let routines belong to users only that are there.
        files.put("grants.sql", grants());
        ScriptFiles.add(files, scripts, this::schema);
        return files;
    }

    private String configuration() {
        List<String> hosts = JdbcUrl.hosts(layout.url());
        String host = hosts.size() == 1 ? hosts.get(0) : "";
        return String.format(
                Locale.ROOT,
                """
                # For the database server, for example as /etc/mysql/conf.d/apim.cnf. There must be no skip-networking.
                [mysqld]
                # where the nodes reach the server; its own default is 127.0.0.1
                bind-address = %s
                default-storage-engine = InnoDB
                # zero dates as defaults, and grouping as the products write it: what MySQL 5.6 has, but not MySQL 5.7 and newer
                sql_mode = %s
                # %d by all pools of the nodes, and %d to spare; more if your own edits enlarge a pool (maxActive)
                max_connections = %d
                """,
                IpAddress.isLiteral(host) ? host : "0.0.0.0",
                MySql.SQL_MODE,
                layout.connections(),
                SPARE_CONNECTIONS,
                layout.connections() + SPARE_CONNECTIONS);
    }

    private String create() {
        StringBuilder sql = new StringBuilder("""
                -- First this file, then grants.sql, then each of schemas/; apim:databases does all of it.
                -- What is there already stays as it is.
                """);
        for (Database database : layout.databases()) {
            dialect.createDatabase(database.name())
                    .forEach(statement -> sql.append(statement).append(";\n"));
        }
        return sql.toString();
    }

    private String grants() {
        StringBuilder sql = new StringBuilder("""
                -- Each machine's user gets the databases that the nodes on it need, and no other.
                -- There is no password in this file. Copy it to where only you can read it, and write the password, in
                -- quotes, where :password stands; as it is, the server refuses it. apim:databases needs no such copy.
                -- The hash keeps it out of the server's general log: BY PASSWORD '*…' instead of BY :password on MariaDB and
                -- MySQL up to 5.6, WITH mysql_native_password AS '*…' on newer ones.
                -- MySQL 5.5 and 5.6 stop at a user that is there already (ERROR 1396): remove its line.

                -- A right for a user who is not there must fail, not make one without a password.
                """);
        sql.append(NO_USERS_BY_GRANTS).append(";\n");
        for (Client client : layout.clients()) {
            sql.append("\n-- ").append(String.join(", ", client.nodes())).append('\n');
            String user = client.user().username();
            sql.append(dialect.createUser(IF_NOT_EXISTS, user, client.host(), "BY " + PASSWORD))
                    .append(";\n");
            for (String database : client.databases()) {
                dialect.grant(database, user, client.host())
                        .forEach(statement -> sql.append(statement).append(";\n"));
            }
        }
        return sql.toString();
    }

    private String schema(String database, List<SchemaScript> scripts) {
        StringBuilder sql = new StringBuilder("-- Once, into an empty database.\n");
        sql.append("USE ").append(dialect.identifier(database)).append(";\n");
        dialect.session().forEach(setting -> sql.append(setting).append(";\n"));
        String owner = layout.owner(dialect, database);
        for (SchemaScript script : scripts) {
            ScriptFiles.append(sql, script.origin(), script.edited(statement -> edited(owner, script, statement)));
        }
        return sql.toString();
    }

    /**
     * What would take data away becomes the comment of a statement that does nothing, and what acts with the rights of
     * its owner gets one.
     */
    private String edited(String owner, SchemaScript script, SqlStatement statement) {
        return switch (statement.verdict().kind()) {
            case LEFT_OUT -> "DO 0 -- left out: " + statement.text().replace("\n", "\n-- ") + '\n';
            case DEFINES -> dialect.definedBy(owner, statement);
            case FILLS -> statement.text();
            case REFUSED -> throw new IllegalStateException(script.origin());
        };
    }
}
