package io.github.apim.database;

import io.github.apim.database.DatabaseLayout.Client;
import io.github.apim.database.DatabaseLayout.Database;
import io.github.apim.deployment.Databases;
import io.github.apim.deployment.IpAddress;
import io.github.apim.deployment.JdbcUrl;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The texts that a person needs to make the databases by hand, in the order in which they are used. */
public final class DatabaseFiles {

    private static final String FOLDER = "databases/";

    /** Where the password must be written in; the server refuses it as it stands. */
    static final String PASSWORD = ":password";

    /** Connections besides the nodes': an administrator, a backup. */
    private static final int SPARE_CONNECTIONS = 20;

    /** MySQL has it since 5.7.6 and MariaDB since 10.1.3; each skips the other's comment. */
    private static final String IF_NOT_EXISTS = "/*!50706 IF NOT EXISTS */ /*M!100103 IF NOT EXISTS */";

    /** MySQL 8 has no such mode and does what it means anyway. */
    private static final String NO_USERS_BY_GRANTS = "SET SESSION sql_mode = IF(VERSION() LIKE '5.%' OR VERSION() LIKE"
            + " '%MariaDB%', 'NO_AUTO_CREATE_USER', @@sql_mode)";

    private DatabaseFiles() {}

    /** Whether there is something to write: nodes use the server, and it speaks the dialect of these files. */
    public static boolean concern(Databases databases, DatabaseLayout layout) {
        return !layout.isEmpty() && MySql.understands(databases.url());
    }

    /** The files by their paths. */
    public static Map<String, String> of(
            Databases databases, DatabaseLayout layout, Map<String, List<SchemaScript>> scripts) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(FOLDER + "my.cnf", configuration(databases, layout));
        files.put(FOLDER + "create.sql", create(layout));
        scripts.forEach((database, parts) -> {
            if (!parts.isEmpty()) {
                files.put(FOLDER + "schemas/" + database + ".sql", schema(database, parts));
            }
        });
        files.put(FOLDER + "grants.sql", grants(layout));
        return files;
    }

    private static String configuration(Databases databases, DatabaseLayout layout) {
        String host = JdbcUrl.host(databases.url()).orElse("");
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

    private static String create(DatabaseLayout layout) {
        StringBuilder sql = new StringBuilder("""
                -- First this file, then each of schemas/, then grants.sql; apim:databases does all of it.
                -- What is there already stays as it is.
                """);
        for (Database database : layout.databases()) {
            sql.append(MySql.createDatabase(database.name())).append(";\n");
        }
        return sql.toString();
    }

    private static String grants(DatabaseLayout layout) {
        StringBuilder sql = new StringBuilder("""
                -- Each machine's user gets the databases that the nodes on it need, and no other.
                -- There is no password in this file. Copy it to where only you can read it, and write the password, in
                -- quotes, where :password stands; as it is, the server refuses it. apim:databases needs no such copy.
                -- MySQL 5.5 and 5.6 stop at a user that is there already (ERROR 1396): remove its line.

                -- A right for a user who is not there must fail, not make one without a password.
                """);
        sql.append(NO_USERS_BY_GRANTS).append(";\n");
        for (Client client : layout.clients()) {
            sql.append("\n-- ").append(String.join(", ", client.nodes())).append('\n');
            sql.append(MySql.createUser(IF_NOT_EXISTS, layout.user(), client.host(), PASSWORD))
                    .append(";\n");
            for (String database : client.databases()) {
                sql.append(MySql.grant(database, layout.user(), client.host())).append(";\n");
            }
        }
        return sql.toString();
    }

    private static String schema(String database, List<SchemaScript> scripts) {
        StringBuilder sql = new StringBuilder("-- Once, into an empty database.\n");
        sql.append("USE ").append(MySql.identifier(database)).append(";\n");
        sql.append(MySql.setMode()).append(";\n");
        sql.append(MySql.setEngine()).append(";\n");
        for (SchemaScript script : scripts) {
            sql.append("\n-- ").append(script.origin()).append("\n");
            sql.append(withoutLeftOut(script));
            if (!script.text().endsWith("\n")) {
                sql.append('\n');
            }
        }
        return sql.toString();
    }

    /** What would take data away becomes the comment of a statement that does nothing; all other characters stay. */
    private static String withoutLeftOut(SchemaScript script) {
        StringBuilder text = new StringBuilder();
        int position = 0;
        for (SqlStatement statement : script.leftOut()) {
            text.append(script.text(), position, statement.start());
            text.append("DO 0 -- left out: ")
                    .append(statement.text().replace("\n", "\n-- "))
                    .append('\n');
            position = statement.end();
        }
        return text.append(script.text().substring(position)).toString();
    }
}
