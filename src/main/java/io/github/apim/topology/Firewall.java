package io.github.apim.topology;

import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.IpAddress;
import io.github.apim.deployment.Node;
import io.github.apim.product.CallPurpose;
import io.github.apim.product.PortPurpose;
import io.github.apim.product.Service;
import java.util.ArrayList;
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
    public record Opening(String machine, int port, List<String> from, List<String> why) {

        public Opening {
            from = List.copyOf(from);
            why = List.copyOf(why);
        }
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

    private record Reasons(Set<String> from, Set<String> why) {}

    private static final class Collector {

        private final Topology topology;
        private final Wiring wiring;
        private final Deployment deployment;
        private final Map<String, Map<Integer, Reasons>> found = new LinkedHashMap<>();

        private Collector(Topology topology) {
            this.topology = topology;
            this.wiring = topology.wiring();
            this.deployment = topology.deployment();
        }

        private Firewall collect() {
            // Machines stand in the descriptor's order, whoever is called first.
            deployment
                    .nodes()
                    .forEach(node -> found.computeIfAbsent(topology.machine(node), machine -> new TreeMap<>()));
            wiring.links().forEach(this::addLink);
            wiring.fronts().forEach(this::addFront);
            addOutside(Service.API_TRAFFIC, API_CLIENTS, CallPurpose.API_CALLS);
            for (Service portal : List.of(Service.PUBLISHER, Service.STORE, Service.SIGN_ON)) {
                addOutside(portal, BROWSERS, CallPurpose.WEB_PAGES);
            }
            wiring.serverCalls().forEach(this::addServerCall);
            List<Opening> openings = new ArrayList<>();
            found.forEach((machine, ports) -> ports.forEach((port, reasons) ->
                    openings.add(new Opening(machine, port, List.copyOf(reasons.from()), List.copyOf(reasons.why())))));
            return new Firewall(openings);
        }

        private void addLink(Link link) {
            String from = topology.machine(link.from());
            if (link.front().isPresent()) {
                add(
                        link.front().get().machine(),
                        link.address().port(),
                        from,
                        link.purpose().title());
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
                                        front.machine(),
                                        "requests to " + front.host().name()));
                    }
                }
            }
        }

        private void addOutside(Service service, String from, CallPurpose purpose) {
            List<Node> direct = new ArrayList<>(wiring.serving(service));
            for (Front front : wiring.fronts(service)) {
                add(front.machine(), front.host().https(), from, purpose.title());
                front.host().http().ifPresent(port -> add(front.machine(), port, from, purpose.title()));
                direct.removeAll(front.nodes());
            }
            direct.forEach(node -> ports(purpose)
                    .forEach(port -> topology.port(node, port)
                            .ifPresent(number -> add(topology.machine(node), number, from, purpose.title()))));
        }

        private static List<PortPurpose> ports(CallPurpose purpose) {
            return purpose == CallPurpose.API_CALLS
                    ? List.of(PortPurpose.PASS_THROUGH_HTTPS, PortPurpose.PASS_THROUGH_HTTP)
                    : List.of(PortPurpose.SERVLET_HTTPS);
        }

        /** The database server and the SVN server; one that is local to each machine is called over no network. */
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

        private void add(String machine, int port, String from, String why) {
            if (machine.equals(from)) {
                return;
            }
            Reasons reasons = found.computeIfAbsent(machine, absent -> new TreeMap<>())
                    .computeIfAbsent(port, absent -> new Reasons(new LinkedHashSet<>(), new LinkedHashSet<>()));
            reasons.from().add(from);
            reasons.why().add(why);
        }
    }
}
