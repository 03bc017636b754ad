package io.github.apim.topology;

import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.KeyValidation;
import io.github.apim.deployment.LoadBalancer;
import io.github.apim.deployment.LoadBalancer.VirtualHost;
import io.github.apim.deployment.Node;
import io.github.apim.product.Ports;
import io.github.apim.product.Product;
import io.github.apim.product.Role;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Every port that the deployment's servers open, and on which machine (matrix §15.1): the one place that says so.
 *
 * <p>Embedded LDAP and Kerberos (10389, 8000) are not in it: they serve the user store that Identity Server ships with,
 * and its nodes have the shared JDBC store instead (matrix §1.3). Neither are the embedded broker's, which API Manager
 * 1.9.0 does not run.
 *
 * @param entries of the nodes in the descriptor's order, then of the load balancer
 */
public record PortTable(List<Entry> entries) {

    /** The load balancer's machine where the descriptor does not give its address. */
    public static final String LOAD_BALANCER = "load-balancer";

    public PortTable {
        entries = List.copyOf(entries);
    }

    /** What is spoken on a port. */
    public enum Protocol {
        HTTP,
        HTTPS,
        THRIFT,
        HAZELCAST,
        RMI,
        CASSANDRA,
        JMS,
        AMQP,
        MQTT,
        STOMP
    }

    /** What a port is for. */
    public enum Purpose {
        SERVLET_HTTPS(Ports.SERVLET_HTTPS, true, Protocol.HTTPS, "consoles and admin services over HTTPS"),
        SERVLET_HTTP(Ports.SERVLET_HTTP, true, Protocol.HTTP, "consoles over HTTP"),
        PASS_THROUGH_HTTPS(Ports.PASS_THROUGH_HTTPS, true, Protocol.HTTPS, "API calls over HTTPS"),
        PASS_THROUGH_HTTP(Ports.PASS_THROUGH_HTTP, true, Protocol.HTTP, "API calls over HTTP"),
        KEY_VALIDATION(10397, false, Protocol.THRIFT, "key validation over thrift"),
        CLUSTERING(4000, false, Protocol.HAZELCAST, "clustering"),
        JMX_SERVER(11111, true, Protocol.RMI, "the JMX server"),
        JMX_REGISTRY(9999, true, Protocol.RMI, "the JMX registry"),
        ENTITLEMENT(10500, true, Protocol.THRIFT, "entitlement over thrift"),
        EVENTS(Ports.EVENT_RECEIVER, true, Protocol.THRIFT, "events over thrift"),
        EVENTS_TLS(Ports.EVENT_RECEIVER + 100, true, Protocol.THRIFT, "events over thrift and TLS"),
        CASSANDRA_RPC(9160, true, Protocol.CASSANDRA, "Cassandra's clients over thrift"),
        CASSANDRA_CQL(9042, true, Protocol.CASSANDRA, "Cassandra's clients over CQL"),
        CASSANDRA_STORAGE(7000, true, Protocol.CASSANDRA, "Cassandra's nodes"),
        CASSANDRA_STORAGE_TLS(7001, true, Protocol.CASSANDRA, "Cassandra's nodes over TLS"),
        HIVE(21000, true, Protocol.THRIFT, "Hive"),
        BROKER_OPENWIRE(Ports.OPENWIRE, true, Protocol.JMS, "JMS clients"),
        BROKER_AMQP(5672, true, Protocol.AMQP, "AMQP clients"),
        BROKER_MQTT(1883, true, Protocol.MQTT, "MQTT clients"),
        BROKER_STOMP(61613, true, Protocol.STOMP, "STOMP clients"),
        BROKER_WEB_SOCKET(61614, true, Protocol.HTTP, "STOMP clients over web sockets"),
        BROKER_CONSOLE(8161, true, Protocol.HTTP, "the broker's console"),
        VIRTUAL_HOST_HTTP(80, false, Protocol.HTTP, "a virtual host over HTTP"),
        VIRTUAL_HOST_HTTPS(443, false, Protocol.HTTPS, "a virtual host over HTTPS");

        private final int port;
        private final boolean shifts;
        private final Protocol protocol;
        private final String title;

        Purpose(int port, boolean shifts, Protocol protocol, String title) {
            this.port = port;
            this.shifts = shifts;
            this.protocol = protocol;
            this.title = title;
        }

        /** The port of one node without an offset; ports that the offset does not move count up on a machine. */
        public int port() {
            return port;
        }

        /** Whether a node's offset moves it. */
        public boolean shifts() {
            return shifts;
        }

        /** What is spoken there. */
        public Protocol protocol() {
            return protocol;
        }

        /** For messages and reports, to be put behind "the port for". */
        public String title() {
            return title;
        }
    }

    /**
     * An open port.
     *
     * @param node      who opens it; empty for the load balancer
     * @param name      the virtual host's name, where it is one
     * @param base      without the offset
     * @param effective with it
     */
    public record Entry(
            Optional<Node> node, Optional<String> name, String machine, Purpose purpose, int base, int effective) {

        /** Whether the offset moves this port. */
        public boolean shifts() {
            return purpose.shifts();
        }

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

    /** The ports of a deployment. */
    public static PortTable of(Deployment deployment) {
        Topology topology = new Topology(deployment);
        List<Entry> entries = new ArrayList<>();
        for (Node node : deployment.nodes()) {
            for (Purpose purpose : purposes(deployment, topology, node)) {
                int base = base(topology, node, purpose);
                int effective = purpose.shifts() ? base + node.offset() : base;
                entries.add(new Entry(
                        Optional.of(node), Optional.empty(), topology.machine(node), purpose, base, effective));
            }
        }
        deployment.loadBalancer().ifPresent(balancer -> addVirtualHosts(balancer, entries));
        return new PortTable(entries);
    }

    /** The ports of one node. */
    public List<Entry> of(Node node) {
        return entries.stream()
                .filter(entry -> entry.node().filter(node::equals).isPresent())
                .toList();
    }

    private static int base(Topology topology, Node node, Purpose purpose) {
        return switch (purpose) {
            case CLUSTERING -> topology.memberPort(node);
            case KEY_VALIDATION -> topology.thriftPort(node);
            default -> purpose.port();
        };
    }

    private static Set<Purpose> purposes(Deployment deployment, Topology topology, Node node) {
        Set<Purpose> purposes = new LinkedHashSet<>();
        if (node.role().product() == Product.MESSAGE_BROKER) {
            // All that ActiveMQ ships with; it knows no offset, so the overlay moves each (matrix §15.1, §16).
            purposes.addAll(List.of(
                    Purpose.BROKER_OPENWIRE,
                    Purpose.BROKER_AMQP,
                    Purpose.BROKER_MQTT,
                    Purpose.BROKER_STOMP,
                    Purpose.BROKER_WEB_SOCKET,
                    Purpose.BROKER_CONSOLE));
            return purposes;
        }
        purposes.addAll(List.of(Purpose.SERVLET_HTTPS, Purpose.SERVLET_HTTP));
        if (node.role().product() == Product.API_MANAGER) {
            purposes.addAll(List.of(Purpose.PASS_THROUGH_HTTPS, Purpose.PASS_THROUGH_HTTP));
        }
        if (startsThriftServer(deployment, node.role())) {
            purposes.add(Purpose.KEY_VALIDATION);
        }
        if (!topology.cluster(node).isEmpty()) {
            purposes.add(Purpose.CLUSTERING);
        }
        purposes.addAll(List.of(Purpose.JMX_SERVER, Purpose.JMX_REGISTRY, Purpose.ENTITLEMENT));
        if (node.role() == Role.BAM) {
            purposes.addAll(List.of(
                    Purpose.EVENTS,
                    Purpose.EVENTS_TLS,
                    Purpose.CASSANDRA_RPC,
                    Purpose.CASSANDRA_CQL,
                    Purpose.CASSANDRA_STORAGE,
                    Purpose.CASSANDRA_STORAGE_TLS,
                    Purpose.HIVE));
        }
        return purposes;
    }

    /** Elsewhere {@code EnableThriftServer} is false (matrix R4, §5). */
    private static boolean startsThriftServer(Deployment deployment, Role role) {
        return switch (role) {
            case ALL_IN_ONE -> true;
            case KEY_MANAGER, IDENTITY_SERVER_KEY_MANAGER -> deployment.keyValidation() == KeyValidation.THRIFT;
            default -> false;
        };
    }

    private static void addVirtualHosts(LoadBalancer balancer, List<Entry> entries) {
        String machine = balancer.address().orElse(LOAD_BALANCER);
        for (VirtualHost host : balancer.virtualHosts().values()) {
            Optional<String> name = Optional.of(host.name());
            host.http()
                    .ifPresent(port -> entries.add(
                            new Entry(Optional.empty(), name, machine, Purpose.VIRTUAL_HOST_HTTP, port, port)));
            entries.add(
                    new Entry(Optional.empty(), name, machine, Purpose.VIRTUAL_HOST_HTTPS, host.https(), host.https()));
        }
    }
}
