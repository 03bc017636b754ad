package io.github.apim.topology;

import io.github.apim.deployment.Clustering;
import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.IpAddress;
import io.github.apim.deployment.LoadBalancer;
import io.github.apim.deployment.Node;
import io.github.apim.product.CallPurpose;
import io.github.apim.product.PortPurpose;
import io.github.apim.product.Service;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which ports of which machine must be reachable, from where and for what. What the nodes of one machine want of each
 * other crosses no network and is not in it.
 *
 * @param openings by machine in the descriptor's order, the load balancer and the servers outside last, then by port
 */
public record Firewall(List<Opening> openings) {

    /** Where API calls come from. */
    public static final String API_CLIENTS = "API clients";

    /** Where people's browsers are. */
    public static final String BROWSERS = "browsers";

    /**
     * A port that must be reachable.
     *
     * @param machine as {@link Topology#machine} names it; that of a server outside as the descriptor does
     * @param from    machines, {@link #API_CLIENTS} or {@link #BROWSERS}
     * @param why     what for, to be put behind "for"
     */
    public record Opening(String machine, Transport transport, int port, List<String> from, List<String> why) {

        public Opening {
            from = List.copyOf(from);
            why = List.copyOf(why);
        }

        /** The port for people, who take a bare number for one of TCP. */
        public String shownPort() {
            return port + (transport == Transport.UDP ? "/udp" : "");
        }
    }

    /** What carries the packets. */
    public enum Transport {
        TCP,
        UDP
    }

    public Firewall {
        openings = List.copyOf(openings);
    }

    /** What a deployment needs. */
    public static Firewall of(Topology topology) {
        return new Collector(topology).collect();
    }

    /** The openings of one machine. */
    public List<Opening> of(String machine) {
        return openings.stream()
                .filter(opening -> opening.machine().equals(machine))
                .toList();
    }

    private record Port(int number, Transport transport) {}

    private record Reasons(Set<String> from, Set<String> why) {}

    private static final class Collector {

        private static final Comparator<Port> IN_ORDER =
                Comparator.comparing(Port::number).thenComparing(Port::transport);

        private final Topology topology;
        private final Wiring wiring;
        private final Deployment deployment;
        private final Map<String, Map<Port, Reasons>> found = new LinkedHashMap<>();

        private Collector(Topology topology) {
            this.topology = topology;
            this.wiring = topology.wiring();
            this.deployment = topology.deployment();
        }

        private Firewall collect() {
            // Machines stand in the descriptor's order, whoever is called first.
            deployment
                    .nodes()
                    .forEach(node -> found.computeIfAbsent(topology.machine(node), machine -> new TreeMap<>(IN_ORDER)));
            wiring.links().forEach(this::addLink);
            addMulticast();
            wiring.fronts().forEach(this::addFront);
            addOutside(Service.API_TRAFFIC, API_CLIENTS, CallPurpose.API_CALLS);
            for (Service portal : List.of(Service.PUBLISHER, Service.STORE, Service.SIGN_ON)) {
                addOutside(portal, BROWSERS, CallPurpose.WEB_PAGES);
            }
            wiring.serverCalls().forEach(this::addServerCall);
            List<Opening> openings = new ArrayList<>();
            found.forEach((machine, ports) -> ports.forEach((port, reasons) -> openings.add(new Opening(
                    machine,
                    port.transport(),
                    port.number(),
                    List.copyOf(reasons.from()),
                    List.copyOf(reasons.why())))));
            return new Firewall(openings);
        }

        private void addLink(Link link) {
            String from = topology.machine(link.from());
            if (link.front().isPresent()) {
                add(balancer(), link.address().port(), from, link.purpose().title());
                return;
            }
            for (Node node : link.to()) {
                add(
                        topology.machine(node),
                        link.address().port(),
                        from,
                        link.purpose().title());
            }
        }

        /** Members that look for each other by multicast do so beside the connections that they make then. */
        private void addMulticast() {
            Clustering clustering = deployment.clustering();
            if (clustering.scheme() == Clustering.Scheme.MULTICAST) {
                Port port = new Port(clustering.multicast().port(), Transport.UDP);
                for (Link link : wiring.links(CallPurpose.CLUSTER)) {
                    String from = topology.machine(link.from());
                    link.to()
                            .forEach(node -> add(
                                    topology.machine(node), port, from, "multicasts of members that look for others"));
                }
            }
        }

        private void addFront(Front front) {
            for (Node node : front.nodes()) {
                for (PortPurpose port : front.ports()) {
                    boolean unused = port == PortPurpose.PASS_THROUGH_HTTP
                            && front.host().http().isEmpty();
                    if (!unused) {
                        topology.port(node, port)
                                .ifPresent(number -> add(
                                        topology.machine(node),
                                        number,
                                        balancer(),
                                        "requests to " + front.host().name()));
                    }
                }
            }
        }

        private void addOutside(Service service, String from, CallPurpose purpose) {
            List<Node> serving = wiring.serving(service);
            if (serving.isEmpty()) {
                return;
            }
            wiring.front(service)
                    .ifPresentOrElse(
                            host -> {
                                add(balancer(), host.https(), from, purpose.title());
                                host.http().ifPresent(port -> add(balancer(), port, from, purpose.title()));
                            },
                            () -> serving.forEach(node -> ports(purpose)
                                    .forEach(port -> topology.port(node, port)
                                            .ifPresent(number ->
                                                    add(topology.machine(node), number, from, purpose.title())))));
        }

        private static List<PortPurpose> ports(CallPurpose purpose) {
            return purpose == CallPurpose.API_CALLS
                    ? List.of(PortPurpose.PASS_THROUGH_HTTPS, PortPurpose.PASS_THROUGH_HTTP)
                    : List.of(PortPurpose.SERVLET_HTTPS);
        }

        /** The database server, and where artifacts come from or go to; one that is local to each machine is called over no network. */
        private void addServerCall(ServerCall call) {
            if (!IpAddress.isLoopback(call.server().host())) {
                add(
                        machine(call.server().host()),
                        call.server().port(),
                        topology.machine(call.from()),
                        call.purpose().title());
            }
        }

        /** The machine of this name or address, which may be one that nodes run on. */
        private String machine(String host) {
            return deployment.nodes().stream()
                    .filter(node -> node.host().equalsIgnoreCase(host)
                            || node.address().filter(host::equals).isPresent())
                    .findFirst()
                    .map(topology::machine)
                    .orElse(host);
        }

        private String balancer() {
            return deployment.loadBalancer().flatMap(LoadBalancer::address).orElse(PortTable.LOAD_BALANCER);
        }

        private void add(String machine, int port, String from, String why) {
            add(machine, new Port(port, Transport.TCP), from, why);
        }

        private void add(String machine, Port port, String from, String why) {
            if (machine.equals(from)) {
                return;
            }
            Reasons reasons = found.computeIfAbsent(machine, absent -> new TreeMap<>(IN_ORDER))
                    .computeIfAbsent(port, absent -> new Reasons(new LinkedHashSet<>(), new LinkedHashSet<>()));
            reasons.from().add(from);
            reasons.why().add(why);
        }
    }
}
