package io.github.apim.database;

import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.Endpoint;
import io.github.apim.deployment.JdbcUrl;
import io.github.apim.product.DatabaseKind;
import io.github.apim.product.Pack;
import io.github.apim.product.Product;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The texts that a person needs to make the databases by hand, in the order in which they are used. */
public final class DatabaseFiles {

    private static final String FOLDER = "databases/";

    private DatabaseFiles() {}

    /**
     * The files by their paths: of one server in one folder, of several in a folder for each; none for a kind of server
     * that is not known here.
     *
     * @param packs where the scripts come from: {@link SchemaScripts#product}
     */
    public static Map<String, String> of(Deployment deployment, Map<Product, Pack> packs) throws IOException {
        List<DatabaseLayout> layouts = DatabaseLayout.all(deployment, deployment.nodes());
        Map<String, String> files = new LinkedHashMap<>();
        for (DatabaseLayout layout : layouts) {
            of(layout, deployment, packs).forEach((path, text) -> files.put(folder(layout, layouts) + path, text));
        }
        return files;
    }

    private static Map<String, String> of(DatabaseLayout layout, Deployment deployment, Map<Product, Pack> packs)
            throws IOException {
        Optional<DatabaseKind> kind = DatabaseKind.of(layout.url());
        if (kind.isEmpty()) {
            return Map.of();
        }
        SchemaScripts scripts = new SchemaScripts(deployment, packs);
        Optional<Dialect> dialect = Dialect.of(layout.url());
        return dialect.isPresent()
                ? dialect.get().files(layout, deployment.databases().parameters(), scripts.read(layout, ""))
                : new AdministratorFiles(kind.get(), layout).all(scripts.sources(layout, ""));
    }

    /** A server's folder, which no other one has. */
    private static String folder(DatabaseLayout layout, List<DatabaseLayout> layouts) {
        if (layouts.size() == 1) {
            return FOLDER;
        }
        Endpoint first = JdbcUrl.endpoints(layout.url()).get(0);
        return FOLDER + first.host().replace(':', '-') + "_" + first.port() + "/";
    }
}
