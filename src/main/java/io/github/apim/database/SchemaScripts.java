package io.github.apim.database;

import io.github.apim.database.DatabaseLayout.Database;
import io.github.apim.deployment.Databases;
import io.github.apim.deployment.Deployment;
import io.github.apim.product.Pack;
import io.github.apim.product.PackException;
import io.github.apim.product.Product;
import io.github.apim.topology.SharedSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the scripts of the packs that fill each database (matrix §1.5). */
public final class SchemaScripts {

    /** API Manager's own scripts are complete, those for tokens and service providers included. */
    private static final List<Product> SOURCES = List.of(Product.API_MANAGER, Product.IDENTITY_SERVER);

    private SchemaScripts() {}

    /** The product whose pack brings the scripts. */
    public static Optional<Product> product(Deployment deployment) {
        return SOURCES.stream().filter(deployment.packs()::containsKey).findFirst();
    }

    /**
     * The scripts of each database, by its name. The statistics have none: BAM makes their tables by itself.
     *
     * @param databases of a server that {@link DatabaseFiles#concern concerns} this
     * @throws PackException     if the pack lacks a script
     * @throws DatabaseException if a script is broken, or does more than it should
     */
    public static Map<String, List<SchemaScript>> read(
            Databases databases, DatabaseLayout layout, Map<Product, Pack> packs) throws IOException {
        Dialect dialect = Dialect.of(databases.url()).orElseThrow();
        Map<String, List<SchemaScript>> scripts = new LinkedHashMap<>();
        for (Database database : layout.databases()) {
            List<String> paths = database.schemas().stream()
                    .flatMap(SchemaScripts::folder)
                    .map(folder -> folder + dialect.scriptName())
                    .distinct()
                    .toList();
            List<SchemaScript> read = new ArrayList<>();
            for (String path : paths) {
                read.add(read(dialect, path, packs));
            }
            scripts.put(database.name(), List.copyOf(read));
        }
        return scripts;
    }

    private static Stream<String> folder(SharedSchema schema) {
        return switch (schema) {
            case API_MANAGER -> Stream.of("dbscripts/apimgt/");
            case USER_MANAGEMENT, REGISTRY -> Stream.of("dbscripts/");
            case STATISTICS -> Stream.empty();
        };
    }

    private static SchemaScript read(Dialect dialect, String path, Map<Product, Pack> packs) throws IOException {
        Pack pack = SOURCES.stream()
                .map(packs::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new PackException(path + " comes from the pack of API Manager; name one under"
                        + " packs.api-manager, even if no node runs it"));
        return SchemaScript.of(dialect, path, pack.root() + "/" + path, pack.read(path));
    }
}
