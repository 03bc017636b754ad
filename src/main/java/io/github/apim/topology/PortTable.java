package io.github.apim.topology;

import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.KeyValidation;
import io.github.apim.deployment.LoadBalancer;
import io.github.apim.deployment.LoadBalancer.VirtualHost;
import io.github.apim.deployment.Node;
import io.github.apim.product.PortFact;
import io.github.apim.product.PortPurpose;
import io.github.apim.product.Protocol;
import io.github.apim.product.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Every port that the deployment's servers open, and on which machine: the one place that says so.
 *
 * @param entries of the nodes in the descriptor's order, then of the load balancer
 */
public record PortTable(List<Entry> entries) {

    /** The load balancer's machine where the descriptor does not give its address. */
    public static final String LOAD_BALANCER = "load-balancer";

    public PortTable {
        entries = List.copyOf(entries);
    }

    /**
     * An open port.
     *
     * @param node      who opens it; empty for the load balancer
     * @param name      the virtual host's name, where it is one
     * @param shifts    whether the offset moves it
     * @param base      without the offset
     * @param effective with it
     */
    public record Entry(
            Optional<Node> node,
            Optional<String> name,
            String machine,
            PortPurpose purpose,
            boolean shifts,
            int base,
            int effective) {

        /** What is spoken there. */
        public Protocol protocol() {
            return purpose.protocol();
        }

        /** Who opens it, for messages. */
        public String owner() {
            return node.map(Node::name).or(() -> name).orElse(LOAD_BALANCER);
        }

        /** Whether both may have one port: virtual hosts that speak the same are told apart by their names. */
        public boolean sharesWith(Entry other) {
            return node.isEmpty()
                    && other.node.isEmpty()
                    && protocol() == other.protocol()
                    && !owner().equalsIgnoreCase(other.owner());
        }
    }

    /** What the machine of a load balancer is called: by its address where the descriptor gives it. */
    static String machine(LoadBalancer balancer) {
        return balancer.address()
                .orElse(balancer.name().isEmpty() ? LOAD_BALANCER : LOAD_BALANCER + "-" + balancer.name());
    }

    /** The ports of a deployment. */
    public static PortTable of(Topology topology) {
        Deployment deployment = topology.deployment();
        List<Entry> entries = new ArrayList<>();
        for (Node node : deployment.nodes()) {
            for (PortFact port : topology.suite().facts(node.role()).ports(node.role())) {
                if (isOpen(port, node, topology)) {
                    entries.add(entry(port, node, topology));
                }
            }
        }
        deployment.loadBalancers().forEach(balancer -> addVirtualHosts(balancer, entries));
        return new PortTable(entries);
    }

    private static boolean isOpen(PortFact port, Node node, Topology topology) {
        return switch (port.when()) {
            case ALWAYS -> true;
            case OVER_THRIFT -> topology.deployment().keyValidation() == KeyValidation.THRIFT;
            case MANAGING_KEYS ->
                topology.wiring().serving(Service.KEY_MANAGEMENT).contains(node);
            case IN_A_CLUSTER -> !topology.cluster(node).isEmpty();
        };
    }

    private static Entry entry(PortFact port, Node node, Topology topology) {
        int base = topology.base(port, node);
        return new Entry(
                Optional.of(node),
                Optional.empty(),
                topology.machine(node),
                port.purpose(),
                port.shifts(),
                base,
                port.shifts() ? base + node.offset() : base);
    }

    /** The ports of one node. */
    public List<Entry> of(Node node) {
        return entries.stream()
                .filter(entry -> entry.node().filter(node::equals).isPresent())
                .toList();
    }

    private static void addVirtualHosts(LoadBalancer balancer, List<Entry> entries) {
        String machine = machine(balancer);
        List<VirtualHost> hosts = balancer.virtualHosts();
        for (VirtualHost host : hosts) {
            // Virtual hosts that share a name and differ in their paths are one to the network.
            List<VirtualHost> alike = hosts.subList(0, hosts.indexOf(host)).stream()
                    .filter(first -> haveOneServer(host, first))
                    .toList();
            boolean joins = !alike.isEmpty()
                    && alike.stream().noneMatch(first -> first.path().equals(host.path()));
            if (!joins) {
                host.http().ifPresent(port -> entries.add(entry(host, machine, PortPurpose.VIRTUAL_HOST_HTTP, port)));
                entries.add(entry(host, machine, PortPurpose.VIRTUAL_HOST_HTTPS, host.https()));
            }
            if (!joins || alike.stream().noneMatch(first -> first.webSocket().equals(host.webSocket()))) {
                host.webSocket()
                        .ifPresent(
                                port -> entries.add(entry(host, machine, PortPurpose.VIRTUAL_HOST_WEB_SOCKET, port)));
            }
            if (!joins
                    || alike.stream().noneMatch(first -> first.secureWebSocket().equals(host.secureWebSocket()))) {
                host.secureWebSocket()
                        .ifPresent(port ->
                                entries.add(entry(host, machine, PortPurpose.VIRTUAL_HOST_WEB_SOCKET_TLS, port)));
            }
        }
    }

    private static Entry entry(VirtualHost host, String machine, PortPurpose purpose, int port) {
        return new Entry(Optional.empty(), Optional.of(host.name()), machine, purpose, false, port, port);
    }

    private static boolean haveOneServer(VirtualHost host, VirtualHost first) {
        return host.name().equalsIgnoreCase(first.name())
                && host.https() == first.https()
                && host.http().equals(first.http());
    }
}
