package io.github.apim.deployment;

import java.util.Optional;

/**
 * The database server that the nodes share.
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

    /** The names of the schemas on the server. */
    public record Schemas(String apiManager, String userManagement, String registry, String statistics) {}

    /**
     * The JDBC URL of one schema. Every node gets the identical text: the registry's cache key is made of it (matrix
     * R8).
     */
    public String urlOf(String schema) {
        return url + "/" + schema + (parameters.isEmpty() ? "" : "?" + parameters);
    }
}
