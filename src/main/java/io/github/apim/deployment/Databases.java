package io.github.apim.deployment;

import io.github.apim.product.DatabaseKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The database servers that the nodes share; most often it is one.
 *
 * @param url         JDBC URL of the server without a schema, for example {@code jdbc:mysql://10.0.0.20:3306}
 * @param parameters  what follows the {@code ?} of each URL, unescaped; may be empty
 * @param driver      the JDBC driver's jar
 * @param driverClass the class that the datasources name
 * @param version     the server's version, for example {@code 5.7}, by which scripts of the packs are chosen
 */
public record Databases(
        String url,
        String parameters,
        ArtifactReference driver,
        String driverClass,
        Credentials credentials,
        Schemas schemas,
        Optional<String> version) {

    /**
     * The schemas, each with all that was said for it or for all.
     *
     * @param shared users and registry in one, which newer versions have in the place of two
     */
    public record Schemas(Schema apiManager, Schema userManagement, Schema registry, Schema shared, Schema statistics) {

        /** All of them, in the descriptor's order. */
        public List<Schema> all() {
            return List.of(apiManager, userManagement, registry, shared, statistics);
        }
    }

    /**
     * A schema on its server.
     *
     * @param url         of its server, without the schema
     * @param credentials of the database user; with Oracle, where a schema is a user, the schema's own
     */
    public record Schema(String name, String url, Credentials credentials) {

        /** Whether both are on one server, however their URLs write it. */
        public boolean isBeside(Schema other) {
            return JdbcUrl.isSameServer(url, other.url);
        }
    }

    /** The kind of server; all are of one kind, as the driver is one. */
    public Optional<DatabaseKind> kind() {
        return DatabaseKind.of(url);
    }

    /**
     * The JDBC URL of one schema. Every node gets the identical text: the registry's cache key is made of it (matrix
     * R8).
     */
    public String urlOf(Schema schema) {
        return JdbcUrl.of(schema.url(), schema.name(), parameters);
    }

    /** The same as it may show; whatever of it may be secret is changed. */
    Databases with(String shownParameters, Credentials shownCredentials, Schemas shownSchemas) {
        return new Databases(url, shownParameters, driver, driverClass, shownCredentials, shownSchemas, version);
    }

    /** The credentials of all users, with repetitions. */
    public Stream<Credentials> allCredentials() {
        return Stream.concat(Stream.of(credentials), schemas.all().stream().map(Schema::credentials));
    }
}
