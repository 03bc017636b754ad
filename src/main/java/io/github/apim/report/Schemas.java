package io.github.apim.report;

import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.Node;
import io.github.apim.topology.SharedSchema;
import java.util.Arrays;
import java.util.List;

/** The schemas of the database server and who uses them. */
final class Schemas {

    private Schemas() {}

    /** The schemas that some node uses. */
    static List<SharedSchema> used(Deployment deployment) {
        return Arrays.stream(SharedSchema.values())
                .filter(schema -> !users(deployment, schema).isEmpty())
                .toList();
    }

    /** The nodes that use a schema, in the descriptor's order. */
    static List<Node> users(Deployment deployment, SharedSchema schema) {
        return deployment.nodes().stream()
                .filter(node -> SharedSchema.of(deployment, node.role()).contains(schema))
                .toList();
    }

    /** What is in it. */
    static String title(SharedSchema schema) {
        return switch (schema) {
            case API_MANAGER -> "APIs, applications, subscriptions, tokens";
            case USER_MANAGEMENT -> "Users and permissions";
            case REGISTRY -> "Registry";
            case STATISTICS -> "Statistics of the APIs' use";
        };
    }
}
