package io.github.apim.database;

import io.github.apim.database.DatabaseLayout.Client;
import io.github.apim.deployment.Secret;
import io.github.apim.rules.Rule;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** How MySQL and MariaDB say it. What is made here works on MySQL 5.5 to 8 and on MariaDB. */
record MySql() implements Dialect {

    /**
     * The character set of all schemas: the scripts' indexes fit into 767 bytes only with one byte for a character
     * (matrix §1.6, M15).
     */
    static final String CHARACTER_SET = "latin1";

    /** The defaults of MySQL 5.5 and 5.6, which the products are made for: zero dates are allowed (matrix §1.6, M18). */
    static final String SQL_MODE = "NO_ENGINE_SUBSTITUTION";

    /** Held by the one that changes the server. */
    private static final String LOCK = "io.github.apim.databases";

    /** Table, column, index, foreign key (twice), routine and trigger. */
    private static final Set<Integer> ALREADY_THERE = Set.of(1050, 1060, 1061, 1022, 1826, 1304, 1359);

    /** No right to a database, to a table, to something that needs a special right, or to make users. */
    private static final Set<Integer> DENIED = Set.of(1044, 1142, 1227, 1410);

    /** An option of the server forbids it, and the way to sign in is not there. */
    private static final int OPTION_PREVENTS = 1290;

    private static final int PLUGIN_NOT_LOADED = 1524;

    /** {@code IDENTIFIED BY PASSWORD} is all that these know. */
    private static final Pattern OLDER_THAN_5_7 = Pattern.compile("(?:[34]\\.|5\\.[0-6](?![0-9])).*");

    static boolean understands(String url) {
        return url.startsWith("jdbc:mysql:") || url.startsWith("jdbc:mariadb:");
    }

    @Override
    public List<SqlStatement> statements(String name, String sql) throws DatabaseException {
        return MySqlScanner.scan(name, sql);
    }

    @Override
    public String definedBy(String account, SqlStatement statement) {
        return MySqlGrammar.definedBy(account, statement);
    }

    @Override
    public Map<String, String> files(
            DatabaseLayout layout, String parameters, Map<String, List<SchemaScript>> scripts) {
        return new MySqlFiles(this, layout).all(scripts);
    }

    @Override
    public List<Rule<ServerContext>> rules() {
        return MySqlRules.all();
    }

    @Override
    public ConnectionSettings connection(KnownDriver driver, String nodes, String own) {
        return MySqlConnection.settings(driver, nodes, own);
    }

    @Override
    public Map<String, String> driverDefaults(Duration connect, Duration answer) {
        return Map.of(
                "characterEncoding", "UTF-8",
                "connectTimeout", Long.toString(connect.toMillis()),
                "socketTimeout", Long.toString(answer.toMillis()));
    }

    /** The drivers start a thread with their class. */
    @Override
    public Map<String, String> driverCleaners() {
        return Map.of(
                "com.mysql.jdbc.AbandonedConnectionCleanupThread", "checkedShutdown",
                "com.mysql.cj.jdbc.AbandonedConnectionCleanupThread", "checkedShutdown");
    }

    @Override
    public String listening() {
        return "bind-address";
    }

    @Override
    public String lettingIn(String user) {
        return "the server must let accounts in from where it saw the administrator come from;"
                + " is something between that shares connections?";
    }

    @Override
    public String home() {
        return "";
    }

    /** Texts and names are written for a mode without NO_BACKSLASH_ESCAPES and ANSI_QUOTES. */
    @Override
    public List<String> session() {
        return List.of("SET SESSION sql_mode = '" + SQL_MODE + "'", "SET SESSION default_storage_engine = InnoDB");
    }

    @Override
    public String versionQuery() {
        return "SELECT VERSION()";
    }

    @Override
    public String characterSet() {
        return CHARACTER_SET;
    }

    @Override
    public List<String> createDatabase(String database) {
        return List.of("CREATE DATABASE IF NOT EXISTS " + identifier(database) + " CHARACTER SET " + CHARACTER_SET);
    }

    /** Servers up to MySQL 8.0 keep this very hash of a password, so it serves as well as the password does. */
    @Override
    public String createUser(String version, String user, String host, Secret password) {
        boolean byPassword =
                version.contains("MariaDB") || OLDER_THAN_5_7.matcher(version).matches();
        return createUser(
                "",
                user,
                host,
                (byPassword ? "BY PASSWORD " : "WITH mysql_native_password AS ") + literal(hash(password)));
    }

    /**
     * @param condition  {@code IF NOT EXISTS}, as far as servers have it, or nothing
     * @param identified what follows {@code IDENTIFIED}
     */
    String createUser(String condition, String user, String host, String identified) {
        return "CREATE USER " + (condition.isEmpty() ? "" : condition + " ") + account(user, host) + " IDENTIFIED "
                + identified;
    }

    /** What {@code PASSWORD('…')} gives. */
    private static String hash(Secret password) {
        if (password.reveal().isEmpty()) {
            return "";
        }
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            byte[] once = sha1.digest(password.reveal().getBytes(StandardCharsets.UTF_8));
            return "*" + HexFormat.of().withUpperCase().formatHex(sha1.digest(once));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-1", impossible);
        }
    }

    @Override
    public String dropUser(String user, String host) {
        return "DROP USER " + account(user, host);
    }

    @Override
    public List<String> grant(String database, String user, String host) {
        return List.of("GRANT ALL PRIVILEGES ON " + granted(database) + ".* TO " + account(user, host));
    }

    @Override
    public List<String> grantWithin(String user) {
        return List.of();
    }

    @Override
    public String grantToScript(String database, String owner, String user, String host) {
        return grant(database, user, host).get(0);
    }

    /** A table belongs to its database, and what acts with somebody's rights is made as the owner's. */
    @Override
    public List<String> actingAs(String owner) {
        return List.of();
    }

    /** In a grant, {@code _} stands for any character: {@code am_db} alone would open {@code amXdb}, too. */
    String granted(String database) {
        return identifier(database.replace("_", "\\_"));
    }

    @Override
    public String account(String user, String host) {
        return literal(user) + "@" + literal(host);
    }

    /** Each machine's user is an account of its own. */
    @Override
    public List<Client> accounts(DatabaseLayout layout) {
        return layout.clients();
    }

    @Override
    public String identifier(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    /** A text; right as long as sql_mode does not hold NO_BACKSLASH_ESCAPES. */
    private static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    @Override
    public List<String> createHistory(String table) {
        return List.of("CREATE TABLE IF NOT EXISTS " + table
                + " (SCRIPT VARCHAR(200) NOT NULL, STATEMENTS INTEGER NOT NULL, SHA256 CHAR(64) NOT NULL,"
                + " FINISHED BOOLEAN NOT NULL, PRIMARY KEY (SCRIPT)) ENGINE = InnoDB DEFAULT CHARACTER SET "
                + CHARACTER_SET);
    }

    @Override
    public String remember(String database, String table) {
        return "REPLACE INTO " + identifier(database) + "." + table
                + " (SCRIPT, STATEMENTS, SHA256, FINISHED) VALUES (?, ?, ?, ?)";
    }

    @Override
    public boolean lock(DatabaseServer server, int seconds) throws DatabaseException {
        return "1".equals(server.text("SELECT GET_LOCK(?, " + seconds + ")", LOCK));
    }

    @Override
    public String clientHost(DatabaseServer server) throws DatabaseException {
        String user = server.text("SELECT USER()");
        return user.substring(user.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    @Override
    public List<String> accounts(DatabaseServer server, String user) throws DatabaseException {
        return server.column("SELECT Host FROM mysql.user WHERE User = ? ORDER BY Host", user).stream()
                .map(host -> account(user, host))
                .toList();
    }

    @Override
    public ServerState state(DatabaseServer server, DatabaseLayout layout, DatabaseOpener within)
            throws DatabaseException {
        return new MySqlState(this, server).read(layout);
    }

    @Override
    public boolean isRefused(SQLException problem) {
        return !DatabaseException.isConnection(problem);
    }

    @Override
    public boolean isThereAlready(SQLException problem) {
        return ALREADY_THERE.contains(problem.getErrorCode());
    }

    @Override
    public boolean isDenied(SQLException problem) {
        return DENIED.contains(problem.getErrorCode());
    }

    @Override
    public String withoutHashes(String said) {
        return said.replaceAll("\\*[0-9A-F]{8,40}", Secret.MASK);
    }

    @Override
    public String connectionsAdvice() {
        return "raise max_connections as the deployment's my.cnf says";
    }

    @Override
    public String passwordAdvice(SQLException problem) {
        return switch (problem.getErrorCode()) {
            case OPTION_PREVENTS ->
                "; the password is sent as a hash only, whose strength the server cannot see: let"
                        + " it take hashes (SET GLOBAL strict_password_validation = OFF), or make the users by the"
                        + " deployment's grants.sql and run the goal again";
            case PLUGIN_NOT_LOADED ->
                "; users are made for mysql_native_password, which the products' drivers speak:"
                        + " turn it on (mysql_native_password=ON), or make the users by the deployment's grants.sql and"
                        + " run the goal again";
            default -> "";
        };
    }
}
