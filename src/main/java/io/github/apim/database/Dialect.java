package io.github.apim.database;

import io.github.apim.deployment.Databases;
import io.github.apim.deployment.Secret;
import io.github.apim.rules.Rule;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything in which one kind of database server differs from another; nothing outside knows which kind it has. */
sealed interface Dialect permits MySql {

    /** The dialect of the server behind a JDBC URL; empty if none of them is it. */
    static Optional<Dialect> of(String url) {
        return MySql.understands(url) ? Optional.of(new MySql()) : Optional.empty();
    }

    /** The file that the packs have for this kind of server, in each folder of scripts. */
    String scriptName();

    /**
     * The statements of a script in its order, each judged.
     *
     * @param name the script's, for messages
     * @throws DatabaseException if the script cannot be split into statements
     */
    List<SqlStatement> statements(String name, String sql) throws DatabaseException;

    /** A statement of the kind {@link SqlStatement.Kind#DEFINES}, with its object belonging to an account. */
    String definedBy(String account, SqlStatement statement);

    /** The texts for doing it by hand, by their paths, in the order of their use. */
    Map<String, String> files(Databases databases, DatabaseLayout layout, Map<String, List<SchemaScript>> scripts);

    /** What may speak against a server of this kind. */
    List<Rule<ServerContext>> rules();

    /**
     * How this machine connects.
     *
     * @param nodes the parameters of the nodes' URLs
     * @param own   the goal's own, which go before
     */
    ConnectionSettings connection(KnownDriver driver, String nodes, String own);

    /** Static clean-up methods of the driver's classes, by class: without them its class loader lives on. */
    Map<String, String> driverCleaners();

    /** What each session begins with. */
    List<String> session();

    /** The character set that new databases get. */
    String characterSet();

    String identifier(String name);

    /** A user who comes from a machine. */
    String account(String user, String host);

    String createDatabase(String database);

    /**
     * Makes a user; the text does not hold the password.
     *
     * @param version of the server, as it says it
     */
    String createUser(String version, String user, String host, Secret password);

    String dropUser(String user, String host);

    /** All rights on one database. */
    String grant(String database, String user, String host);

    /** Makes the table that remembers how far scripts came, unless it is there. */
    String createHistory(String table);

    /** Adds or changes a row of that table: script, statements, sha256, finished. */
    String remember(String database, String table);

    /** Makes the session the only one that changes the server; false if another one is for all that time. */
    boolean lock(DatabaseServer server, int seconds) throws DatabaseException;

    /** The machine that the session comes from, as the server sees it. */
    String clientHost(DatabaseServer server) throws DatabaseException;

    /** The hosts from which a user may sign in. */
    List<String> hosts(DatabaseServer server, String user) throws DatabaseException;

    ServerState state(DatabaseServer server, DatabaseLayout layout) throws DatabaseException;

    /** Whether the server says that the thing to be made is there. */
    boolean isThereAlready(SQLException problem);

    /** Whether the server says that the user lacks a right. */
    boolean isDenied(SQLException problem);

    /** What to do about a server that refuses {@link #createUser} as such, with its leading separator; else empty. */
    String passwordAdvice(SQLException problem);
}
