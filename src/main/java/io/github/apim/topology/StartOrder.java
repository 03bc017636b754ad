package io.github.apim.topology;

import io.github.apim.deployment.Node;
import io.github.apim.product.Role;
import java.util.List;

/**
 * The order in which nodes are started: whom others need when they start comes first. It is that of matrix §7: key
 * managers, the gateway manager, publishers, stores, workers; BAM and identity servers before them, and the broker, which
 * needs nobody and which gateways ask (matrix §16), before all.
 */
public final class StartOrder {

    private static final List<List<Role>> STAGES = List.of(
            List.of(Role.MESSAGE_BROKER),
            List.of(Role.BAM),
            List.of(Role.IDENTITY_SERVER),
            List.of(Role.KEY_MANAGER, Role.IDENTITY_SERVER_KEY_MANAGER),
            List.of(Role.ALL_IN_ONE),
            List.of(Role.GATEWAY_MANAGER),
            List.of(Role.PUBLISHER),
            List.of(Role.STORE),
            List.of(Role.GATEWAY_WORKER));

    private StartOrder() {}

    /** The nodes in the stages in which they are started, none of them empty; those of one stage stay in their order. */
    public static List<List<Node>> stages(List<Node> nodes) {
        return STAGES.stream()
                .map(roles -> nodes.stream()
                        .filter(node -> roles.contains(node.role()))
                        .toList())
                .filter(stage -> !stage.isEmpty())
                .toList();
    }

    /** The nodes as they are started, one after the other. */
    public static List<Node> of(List<Node> nodes) {
        return stages(nodes).stream().flatMap(List::stream).toList();
    }
}
