package io.github.apim.topology;

import io.github.apim.deployment.GatewayEnvironment;
import io.github.apim.deployment.Node;
import io.github.apim.product.Role;
import java.util.List;
import java.util.Optional;

/**
 * Gateways that serve the same APIs: what is published to one of them, all answer (matrix §5).
 *
 * @param declared      what the descriptor says of it; empty where all gateways are one, named as it was shipped
 * @param nodes         all of them, in the descriptor's order
 * @param administering those that take APIs which get published; one alone where it commits them for the others
 * @param serving       those that answer API calls
 */
public record Environment(
        Optional<GatewayEnvironment> declared, List<Node> nodes, List<Node> administering, List<Node> serving) {

    public Environment {
        nodes = List.copyOf(nodes);
        administering = List.copyOf(administering);
        serving = List.copyOf(serving);
    }

    /** Those of its nodes that have a role. */
    public List<Node> nodes(Role role) {
        return nodes.stream().filter(node -> node.role() == role).toList();
    }
}
