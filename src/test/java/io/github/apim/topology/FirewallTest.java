package io.github.apim.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.apim.deployment.Clustering;
import io.github.apim.deployment.Node;
import io.github.apim.descriptor.Descriptors;
import io.github.apim.product.CallPurpose;
import io.github.apim.product.PortPurpose;
import io.github.apim.product.Service;
import io.github.apim.testing.SeededTopology;
import io.github.apim.testing.ThrottledDeployment;
import io.github.apim.topology.PortTable.Entry;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What crosses machines passes the firewall, and nothing else does. */
class FirewallTest {

    /** Where {@link SeededTopology} has its load balancer and its servers. */
    private static final int TOPOLOGIES = 200;

    private static final String HEAD = """
            packs: { api-manager: wso2am-1.9.0.zip }
            """;

    @TempDir
    Path folder;

    private Topology topology(String yaml) {
        return new Topology(new Descriptors(folder).read(yaml).deployment());
    }

    @Test
    void everyCallThatCrossesMachinesHasItsOpeningAndNothingElseIsOpen() {
        for (long seed = 0; seed < TOPOLOGIES; seed++) {
            Topology topology = new Topology(SeededTopology.deployment(folder, seed));
            Set<String> open = Firewall.of(topology).openings().stream()
                    .flatMap(opening -> opening.from().stream()
                            .map(from -> opening.machine() + ":" + opening.shownPort() + " from " + from))
                    .collect(Collectors.toCollection(TreeSet::new));

            assertThat(open).as("seed %d", seed).isEqualTo(needed(topology));
        }
    }

    /** From the ports that nodes open, not from the addresses that others call. */
    private static Set<String> needed(Topology topology) {
        PortTable ports = PortTable.of(topology);
        Wiring wiring = topology.wiring();
        Set<String> needed = new TreeSet<>();
        for (Link link : wiring.links()) {
            String from = topology.machine(link.from());
            if (link.front().isPresent()) {
                needed.add(link.front().get().machine() + ":" + link.address().port() + " from " + from);
                continue;
            }
            for (Node server : link.to()) {
                if (!topology.machine(server).equals(from)) {
                    needed.add(topology.machine(server) + ":" + port(ports, server, link.port()) + " from " + from);
                }
            }
        }
        if (topology.deployment().clustering().scheme() == Clustering.Scheme.MULTICAST) {
            wiring.links(CallPurpose.CLUSTER).stream()
                    .filter(link -> !topology.machine(link.from())
                            .equals(topology.machine(link.to().get(0))))
                    .forEach(link -> needed.add(
                            topology.machine(link.to().get(0)) + ":45564/udp from " + topology.machine(link.from())));
        }
        for (Front front : wiring.fronts()) {
            for (Node node : front.nodes()) {
                for (PortPurpose port : front.ports()) {
                    if (port != PortPurpose.PASS_THROUGH_HTTP
                            || front.host().http().isPresent()) {
                        needed.add(topology.machine(node) + ":" + port(ports, node, port) + " from " + front.machine());
                    }
                }
            }
        }
        addOutside(needed, topology, ports, Service.API_TRAFFIC, "API clients", PortPurpose.PASS_THROUGH_HTTPS);
        addOutside(needed, topology, ports, Service.API_TRAFFIC, "API clients", PortPurpose.PASS_THROUGH_HTTP);
        addWebSockets(needed, topology, ports);
        for (Service portal : List.of(Service.PUBLISHER, Service.STORE, Service.SIGN_ON)) {
            addOutside(needed, topology, ports, portal, "browsers", PortPurpose.SERVLET_HTTPS);
        }
        for (Node node : topology.deployment().nodes()) {
            String from = " from " + topology.machine(node);
            if (!SharedSchema.of(topology.deployment(), node.role()).isEmpty()) {
                needed.add("10.0.0.20:3306" + from);
            }
            if (topology.wiring().synchronization(node).isPresent()) {
                needed.add("10.0.0.21:80" + from);
            }
            boolean shares = topology.wiring()
                    .environment(node)
                    .filter(environment ->
                            node.role().isGateway() || environment.nodes().size() > 1)
                    .isPresent();
            if (topology.deployment().sharedDirectory().isPresent() && shares) {
                needed.add("10.0.0.22:2049" + from);
            }
            if (topology.deployment().copiesOfPolicies().isPresent()
                    && wiring.serving(Service.THROTTLING_POLICIES).contains(node)) {
                int ssh = topology.deployment().copiesOfPolicies().get().port();
                wiring.otherTrafficManagers().stream()
                        .map(topology::machine)
                        .filter(machine -> !machine.equals(topology.machine(node)))
                        .forEach(machine -> needed.add(machine + ":" + ssh + from));
            }
            if (topology.deployment().rsync().isPresent()
                    && shares
                    && topology.wiring().commits(node)) {
                topology.wiring().environment(node).orElseThrow().nodes().stream()
                        .map(topology::machine)
                        .filter(machine -> !machine.equals(topology.machine(node)))
                        .forEach(machine -> needed.add(machine + ":2222" + from));
            }
        }
        return needed;
    }

    private static void addOutside(
            Set<String> needed, Topology topology, PortTable ports, Service service, String from, PortPurpose port) {
        for (Node node : topology.wiring().serving(service)) {
            List<Front> fronts = topology.wiring().fronts(service).stream()
                    .filter(front -> front.nodes().contains(node))
                    .toList();
            fronts.forEach(front -> {
                needed.add(front.machine() + ":" + front.host().https() + " from " + from);
                front.host().http().ifPresent(http -> needed.add(front.machine() + ":" + http + " from " + from));
            });
            if (fronts.isEmpty()) {
                needed.add(topology.machine(node) + ":" + port(ports, node, port) + " from " + from);
            }
        }
    }

    /** Where the version answers them, and where the load balancer serves them, if there is one. */
    private static void addWebSockets(Set<String> needed, Topology topology, PortTable ports) {
        for (Node node : topology.wiring().serving(Service.API_TRAFFIC)) {
            List<Front> fronts = topology.wiring().fronts(Service.API_TRAFFIC).stream()
                    .filter(front -> front.nodes().contains(node))
                    .toList();
            for (Front front : fronts) {
                String machine = front.machine();
                front.host().webSocket().ifPresent(port -> needed.add(machine + ":" + port + " from API clients"));
                front.host()
                        .secureWebSocket()
                        .ifPresent(port -> needed.add(machine + ":" + port + " from API clients"));
            }
            if (fronts.isEmpty()) {
                ports.of(node).stream()
                        .filter(entry -> entry.purpose() == PortPurpose.WEB_SOCKET
                                || entry.purpose() == PortPurpose.WEB_SOCKET_TLS)
                        .forEach(entry -> needed.add(entry.machine() + ":" + entry.effective() + " from API clients"));
            }
        }
    }

    private static int port(PortTable ports, Node node, PortPurpose purpose) {
        return ports.of(node).stream()
                .filter(entry -> entry.purpose() == purpose)
                .mapToInt(Entry::effective)
                .findFirst()
                .orElseThrow(() -> new AssertionError(node.name() + " opens no port for " + purpose.title()));
    }

    @Test
    void aDatabaseServerOnANodesMachineIsOnThatMachine() {
        Firewall firewall = Firewall.of(topology(HEAD + """
                databases: { url: "jdbc:mysql://K.internal", driver: mysql.jar, credentials: apim-db }
                nodes:
                  k: { role: key-manager, host: k.internal, address: 10.0.0.1 }
                  s: { role: store, host: s.internal, address: 10.0.0.2 }
                """));

        assertThat(firewall.of("10.0.0.1")).extracting(Firewall.Opening::port).containsExactly(3306, 9443);
        assertThat(firewall.openings()).extracting(Firewall.Opening::machine).containsOnly("10.0.0.1", "10.0.0.2");
        assertThat(firewall.of("10.0.0.1").get(0).from()).containsExactly("10.0.0.2");
    }

    @Test
    void trafficManagersAreOpenToWhoeverReportsToThemAndOneToWhoeverMakesPolicies() {
        Firewall firewall = Firewall.of(new Topology(ThrottledDeployment.in(folder)));
        List<String> gateways = List.of("10.1.0.10", "10.1.0.11", "10.1.0.12");
        List<String> gatewaysAndPublisher = List.of("10.1.0.10", "10.1.0.11", "10.1.0.12", "10.1.0.16");

        assertThat(firewall.of("10.1.0.13"))
                .extracting(Firewall.Opening::port, Firewall.Opening::from)
                .containsExactly(
                        tuple(5672, gateways),
                        tuple(9443, List.of("10.1.0.16")),
                        tuple(9611, gatewaysAndPublisher),
                        tuple(9711, gatewaysAndPublisher));
        assertThat(firewall.of("10.1.0.14"))
                .extracting(Firewall.Opening::port, Firewall.Opening::from)
                .containsExactly(
                        tuple(22, List.of("10.1.0.13")),
                        tuple(5673, gateways),
                        tuple(9612, gatewaysAndPublisher),
                        tuple(9712, gatewaysAndPublisher));
        assertThat(firewall.of("10.1.0.20").get(0).from())
                .doesNotContain("10.1.0.13", "10.1.0.14")
                .contains("10.1.0.15", "10.1.0.16");
        assertThat(firewall.of("10.1.0.5"))
                .filteredOn(opening -> opening.from().contains(Firewall.API_CLIENTS))
                .extracting(Firewall.Opening::port)
                .containsExactly(80, 443, 8099, 9099);
    }

    @Test
    void aLocalDatabaseServerNeedsNoOpening() {
        Firewall firewall = Firewall.of(topology(HEAD + """
                databases: { url: "jdbc:mysql://localhost:3306", driver: mysql.jar, credentials: apim-db }
                nodes:
                  a: { role: all-in-one, host: a.internal, address: 10.0.0.1 }
                """));

        assertThat(firewall.openings())
                .extracting(Firewall.Opening::port, Firewall.Opening::from)
                .containsExactly(
                        tuple(8243, List.of(Firewall.API_CLIENTS)),
                        tuple(8280, List.of(Firewall.API_CLIENTS)),
                        tuple(9443, List.of(Firewall.BROWSERS)));
    }
}
