package io.github.apim.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.apim.deployment.Clustering;
import io.github.apim.deployment.Node;
import io.github.apim.descriptor.Descriptors;
import io.github.apim.product.CallPurpose;
import io.github.apim.product.PortPurpose;
import io.github.apim.product.Role;
import io.github.apim.product.Service;
import io.github.apim.testing.SeededTopology;
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
    private static final String BALANCER = "10.0.0.5";

    private static final int TOPOLOGIES = 200;

    private static final String HEAD = """
            packs: { api-manager: am.zip }
            """;

    @TempDir
    Path folder;

    private Topology topology(String yaml) {
        return new Topology(new Descriptors(folder).read(yaml).deployment());
    }

    @Test
    void every_call_that_crosses_machines_has_its_opening_and_nothing_else_is_open() {
        for (long seed = 0; seed < TOPOLOGIES; seed++) {
            Topology topology = topology(SeededTopology.descriptor(seed));
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
                needed.add(BALANCER + ":" + link.front().get().https() + " from " + from);
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
                        needed.add(topology.machine(node) + ":" + port(ports, node, port) + " from " + BALANCER);
                    }
                }
            }
        }
        addOutside(needed, topology, ports, Service.API_TRAFFIC, "API clients", PortPurpose.PASS_THROUGH_HTTPS);
        addOutside(needed, topology, ports, Service.API_TRAFFIC, "API clients", PortPurpose.PASS_THROUGH_HTTP);
        for (Service portal : List.of(Service.PUBLISHER, Service.STORE, Service.SIGN_ON)) {
            addOutside(needed, topology, ports, portal, "browsers", PortPurpose.SERVLET_HTTPS);
        }
        for (Node node : topology.deployment().nodes()) {
            String from = " from " + topology.machine(node);
            if (!SharedSchema.of(topology.deployment(), node.role()).isEmpty()) {
                needed.add("10.0.0.20:3306" + from);
            }
            if (topology.deployment().svn().isPresent() && node.role().isGateway()) {
                needed.add("10.0.0.21:80" + from);
            }
            if (topology.deployment().sharedDirectory().isPresent()
                    && node.role().isGateway()) {
                needed.add("10.0.0.22:2049" + from);
            }
            if (topology.deployment().rsync().isPresent() && node.role() == Role.GATEWAY_MANAGER) {
                topology.nodes(Role.GATEWAY_WORKER).stream()
                        .map(topology::machine)
                        .filter(machine -> !machine.equals(topology.machine(node)))
                        .forEach(machine -> needed.add(machine + ":2222" + from));
            }
        }
        return needed;
    }

    private static void addOutside(
            Set<String> needed, Topology topology, PortTable ports, Service service, String from, PortPurpose port) {
        List<Node> serving = topology.wiring().serving(service);
        if (!serving.isEmpty() && topology.wiring().front(service).isPresent()) {
            var host = topology.wiring().front(service).get();
            needed.add(BALANCER + ":" + host.https() + " from " + from);
            host.http().ifPresent(http -> needed.add(BALANCER + ":" + http + " from " + from));
        } else {
            serving.forEach(
                    node -> needed.add(topology.machine(node) + ":" + port(ports, node, port) + " from " + from));
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
    void a_database_server_on_a_nodes_machine_is_on_that_machine() {
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
    void a_local_database_server_needs_no_opening() {
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
