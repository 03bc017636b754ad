package io.github.apim.database;

import io.github.apim.database.DatabaseLayout.Database;
import io.github.apim.deployment.Location;
import io.github.apim.descriptor.ReadResult;
import java.util.List;
import java.util.Map;

/** What a rule about the database server looks at: what it has, and what the deployment needs of it. */
public record ServerContext(
        ReadResult descriptor, DatabaseLayout layout, Map<String, List<SchemaScript>> scripts, ServerState state) {

    /** How the server says it. */
    Dialect dialect() {
        return Dialect.of(layout.url()).orElseThrow();
    }

    /** The descriptor's key that names a database. */
    String path(Database database) {
        return "databases.schemas." + database.schemas().iterator().next().key();
    }

    /** The descriptor's key that names the server: that of a schema if it has a server of its own. */
    String path() {
        return layout.databases().stream()
                .map(database -> path(database) + ".url")
                .filter(descriptor.locations()::containsKey)
                .findFirst()
                .orElse("databases.url");
    }

    /** Where the key is, or where the databases are if the descriptor leaves it out. */
    Location location(String path) {
        return descriptor.locations().getOrDefault(path, descriptor.locationOf("databases"));
    }

    /** How far the scripts of a database have come, in their order. */
    List<ScriptState> states(Database database) {
        return scripts.get(database.name()).stream()
                .map(script -> ScriptState.of(state, database.name(), script))
                .toList();
    }
}
