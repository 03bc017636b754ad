package io.github.apim.report;

import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.JdbcUrl;
import io.github.apim.topology.SharedSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A database server and what nodes use there.
 *
 * @param key     what the pictures know it by
 * @param address its hosts and ports
 */
record DatabasePlace(String key, String address, List<SharedSchema> schemas) {

    private static final String KEY = "database";

    /** All servers with schemas that some node uses. */
    static List<DatabasePlace> all(Deployment deployment) {
        Map<String, List<SharedSchema>> byUrl = new LinkedHashMap<>();
        for (SharedSchema schema : SharedSchema.used(deployment)) {
            String url = schema.in(deployment.databases()).url();
            String server = byUrl.keySet().stream()
                    .filter(known -> JdbcUrl.isSameServer(known, url))
                    .findFirst()
                    .orElse(url);
            byUrl.computeIfAbsent(server, absent -> new ArrayList<>()).add(schema);
        }
        List<DatabasePlace> places = new ArrayList<>();
        byUrl.forEach((url, schemas) -> places.add(new DatabasePlace(
                places.isEmpty() ? KEY : KEY + "-" + (places.size() + 1), Places.database(url), List.copyOf(schemas))));
        return List.copyOf(places);
    }

    /** What is in a schema. */
    static String title(SharedSchema schema) {
        return switch (schema) {
            case API_MANAGER -> "APIs, applications, subscriptions, tokens";
            case USER_MANAGEMENT -> "Users and permissions";
            case REGISTRY -> "Registry";
            case SHARED -> "Users, permissions, registry";
            case STATISTICS -> "Statistics of the APIs' use";
        };
    }
}
