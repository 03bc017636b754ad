package io.github.apim.topology;

import io.github.apim.deployment.Node;
import io.github.apim.product.Role;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The order in which nodes are started: whom others need when they start comes first. It is that of matrix §7: key
 * managers, the gateway manager, publishers, stores, workers; BAM and identity servers before them, and the broker, which
 * needs nobody and which gateways ask (matrix §16), before all. Traffic managers need nobody either, or the control plane,
 * which has their policies (am-4 §2); gateways subscribe to their decisions when they start, and the publisher looks after
 * its policies there (am-2 §5).
 */
public final class StartOrder {

    private StartOrder() {}

    /** Exhaustive: a role without a place would vanish from playbooks and restarts. */
    private static int stage(Role role) {
        return switch (role) {
            case MESSAGE_BROKER -> 1;
            case BAM -> 2;
            case IDENTITY_SERVER -> 3;
            case KEY_MANAGER, IDENTITY_SERVER_KEY_MANAGER -> 4;
            case CONTROL_PLANE -> 5;
            case TRAFFIC_MANAGER -> 6;
            case ALL_IN_ONE -> 7;
            case GATEWAY_MANAGER -> 8;
            case PUBLISHER -> 9;
            case STORE -> 10;
            case GATEWAY_WORKER, GATEWAY -> 11;
        };
    }

    /** The nodes in the stages in which they are started, none of them empty; those of one stage stay in their order. */
    public static List<List<Node>> stages(List<Node> nodes) {
        return List.copyOf(nodes.stream()
                .collect(Collectors.groupingBy(node -> stage(node.role()), TreeMap::new, Collectors.toList()))
                .values());
    }

    /** The nodes as they are started, one after the other. */
    public static List<Node> of(List<Node> nodes) {
        return stages(nodes).stream().flatMap(List::stream).toList();
    }
}
