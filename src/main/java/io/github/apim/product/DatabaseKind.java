package io.github.apim.product;

import java.util.Arrays;
import java.util.Optional;

/**
 * The kinds of database servers that the products work with (matrix §1.2, §1.7).
 *
 * <p>The driver class is what a datasource names unless the descriptor says otherwise; the validation query is what a
 * pool sends to find out whether a connection still works.
 */
public enum DatabaseKind {
    MYSQL("MySQL", "jdbc:mysql:", 3306, "com.mysql.jdbc.Driver", "SELECT 1", "mysql"),
    MARIADB("MariaDB", "jdbc:mariadb:", 3306, "org.mariadb.jdbc.Driver", "SELECT 1", "mysql"),
    POSTGRESQL("PostgreSQL", "jdbc:postgresql:", 5432, "org.postgresql.Driver", "SELECT 1", "postgresql"),
    ORACLE("Oracle", "jdbc:oracle:", 1521, "oracle.jdbc.OracleDriver", "SELECT 1 FROM DUAL", "oracle"),
    SQL_SERVER(
            "SQL Server", "jdbc:sqlserver:", 1433, "com.microsoft.sqlserver.jdbc.SQLServerDriver", "SELECT 1", "mssql");

    private final String title;
    private final String prefix;
    private final int port;
    private final String driverClass;
    private final String validationQuery;
    private final String scripts;

    DatabaseKind(String title, String prefix, int port, String driverClass, String validationQuery, String scripts) {
        this.title = title;
        this.prefix = prefix;
        this.port = port;
        this.driverClass = driverClass;
        this.validationQuery = validationQuery;
        this.scripts = scripts;
    }

    /** The kind of server behind a JDBC URL; empty for any other, such as H2. */
    public static Optional<DatabaseKind> of(String url) {
        return Arrays.stream(values())
                .filter(kind -> url.startsWith(kind.prefix))
                .findFirst();
    }

    /** Its name as people write it. */
    public String title() {
        return title;
    }

    /** Where such a server listens unless it was told otherwise. */
    public int port() {
        return port;
    }

    public String driverClass() {
        return driverClass;
    }

    public String validationQuery() {
        return validationQuery;
    }

    /** How the packs name the scripts for it, without the ending: {@code mysql} in {@code dbscripts/mysql.sql}. */
    public String scripts() {
        return scripts;
    }
}
