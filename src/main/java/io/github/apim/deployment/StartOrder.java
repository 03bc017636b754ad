package io.github.apim.deployment;

import io.github.apim.product.Role;
import java.util.Comparator;
import java.util.List;

/**
 * The order in which nodes are started: whom others need when they start comes first. It is that of matrix §7: key
 * managers, the gateway manager, publishers, stores, workers; BAM and identity servers before them, and the broker, which
 * needs nobody, before all.
 */
public final class StartOrder {

    private static final List<Role> ROLES = List.of(
            Role.MESSAGE_BROKER,
            Role.IDENTITY_SERVER,
            Role.BAM,
            Role.IDENTITY_SERVER_KEY_MANAGER,
            Role.KEY_MANAGER,
            Role.ALL_IN_ONE,
            Role.GATEWAY_MANAGER,
            Role.PUBLISHER,
            Role.STORE,
            Role.GATEWAY_WORKER);

    private StartOrder() {}

    /** The nodes as they are started; those of one role stay in their order. */
    public static List<Node> of(List<Node> nodes) {
        return nodes.stream()
                .sorted(Comparator.comparingInt(node -> ROLES.indexOf(node.role())))
                .toList();
    }
}
