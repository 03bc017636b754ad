package io.github.apim.family.toml;

import io.github.apim.deployment.Node;
import io.github.apim.product.CallPurpose;
import io.github.apim.product.PortPurpose;
import io.github.apim.product.Role;
import io.github.apim.product.Service;
import java.util.List;
import java.util.Set;

/**
 * A key that names nodes one by one, because what is spoken there goes through no load balancer.
 *
 * @param path    of the key
 * @param service what those that it names do
 * @param port    at which of their ports
 * @param scheme  how an address there begins
 * @param whom    which of them a node names that does the same
 * @param purpose why it has to name them; who makes no such call need not
 * @param missing the id of the rule that is broken where the key is not there; empty if something else stands for it
 */
record EndpointRow(
        String path, Service service, PortPurpose port, String scheme, Whom whom, CallPurpose purpose, String missing) {

    private static final String TCP = "tcp";
    private static final String SSL = "ssl";

    /** Whom a node names that is one of them itself. */
    enum Whom {
        ITSELF,
        ALL,
        THE_OTHERS
    }

    static final String DECISIONS = "apim.throttling.throttle_decision_endpoints";
    static final String GROUPS = "apim.throttling.url_group";
    static final String HUB = "apim.event_hub.event_listening_endpoints";
    static final String HUB_GROUPS = "apim.event_hub.publish.url_group";
    static final String COPIES = "apim.throttling.event_duplicate_url";
    static final String HUB_COPIES = "apim.event_hub.event_duplicate_url";

    /** All but those that depend on the node (am-3 §6, am-4 §5). */
    static final List<EndpointRow> ROWS = List.of(
            new EndpointRow(
                    GROUPS + ".traffic_manager_urls",
                    Service.THROTTLING,
                    PortPurpose.THROTTLE_EVENTS,
                    TCP,
                    Whom.ALL,
                    CallPurpose.THROTTLE_EVENTS,
                    "T21"),
            new EndpointRow(
                    GROUPS + ".traffic_manager_auth_urls",
                    Service.THROTTLING,
                    PortPurpose.THROTTLE_EVENTS_TLS,
                    SSL,
                    Whom.ALL,
                    CallPurpose.THROTTLE_EVENTS,
                    "T21"),
            new EndpointRow(
                    HUB, Service.EVENT_HUB, PortPurpose.BROKER_AMQP, TCP, Whom.ITSELF, CallPurpose.HUB_NEWS, "C11"),
            new EndpointRow(
                    HUB_GROUPS + ".urls",
                    Service.EVENT_HUB,
                    PortPurpose.THROTTLE_EVENTS,
                    TCP,
                    Whom.ALL,
                    CallPurpose.HUB_EVENTS,
                    "C12"),
            new EndpointRow(
                    HUB_GROUPS + ".auth_urls",
                    Service.EVENT_HUB,
                    PortPurpose.THROTTLE_EVENTS_TLS,
                    SSL,
                    Whom.ALL,
                    CallPurpose.HUB_EVENTS,
                    "C12"));

    static EndpointRow decisions(Service service) {
        return new EndpointRow(
                DECISIONS, service, PortPurpose.BROKER_AMQP, TCP, Whom.ITSELF, CallPurpose.THROTTLE_DECISIONS, "T24");
    }

    static EndpointRow copies(String path, Service service) {
        return new EndpointRow(path, service, PortPurpose.BROKER_AMQP, TCP, Whom.THE_OTHERS, CallPurpose.COPIES, "T25");
    }

    /** Whether a node must have the key: a key manager's is harmless, and not needed. */
    boolean isNeededBy(DeploymentToml toml) {
        return !(path.equals(DECISIONS) && toml.hasRole(Role.KEY_MANAGER))
                && toml.wiring().from(toml.node()).stream().anyMatch(link -> link.purpose() == purpose);
    }

    /** The nodes that it names on a node. */
    Set<Node> expected(DeploymentToml toml) {
        List<Node> serving = toml.wiring().serving(service);
        if (!serving.contains(toml.node()) || whom == Whom.ALL) {
            return Set.copyOf(serving);
        }
        return whom == Whom.ITSELF
                ? Set.of(toml.node())
                : Set.copyOf(serving.stream()
                        .filter(node -> !node.equals(toml.node()))
                        .toList());
    }
}
