package io.github.apim.database;

/** How MySQL and MariaDB say it. What is made here works on MySQL 5.5 to 8 and on MariaDB. */
final class MySql {

    /**
     * The character set of all schemas: the scripts' indexes fit into 767 bytes only with one byte for a character
     * (matrix §1.6, M15).
     */
    static final String CHARACTER_SET = "latin1";

    /** The defaults of MySQL 5.5 and 5.6, which the products are made for: zero dates are allowed (matrix §1.6, M18). */
    static final String SQL_MODE = "NO_ENGINE_SUBSTITUTION";

    private MySql() {}

    /** Whether the server behind a JDBC URL speaks this dialect. */
    static boolean understands(String url) {
        return url.startsWith("jdbc:mysql:") || url.startsWith("jdbc:mariadb:");
    }

    static String setMode() {
        return "SET SESSION sql_mode = '" + SQL_MODE + "'";
    }

    static String setEngine() {
        return "SET SESSION default_storage_engine = InnoDB";
    }

    static String createDatabase(String database) {
        return "CREATE DATABASE IF NOT EXISTS " + identifier(database) + " CHARACTER SET " + CHARACTER_SET;
    }

    /**
     * @param condition {@code IF NOT EXISTS}, as far as servers have it, or nothing
     * @param password  an SQL text with its quotes
     */
    static String createUser(String condition, String user, String host, String password) {
        return "CREATE USER " + (condition.isEmpty() ? "" : condition + " ") + account(user, host) + " IDENTIFIED BY "
                + password;
    }

    static String grant(String database, String user, String host) {
        return "GRANT ALL PRIVILEGES ON " + granted(database) + ".* TO " + account(user, host);
    }

    /** In a grant, {@code _} stands for any character: {@code am_db} alone would open {@code amXdb}, too. */
    static String granted(String database) {
        return identifier(database.replace("_", "\\_"));
    }

    static String account(String user, String host) {
        return literal(user) + "@" + literal(host);
    }

    static String identifier(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    /** A text; right as long as sql_mode does not hold NO_BACKSLASH_ESCAPES. */
    static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
