package io.github.apim.database;

import io.github.apim.database.DatabaseLayout.Database;
import io.github.apim.deployment.Location;
import io.github.apim.descriptor.ReadResult;
import io.github.apim.topology.SharedSchema;
import java.util.List;
import java.util.Map;

/** What a rule about the database server looks at: what it has, and what the deployment needs of it. */
public record ServerContext(
        ReadResult descriptor, DatabaseLayout layout, Map<String, List<SchemaScript>> scripts, ServerState state) {

    /** How the server says it. */
    Dialect dialect() {
        return Dialect.of(descriptor.deployment().databases().url()).orElseThrow();
    }

    /** The descriptor's key that names a database. */
    String path(Database database) {
        SharedSchema schema = database.schemas().iterator().next();
        return "databases.schemas."
                + switch (schema) {
                    case API_MANAGER -> "api-manager";
                    case USER_MANAGEMENT -> "user-management";
                    case REGISTRY -> "registry";
                    case STATISTICS -> "statistics";
                };
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
