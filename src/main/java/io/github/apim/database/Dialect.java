package io.github.apim.database;

import io.github.apim.database.DatabaseLayout.Client;
import io.github.apim.deployment.Secret;
import io.github.apim.rules.Rule;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything in which one kind of database server differs from another; nothing outside knows which kind it has. */
sealed interface Dialect permits MySql, PostgreSql {

    /** The dialect of the server behind a JDBC URL; empty if none of them is it. */
    static Optional<Dialect> of(String url) {
        if (MySql.understands(url)) {
            return Optional.of(new MySql());
        }
        return PostgreSql.understands(url) ? Optional.of(new PostgreSql()) : Optional.empty();
    }

    /**
     * The statements of a script in its order, each judged.
     *
     * @param name the script's, for messages
     * @throws DatabaseException if the script cannot be split into statements
     */
    List<SqlStatement> statements(String name, String sql) throws DatabaseException;

    /** A statement of the kind {@link SqlStatement.Kind#DEFINES}, with its object belonging to an account. */
    String definedBy(String account, SqlStatement statement);

    /**
     * The texts for doing it by hand, by their paths below the server's folder, in the order of their use.
     *
     * @param parameters those of the nodes' URLs
     */
    Map<String, String> files(DatabaseLayout layout, String parameters, Map<String, List<SchemaScript>> scripts);

    /** What may speak against a server of this kind. */
    List<Rule<ServerContext>> rules();

    /**
     * How this machine connects.
     *
     * @param nodes the parameters of the nodes' URLs
     * @param own   the goal's own, which go before
     */
    ConnectionSettings connection(KnownDriver driver, String nodes, String own);

    /**
     * What the driver is told unless the user says something else.
     *
     * @param connect how long a server may take to accept a connection
     * @param answer  how long it may take to answer
     */
    Map<String, String> driverDefaults(Duration connect, Duration answer);

    /** Static clean-up methods of the driver's classes, by class: without them its class loader lives on. */
    Map<String, String> driverCleaners();

    /** The setting of the server that says where it listens. */
    String listening();

    /** What an account that has just been made needs to be let in. */
    String lettingIn(String user);

    /** The database in which the administrator's session is; empty where a session needs none. */
    String home();

    /** What each session begins with. */
    List<String> session();

    /** A query of the server's version. */
    String versionQuery();

    /** The character set that new databases get. */
    String characterSet();

    String identifier(String name);

    /** A user who comes from a machine, as far as the server tells users apart by machines. */
    String account(String user, String host);

    /** Whom the server must know for a layout. */
    List<Client> accounts(DatabaseLayout layout);

    List<String> createDatabase(String database);

    /**
     * Makes a user; the text does not hold the password.
     *
     * @param version of the server, as it says it
     */
    String createUser(String version, String user, String host, Secret password);

    String dropUser(String user, String host);

    /** All rights on one database. */
    List<String> grant(String database, String user, String host);

    /** The rights that are given in a session within the database. */
    List<String> grantWithin(String user);

    /**
     * What an account that executes a script needs: the rights that the nodes' user has on the database, at most.
     *
     * @param owner the account of the nodes' user
     */
    String grantToScript(String database, String owner, String user, String host);

    /** With what a script's session makes its tables belong to the nodes' user. */
    List<String> actingAs(String owner);

    /** Makes the table that remembers how far scripts came, unless it is there. */
    List<String> createHistory(String table);

    /** Adds or changes a row of that table: script, statements, sha256, finished. */
    String remember(String database, String table);

    /** Makes the session the only one that changes the server; false if another one is for all that time. */
    boolean lock(DatabaseServer server, int seconds) throws DatabaseException;

    /** The machine that the session comes from, as the server sees it; empty where no account depends on it. */
    String clientHost(DatabaseServer server) throws DatabaseException;

    /** The accounts of a user, as {@link #account} writes them. */
    List<String> accounts(DatabaseServer server, String user) throws DatabaseException;

    ServerState state(DatabaseServer server, DatabaseLayout layout, DatabaseOpener within) throws DatabaseException;

    /** Whether a connection that failed did so because the account, or the way to sign in, is refused. */
    boolean isRefused(SQLException problem);

    /** Whether the server says that the thing to be made is there. */
    boolean isThereAlready(SQLException problem);

    /** Whether the server says that the user lacks a right. */
    boolean isDenied(SQLException problem);

    /** What a server said, with a mask in the place of each hash of a password. */
    String withoutHashes(String said);

    /** What to do about a server that refuses {@link #createUser} as such, with its leading separator; else empty. */
    String passwordAdvice(SQLException problem);

    /** The setting, and the file of the deployment that has it, of how many connections the server takes. */
    String connectionsAdvice();
}
