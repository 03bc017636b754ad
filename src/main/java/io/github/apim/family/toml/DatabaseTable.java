package io.github.apim.family.toml;

import io.github.apim.topology.SharedSchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A table of a database as a server takes it: what it is given, and what its type infers.
 *
 * @param path   of the table
 * @param url    as XML has it in the end, made of host, port and name where it is not given itself
 * @param driver the class, if it is given or inferred
 */
record DatabaseTable(String path, Optional<String> url, Optional<String> user, Optional<String> driver) {

    private static final String DATABASE = "database";
    private static final String IDENTITY = "database.identity_db";

    /** Am-3 §5.2, am-4 §6. */
    private static final Map<String, String> DRIVERS = Map.of(
            "mysql", "com.mysql.jdbc.Driver",
            "mariadb", "org.mariadb.jdbc.Driver",
            "postgre", "org.postgresql.Driver",
            "mssql", "com.microsoft.sqlserver.jdbc.SQLServerDriver",
            "oracle", "oracle.jdbc.OracleDriver",
            "db2", "com.ibm.db2.jcc.DB2Driver",
            "h2", "org.h2.Driver");

    private static final Map<String, String> SCHEMES =
            Map.of("mysql", "mysql", "mariadb", "mariadb", "postgre", "postgresql", "db2", "db2");

    /** All that a file has. */
    static List<DatabaseTable> of(DeploymentToml toml) {
        return toml.file().keys(DATABASE).stream()
                .map(name -> DATABASE + "." + name)
                .filter(path -> path.matches("[a-z_.]+"))
                .map(path -> of(toml, path))
                .toList();
    }

    /** That of a schema that nodes share, if the file has it. */
    static Optional<DatabaseTable> of(DeploymentToml toml, SharedSchema schema) {
        return path(toml, schema).filter(toml::has).map(path -> of(toml, path));
    }

    /** The path that a file has it under: an identity server calls the API Manager's schema its own (am-4 §4.8). */
    static Optional<String> path(DeploymentToml toml, SharedSchema schema) {
        return path(schema)
                .map(path ->
                        schema == SharedSchema.API_MANAGER && toml.has(IDENTITY) && !toml.has(path) ? IDENTITY : path);
    }

    /** The path of the table of a schema; empty for those that these versions do not have. */
    static Optional<String> path(SharedSchema schema) {
        return switch (schema) {
            case API_MANAGER -> Optional.of(DATABASE + ".apim_db");
            case SHARED -> Optional.of(DATABASE + ".shared_db");
            case USER_MANAGEMENT, REGISTRY, STATISTICS -> Optional.empty();
        };
    }

    private static DatabaseTable of(DeploymentToml toml, String path) {
        Optional<String> type = toml.value(path + ".type");
        Optional<String> url = toml.value(path + ".url")
                .map(text -> text.replace("&amp;", "&"))
                .or(() -> type.flatMap(kind -> Optional.ofNullable(SCHEMES.get(kind)))
                        .flatMap(scheme -> toml.value(path + ".hostname")
                                .map(host -> "jdbc:" + scheme + "://" + host
                                        + toml.value(path + ".port")
                                                .map(port -> ":" + port)
                                                .orElse("")
                                        + "/" + toml.value(path + ".name").orElse(""))));
        return new DatabaseTable(
                path,
                url.filter(Predicate.not(String::isEmpty)),
                toml.value(path + ".username"),
                toml.value(path + ".driver").or(() -> type.flatMap(kind -> Optional.ofNullable(DRIVERS.get(kind)))));
    }

    /** Whether it is a file of the node, as it is where nothing else is said. */
    boolean isLocal() {
        return url.map(text -> text.startsWith("jdbc:h2:")).orElse(true);
    }
}
