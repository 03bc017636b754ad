package io.github.apim.family.toml;

import io.github.apim.deployment.Endpoint;
import io.github.apim.deployment.Node;
import io.github.apim.overlay.NodeContext;
import io.github.apim.product.PortPurpose;
import io.github.apim.product.Service;
import io.github.apim.topology.Topology;
import java.util.List;

/** How files address other nodes: whatever is no HTTP straight, by address and with the offset of the far end. */
public final class Addresses {

    private Addresses() {}

    /** Where a service's admin services are, with the port and a slash at the end (am-3 R9). */
    public static String services(NodeContext context, Service service) {
        return Topology.servicesUrl(context.topology().management(service));
    }

    /** The brokers of some nodes. */
    public static List<String> brokers(NodeContext context, List<Node> nodes) {
        return nodes.stream()
                .map(node -> "tcp://" + context.topology().endpoint(node, PortPurpose.BROKER_AMQP))
                .toList();
    }

    /** The broker of this very node. */
    public static List<String> ownBroker(NodeContext context) {
        int port =
                context.topology().port(context.node(), PortPurpose.BROKER_AMQP).orElseThrow();
        return List.of("tcp://" + new Endpoint("localhost", port));
    }

    /** Where a node takes events. */
    public static List<String> receiver(NodeContext context, Node node) {
        return List.of("tcp://" + context.topology().endpoint(node, PortPurpose.THROTTLE_EVENTS));
    }

    /** Where one signs in for that. */
    public static List<String> secureReceiver(NodeContext context, Node node) {
        return List.of("ssl://" + context.topology().endpoint(node, PortPurpose.THROTTLE_EVENTS_TLS));
    }

    /** The nodes that offer a service. */
    public static List<Node> serving(NodeContext context, Service service) {
        return context.topology().wiring().serving(service);
    }

    /** Those that do what this one does, too. */
    public static List<Node> peers(NodeContext context, Service service) {
        return serving(context, service).stream()
                .filter(node -> !node.equals(context.node()))
                .toList();
    }

    /** An address as people write it: without the port that goes without saying. */
    public static String url(String scheme, Endpoint endpoint, int usualPort) {
        return scheme + "://" + endpoint.without(usualPort);
    }
}
