package io.github.apim.database;

import io.github.apim.deployment.Databases;
import java.util.List;
import java.util.Map;

/** The texts that a person needs to make the databases by hand, in the order in which they are used. */
public final class DatabaseFiles {

    private DatabaseFiles() {}

    /** Whether there is something to write: nodes use the server, and it is of a kind that is known here. */
    public static boolean concern(Databases databases, DatabaseLayout layout) {
        return !layout.isEmpty() && Dialect.of(databases.url()).isPresent();
    }

    /** The files by their paths. */
    public static Map<String, String> of(
            Databases databases, DatabaseLayout layout, Map<String, List<SchemaScript>> scripts) {
        return Dialect.of(databases.url()).orElseThrow().files(databases, layout, scripts);
    }
}
