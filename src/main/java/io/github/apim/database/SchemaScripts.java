package io.github.apim.database;

import io.github.apim.database.DatabaseLayout.Database;
import io.github.apim.deployment.Deployment;
import io.github.apim.product.DatabaseKind;
import io.github.apim.product.Pack;
import io.github.apim.product.PackException;
import io.github.apim.product.Product;
import io.github.apim.product.ProductVersion;
import io.github.apim.product.SchemaScriptFacts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the scripts of the packs that fill each database (matrix §1.5). */
public final class SchemaScripts {

    /** API Manager's own scripts are complete, those for tokens and service providers included. */
    private static final List<Product> SOURCES = List.of(
            Product.API_MANAGER,
            Product.CONTROL_PLANE,
            Product.TRAFFIC_MANAGER,
            Product.GATEWAY,
            Product.IDENTITY_SERVER);

    private final Deployment deployment;
    private final Map<Product, Pack> packs;

    /**
     * @param deployment with the versions of its packs
     * @param packs      where the scripts come from: {@link #product}
     */
    public SchemaScripts(Deployment deployment, Map<Product, Pack> packs) {
        this.deployment = deployment.withVersions(Pack.versions(packs));
        this.packs = packs;
    }

    /** A script as it lies in a pack. */
    record Source(String path, String origin, byte[] content) {}

    /** The product whose pack brings the scripts. */
    public static Optional<Product> product(Deployment deployment) {
        return SOURCES.stream().filter(deployment.packs()::containsKey).findFirst();
    }

    /**
     * The scripts of each database of a server, by its name, split into statements.
     *
     * @param server the version that the server says it is; empty while it is not known
     * @throws PackException     if the pack lacks a script
     * @throws DatabaseException if a script is broken, or does more than it should
     */
    Map<String, List<SchemaScript>> read(DatabaseLayout layout, String server) throws IOException {
        Dialect dialect = Dialect.of(layout.url()).orElseThrow();
        Map<String, List<SchemaScript>> scripts = new LinkedHashMap<>();
        for (Map.Entry<String, List<Source>> database : sources(layout, server).entrySet()) {
            List<SchemaScript> read = new ArrayList<>();
            for (Source source : database.getValue()) {
                read.add(SchemaScript.of(dialect, source.path(), source.origin(), source.content()));
            }
            scripts.put(database.getKey(), List.copyOf(read));
        }
        return scripts;
    }

    /**
     * The scripts of each database of a server, by its name. The statistics have none: BAM makes their tables by itself.
     *
     * @throws PackException if the pack lacks a script
     */
    Map<String, List<Source>> sources(DatabaseLayout layout, String server) throws IOException {
        DatabaseKind kind = DatabaseKind.of(layout.url()).orElseThrow();
        Map<String, List<Source>> sources = new LinkedHashMap<>();
        for (Database database : layout.databases()) {
            Map<String, Source> read = new LinkedHashMap<>();
            for (var schema : database.schemas()) {
                if (schema.content().isPresent()) {
                    Pack pack = pack();
                    ProductVersion version = new ProductVersion(pack.product(), deployment.version(pack.product()));
                    String path =
                            SchemaScriptFacts.script(version, schema.content().get(), kind, server);
                    read.putIfAbsent(path, new Source(path, pack.root() + "/" + path, pack.read(path)));
                }
            }
            sources.put(database.name(), List.copyOf(read.values()));
        }
        return sources;
    }

    private Pack pack() throws PackException {
        for (Product product : SOURCES) {
            if (packs.containsKey(product)) {
                return packs.get(product);
            }
        }
        throw new PackException("the scripts of the databases come from the pack of API Manager; name one under"
                + " packs.api-manager, even if no node runs it");
    }
}
