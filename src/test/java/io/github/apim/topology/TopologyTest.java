package io.github.apim.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.Node;
import io.github.apim.descriptor.Descriptors;
import io.github.apim.product.PortPurpose;
import io.github.apim.product.Role;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopologyTest {

    private static final String HEAD = """
            packs: { api-manager: wso2am-1.9.0.zip, identity-server: wso2is-5.0.0.zip, bam: wso2bam-2.5.0.zip, message-broker: mq.tar.gz }
            databases: { url: "jdbc:mysql://db.internal:3306", driver: mysql.jar, credentials: apim-db }
            """;

    private static final String[] NODES = {
        "w1: { role: gateway-worker, host: w1.internal, address: 10.0.0.1, offset: 1 }",
        "w2: { role: gateway-worker, host: w2.internal, address: 10.0.0.1, offset: 2 }",
        "m: { role: gateway-manager, host: m.internal, offset: 3 }",
        "k: { role: key-manager, host: k.internal, offset: 4 }",
        "s: { role: store, host: s.internal }",
        "b: { role: bam, host: b.internal }"
    };

    private static final String BALANCER = """
            load-balancer:
              address: 10.0.0.5
              virtual-hosts:
                gateway-worker: { name: GW.example.com, http: 80, https: 443 }
                key-manager: { name: km.example.com, https: 9443 }
            """;

    @TempDir
    Path folder;

    @Test
    void withoutABalancerNodesAreFoundAtTheirOwnPorts() {
        Topology topology = topology("", NODES);
        assertThat(topology.management(Role.GATEWAY_WORKER)).hasToString("w1.internal:9444");
        assertThat(topology.management(node(topology, "w2"))).hasToString("w2.internal:9445");
        assertThat(Topology.servicesUrl(topology.management(Role.KEY_MANAGER)))
                .isEqualTo("https://k.internal:9447/services/");
        assertThat(topology.hostName(node(topology, "m"))).isEqualTo("m.internal");
        assertThatThrownBy(() -> topology.management(Role.PUBLISHER)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void withABalancerRolesAreFoundAtTheirVirtualHosts() {
        Topology topology = topology(BALANCER, NODES);
        assertThat(topology.management(Role.KEY_MANAGER)).hasToString("km.example.com:9443");
        assertThat(topology.management(node(topology, "k"))).hasToString("km.example.com:9443");
        assertThat(Topology.servicesUrl(topology.management(Role.KEY_MANAGER)))
                .isEqualTo("https://km.example.com:9443/services/");
        assertThat(topology.management(Role.GATEWAY_WORKER))
                .as("a worker's virtual host leads to its ports for API calls")
                .hasToString("w1.internal:9444");
        assertThat(topology.hostName(node(topology, "m"))).isEqualTo("GW.example.com");
        assertThat(topology.hostName(node(topology, "s"))).isEqualTo("s.internal");
    }

    @Test
    void apiCallsGoToTheNodeItselfOrToTheFirstThatServesThem() {
        Topology topology = topology("", NODES);
        assertThat(topology.gatewayHttps(environment(topology), node(topology, "w2")))
                .hasToString("w2.internal:8245");
        assertThat(topology.gatewayHttps(environment(topology), node(topology, "s")))
                .hasToString("w1.internal:8244");
        assertThat(topology.gatewayHttp(environment(topology), node(topology, "w2")))
                .hasValueSatisfying(found -> assertThat(found).hasToString("w2.internal:8282"));
        assertThat(topology.gatewayHttp(environment(topology), node(topology, "m")))
                .hasValueSatisfying(found -> assertThat(found).hasToString("w1.internal:8281"));
        assertThat(topology("", NODES[3], NODES[5]).wiring().environments()).isEmpty();
    }

    @Test
    void apiCallsGoToTheBalancerAsFarAsItServesThem() {
        Topology both = topology(BALANCER, NODES);
        assertThat(both.gatewayHttps(environment(both), node(both, "s"))).hasToString("GW.example.com:443");
        assertThat(both.gatewayHttp(environment(both), node(both, "w1")))
                .hasValueSatisfying(found -> assertThat(found).hasToString("GW.example.com:80"));
        Topology secure = topology(BALANCER.replace("http: 80, ", ""), NODES);
        assertThat(secure.gatewayHttp(environment(secure), node(secure, "w1"))).isEmpty();
    }

    @Test
    void workersServeApisAndOthersOnlyWithoutThem() {
        Topology topology = topology("", NODES);
        assertThat(environment(topology).serving()).extracting(Node::name).containsExactly("w1", "w2");
        assertThat(environment(topology).administering()).extracting(Node::name).containsExactly("m");
        Environment managers = environment(topology("", NODES[2], NODES[3]));
        assertThat(managers.serving()).extracting(Node::name).containsExactly("m");
        assertThat(topology("", NODES[5]).wiring().environments()).isEmpty();
    }

    private static Environment environment(Topology topology) {
        return topology.wiring().environments().get(0);
    }

    @Test
    void nodesAreReachedAtTheirAddressesAndFoundByTheirNames() {
        Topology topology = topology("", NODES);
        assertThat(topology.endpoint(node(topology, "w2"), PortPurpose.SERVLET_HTTPS))
                .hasToString("10.0.0.1:9445");
        assertThat(topology.endpoint(node(topology, "k"), PortPurpose.SERVLET_HTTP))
                .hasToString("k.internal:9767");
        assertThat(topology.node("w2").orElseThrow().host()).isEqualTo("w2.internal");
        assertThat(topology.node("w3")).isEmpty();
    }

    @Test
    void portsThatNoOffsetMovesCountUpOnAMachine() {
        Topology topology = topology(
                "",
                "s: { role: store, host: s.internal, address: 10.0.0.1 }",
                "k: { role: key-manager, host: k.internal, address: 10.0.0.1, offset: 1 }",
                "l: { role: key-manager, host: l.internal, address: 10.0.0.1, offset: 2 }",
                "n: { role: key-manager, host: n.internal, address: 10.0.0.2 }");
        assertThat(List.of("k", "l", "n"))
                .extracting(name -> topology.thriftPort(node(topology, name)))
                .containsExactly(10_397, 10_398, 10_397);
        assertThat(List.of("s", "k", "l", "n"))
                .extracting(name -> topology.memberPort(node(topology, name)))
                .containsExactly(4_000, 4_001, 4_002, 4_000);
    }

    @Test
    void hostsAreKnownEverywhereByTheirNamesInLowerCase() {
        HostNames names = new HostNames(topology(BALANCER, NODES));
        assertThat(names.machines())
                .containsExactly("10.0.0.1", "m.internal", "k.internal", "s.internal", "b.internal");
        assertThat(names.everywhere().keySet())
                .containsExactlyInAnyOrder(
                        "gw.example.com",
                        "km.example.com",
                        "w1.internal",
                        "w2.internal",
                        "m.internal",
                        "k.internal",
                        "s.internal",
                        "b.internal",
                        "db.internal");
        assertThat(names.everywhere().get("gw.example.com")).contains("10.0.0.5");
        assertThat(names.everywhere().get("w2.internal")).contains("10.0.0.1");
        assertThat(names.everywhere().get("db.internal")).isEmpty();
    }

    @Test
    void loopbackAddressesAndLiteralsNeedNoHostsFile() {
        HostNames names = new HostNames(topology(
                "",
                "s: { role: store, host: localhost }",
                "p: { role: publisher, host: 10.0.0.7 }",
                "k: { role: key-manager, host: k.internal, address: 10.0.0.8 }"));
        assertThat(names.everywhere()).containsOnlyKeys("k.internal", "db.internal");
    }

    @Test
    void nodesAreStartedInStages() {
        Deployment deployment = deployment("", NODES);
        assertThat(StartOrder.stages(deployment.nodes()))
                .extracting(stage -> stage.stream().map(Node::name).toList())
                .containsExactly(List.of("b"), List.of("k"), List.of("m"), List.of("s"), List.of("w1", "w2"));
        assertThat(StartOrder.of(deployment.nodes()))
                .extracting(Node::name)
                .containsExactly("b", "k", "m", "s", "w1", "w2");
        assertThat(StartOrder.of(List.of())).isEmpty();
    }

    @Test
    void aNodeThatIsShippedApartMustBeThere() {
        String shipping = "shipping: { user: ubuntu, directory: /opt/wso2, nodes: { %s: { port: 2222 } } }\n";
        Descriptors descriptors = new Descriptors(folder);
        assertThat(descriptors.problems(Descriptors.SHORTEST + shipping.formatted("gw-1")))
                .isEmpty();
        assertThat(descriptors.problems(Descriptors.SHORTEST + shipping.formatted("gw-2")))
                .singleElement()
                .asString()
                .contains("there is no node 'gw-2'; did you mean 'gw-1'?");
    }

    private Deployment deployment(String section, String... nodes) {
        return new Descriptors(folder)
                .read(HEAD + section + "nodes:\n  " + String.join("\n  ", nodes) + "\n")
                .deployment();
    }

    private Topology topology(String section, String... nodes) {
        return new Topology(deployment(section, nodes));
    }

    private static Node node(Topology topology, String name) {
        return topology.node(name).orElseThrow();
    }
}
