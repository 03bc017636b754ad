package io.github.apim.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.Node;
import io.github.apim.product.CallPurpose;
import io.github.apim.product.Role;
import io.github.apim.testing.SeededTopology;
import io.github.apim.testing.ThrottledDeployment;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who talks to whom, as data. */
class WiringTest {

    private static final String HEAD = """
            packs: { api-manager: wso2am-1.9.0.zip, identity-server: is.zip, bam: bam.zip, message-broker: mq.tar.gz }
            databases: { url: "jdbc:mysql://db.internal:3306", driver: mysql.jar, credentials: apim-db }
            """;

    @TempDir
    Path folder;

    private Topology topology(String text) {
        return new Topology(ThrottledDeployment.of(folder, "1.9.0", HEAD + text));
    }

    private static List<String> described(List<Link> links) {
        return links.stream()
                .map(link -> link.from().name() + " " + link.address() + " "
                        + link.to().stream().map(Node::name).toList())
                .toList();
    }

    @Test
    void aManagerThatServesApisStandsBehindTheWorkersVirtualHost() {
        Wiring wiring = topology("""
                load-balancer: { virtual-hosts: { gateway-worker: { name: gw.example.com, http: 80, https: 443 } } }
                nodes:
                  m: { role: gateway-manager, host: m, address: 10.0.0.1 }
                  k: { role: key-manager, host: k, address: 10.0.0.2, offset: 2 }
                  s: { role: store, host: s, address: 10.0.0.3 }
                """).wiring();

        assertThat(wiring.fronts())
                .singleElement()
                .satisfies(front ->
                        assertThat(front.nodes()).extracting(Node::name).containsExactly("m"));
        assertThat(described(wiring.links(CallPurpose.REVOCATION)))
                .containsExactly("k gw.example.com:443 [m]", "s gw.example.com:443 [m]");
        assertThat(described(wiring.links(CallPurpose.PUBLISHING))).containsExactly("k m:9443 [m]", "s m:9443 [m]");
        assertThat(described(wiring.links(CallPurpose.KEYS))).containsExactly("m k:9445 [k]", "s k:9445 [k]");
    }

    @Test
    void allInOneNodesStandInForRolesAndPublishToTheFirst() {
        Wiring wiring = topology("""
                load-balancer:
                  virtual-hosts: { gateway-worker: gw.example.com, store: store.example.com, all-in-one: am.example.com }
                nodes:
                  a: { role: all-in-one, host: a, address: 10.0.0.1 }
                  b: { role: all-in-one, host: b, address: 10.0.0.2 }
                """).wiring();

        assertThat(wiring.fronts())
                .allSatisfy(front ->
                        assertThat(front.nodes()).extracting(Node::name).containsExactly("a", "b"));
        assertThat(described(wiring.links(CallPurpose.PUBLISHING))).containsExactly("b a:9443 [a]");
        assertThat(described(wiring.links(CallPurpose.REVOCATION)))
                .containsExactly("a gw.example.com:443 [a, b]", "b gw.example.com:443 [a, b]");
        assertThat(described(wiring.links(CallPurpose.CLUSTER)))
                .containsExactly("a 10.0.0.2:4000 [b]", "b 10.0.0.1:4000 [a]");
    }

    @Test
    void whoeverPublishesDoesSoToEachEnvironmentAndClustersEndAtItsBorder() {
        Wiring wiring = topology("""
                gateway-environments:
                  - { name: In, gateways: [ m, v ] }
                  - { name: Out, gateways: [ n, w ] }
                nodes:
                  m: { role: gateway-manager, host: m, address: 10.0.0.1 }
                  n: { role: gateway-manager, host: n, address: 10.0.0.2 }
                  v: { role: gateway-worker, host: v, address: 10.0.0.3 }
                  w: { role: gateway-worker, host: w, address: 10.0.0.4 }
                  p: { role: publisher, host: p, address: 10.0.0.5 }
                  k: { role: key-manager, host: k, address: 10.0.0.6 }
                """).wiring();

        assertThat(described(wiring.links(CallPurpose.PUBLISHING)))
                .containsExactly("p m:9443 [m]", "k m:9443 [m]", "p n:9443 [n]", "k n:9443 [n]");
        assertThat(described(wiring.links(CallPurpose.REVOCATION))).containsExactly("p v:8243 [v]", "k v:8243 [v]");
        assertThat(described(wiring.links(CallPurpose.CLUSTER)))
                .containsExactly(
                        "m 10.0.0.3:4000 [v]", "n 10.0.0.4:4000 [w]", "v 10.0.0.1:4000 [m]", "w 10.0.0.2:4000 [n]");
    }

    @Test
    void aVirtualHostWithoutNodesLeadsToThoseThatNoOtherOneNames() {
        Wiring wiring = topology("""
                load-balancers:
                  dmz: { virtual-hosts: { store: store.example.com } }
                  internal: { virtual-hosts: { inner: { role: store, name: store.int.example.com, nodes: [ t ] } } }
                nodes:
                  s: { role: store, host: s, address: 10.0.0.1 }
                  t: { role: store, host: t, address: 10.0.0.2 }
                """).wiring();

        assertThat(wiring.fronts())
                .extracting(front -> front.machine() + " " + front.host().name() + " "
                        + front.nodes().stream().map(Node::name).toList())
                .containsExactly(
                        "load-balancer-dmz store.example.com [s]", "load-balancer-internal store.int.example.com [t]");
    }

    @Test
    void thriftPassesNoLoadBalancer() {
        Wiring wiring = topology("""
                key-validation: thrift
                load-balancer: { virtual-hosts: { key-manager: { name: km.example.com, https: 443 } } }
                nodes:
                  w: { role: gateway-worker, host: w, address: 10.0.0.1 }
                  k: { role: key-manager, host: k, address: 10.0.0.2, offset: 2 }
                """).wiring();

        assertThat(described(wiring.links(CallPurpose.KEYS))).containsExactly("w km.example.com:443 [k]");
        assertThat(described(wiring.links(CallPurpose.KEYS_OVER_THRIFT))).containsExactly("w k:10397 [k]");
    }

    @Test
    void anAllInOneAsksAKeyManagerThatIsAnotherNodeAndElseNobody() {
        String nodes = """
                key-validation: thrift
                nodes:
                  a: { role: all-in-one, host: a, address: 10.0.0.1 }
                  b: { role: all-in-one, host: b, address: 10.0.0.2 }
                """;
        Wiring alone = topology(nodes).wiring();
        Wiring beside = topology(nodes + "  i: { role: identity-server-key-manager, host: i, address: 10.0.0.3 }\n")
                .wiring();

        assertThat(alone.links(CallPurpose.KEYS)).isEmpty();
        assertThat(alone.links(CallPurpose.KEYS_OVER_THRIFT)).isEmpty();
        assertThat(described(beside.links(CallPurpose.KEYS))).containsExactly("a i:9443 [i]", "b i:9443 [i]");
        assertThat(described(beside.links(CallPurpose.KEYS_OVER_THRIFT)))
                .containsExactly("a i:10397 [i]", "b i:10397 [i]");
        assertThat(described(beside.links(CallPurpose.REVOCATION))).contains("i a:8243 [a]");
    }

    @Test
    void anIdentityServerThatIsKeyManagerTooEndsSessions() {
        Wiring wiring = topology("""
                single-sign-on: { identity-server: i }
                nodes:
                  i: { role: identity-server-key-manager, host: i, address: 10.0.0.1 }
                  p: { role: publisher, host: p, address: 10.0.0.2 }
                """).wiring();

        assertThat(described(wiring.links(CallPurpose.SIGN_OUT))).containsExactly("i p:9443 [p]");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void everyRoleIsStartedInSomeStageAndOpensPorts(Role role) {
        String version = switch (role) {
            case TRAFFIC_MANAGER -> "2.6.0";
            case GATEWAY, CONTROL_PLANE -> "4.4.0";
            default -> "1.9.0";
        };
        Deployment deployment = ThrottledDeployment.of(folder, version, HEAD.replace("1.9.0", version) + nodeOf(role));

        assertThat(StartOrder.of(deployment.nodes())).hasSameElementsAs(deployment.nodes());
        assertThat(PortTable.of(new Topology(deployment)).of(deployment.nodes().get(0)))
                .isNotEmpty();
    }

    private static String nodeOf(Role role) {
        return "nodes: { n: { role: " + role + ", host: n, address: 10.0.0.1 } }\n";
    }

    private Wiring throttled(String version) {
        return new Topology(ThrottledDeployment.of(folder, version, ThrottledDeployment.DESCRIPTOR)).wiring();
    }

    @Test
    void everyGatewayReportsItsCallsToEveryTrafficManagerAtThatOnesPorts() {
        Wiring wiring = throttled("2.6.0");

        assertThat(described(wiring.links(CallPurpose.THROTTLE_EVENTS)))
                .startsWith(
                        "gateway-manager tm-1.internal:9611 [traffic-manager-1]",
                        "gateway-manager tm-2.internal:9612 [traffic-manager-2]",
                        "gateway-manager tm-1.internal:9711 [traffic-manager-1]",
                        "gateway-manager tm-2.internal:9712 [traffic-manager-2]",
                        "gateway-worker-1 tm-1.internal:9611 [traffic-manager-1]")
                .hasSize(16);
        assertThat(described(wiring.links(CallPurpose.THROTTLE_DECISIONS)))
                .startsWith(
                        "gateway-manager tm-1.internal:5672 [traffic-manager-1]",
                        "gateway-manager tm-2.internal:5673 [traffic-manager-2]")
                .hasSize(6);
    }

    @Test
    void upTo21PublishersSayOverJmsWhatIsBlockedAndSince22ByEvents() {
        assertThat(callers(throttled("2.1.0"), CallPurpose.THROTTLE_EVENTS))
                .containsExactlyInAnyOrder(Role.GATEWAY_MANAGER, Role.GATEWAY_WORKER);
        assertThat(callers(throttled("2.1.0"), CallPurpose.THROTTLE_DECISIONS))
                .containsExactlyInAnyOrder(Role.GATEWAY_MANAGER, Role.GATEWAY_WORKER, Role.PUBLISHER, Role.STORE);
        assertThat(callers(throttled("2.2.0"), CallPurpose.THROTTLE_EVENTS))
                .containsExactlyInAnyOrder(Role.GATEWAY_MANAGER, Role.GATEWAY_WORKER, Role.PUBLISHER);
        assertThat(callers(throttled("2.2.0"), CallPurpose.THROTTLE_DECISIONS))
                .containsExactlyInAnyOrder(Role.GATEWAY_MANAGER, Role.GATEWAY_WORKER);
    }

    private static Set<Role> callers(Wiring wiring, CallPurpose purpose) {
        return wiring.links(purpose).stream().map(link -> link.from().role()).collect(Collectors.toSet());
    }

    @Test
    void policiesGoToTheTrafficManagerThatIsNamedOrElseToTheFirst() {
        String descriptor = ThrottledDeployment.DESCRIPTOR;

        assertThat(policies(descriptor)).containsExactly("publisher-1 tm-1.internal:9443 [traffic-manager-1]");
        assertThat(policies(descriptor.replace("policies: traffic-manager-1", "policies: traffic-manager-2")))
                .containsExactly("publisher-1 tm-2.internal:9444 [traffic-manager-2]");
        assertThat(policies(descriptor.replaceFirst("throttling: .*\n", "")))
                .containsExactly("publisher-1 tm-1.internal:9443 [traffic-manager-1]");
    }

    private List<String> policies(String descriptor) {
        return described(new Topology(ThrottledDeployment.of(folder, "2.6.0", descriptor))
                .wiring()
                .links(CallPurpose.THROTTLE_POLICIES));
    }

    @Test
    void blockConditionsAreReadFromTheKeyManagerThroughItsVirtualHost() {
        assertThat(described(throttled("2.0.0").links(CallPurpose.BLOCK_CONDITIONS)))
                .containsExactly(
                        "gateway-manager km.example.com:443 [key-manager-1]",
                        "gateway-worker-1 km.example.com:443 [key-manager-1]",
                        "gateway-worker-2 km.example.com:443 [key-manager-1]");
    }

    @Test
    void trafficManagersStartBeforeWhoeverAsksThem() {
        List<Role> order = StartOrder.of(ThrottledDeployment.in(folder).nodes()).stream()
                .map(Node::role)
                .distinct()
                .toList();

        assertThat(order)
                .containsSubsequence(
                        Role.KEY_MANAGER,
                        Role.TRAFFIC_MANAGER,
                        Role.GATEWAY_MANAGER,
                        Role.PUBLISHER,
                        Role.STORE,
                        Role.GATEWAY_WORKER);
    }

    @Test
    void anAllInOneNodeThrottlesWhereThereIsNoTrafficManager() {
        String descriptor = HEAD + """
                nodes:
                  a: { role: all-in-one, host: a, address: 10.0.0.1, offset: 3 }
                  w: { role: gateway-worker, host: w, address: 10.0.0.2 }
                """;

        assertThat(described(new Topology(ThrottledDeployment.of(folder, "2.6.0", descriptor))
                        .wiring()
                        .links(CallPurpose.THROTTLE_DECISIONS)))
                .containsExactly("w a:5675 [a]");
    }

    @Test
    void linksLeadToNodesThatExistAtPortsThatTheyOpen() {
        Set<CallPurpose> seen = EnumSet.noneOf(CallPurpose.class);
        for (long seed = 0; seed < 200; seed++) {
            Topology topology = new Topology(SeededTopology.deployment(folder, seed));
            PortTable ports = PortTable.of(topology);
            for (Link link : topology.wiring().links()) {
                seen.add(link.purpose());
                assertThat(link.to()).as("seed %d: %s", seed, link).isNotEmpty();
                for (Node server : link.to()) {
                    assertThat(ports.of(server))
                            .as("seed %d: %s", seed, link)
                            .extracting(PortTable.Entry::purpose)
                            .contains(link.port());
                }
                if (link.front().isEmpty()) {
                    assertThat(ports.of(link.to().get(0)))
                            .as("seed %d: %s", seed, link)
                            .extracting(PortTable.Entry::effective)
                            .contains(link.address().port());
                }
            }
        }
        assertThat(seen)
                .containsAll(EnumSet.complementOf(EnumSet.of(
                        CallPurpose.API_CALLS,
                        CallPurpose.WEB_PAGES,
                        CallPurpose.BALANCING,
                        CallPurpose.ARTIFACTS,
                        CallPurpose.HUB_EVENTS,
                        CallPurpose.HUB_NEWS,
                        CallPurpose.HUB_DATA,
                        CallPurpose.COPIES,
                        CallPurpose.SUMMARIES,
                        CallPurpose.SQL)));
    }

    @Test
    void controlPlanesTellEachOtherAndGatewaysHearThemAll() {
        Wiring wiring =
                new Topology(ThrottledDeployment.of(folder, "4.4.0", HEAD.replace("1.9.0", "4.4.0") + """
                nodes:
                  c1: { role: control-plane, host: c1, address: 10.0.0.1 }
                  c2: { role: control-plane, host: c2, address: 10.0.0.2, offset: 1 }
                  t: { role: traffic-manager, host: t, address: 10.0.0.3 }
                  g: { role: gateway, host: g, address: 10.0.0.4 }
                """)).wiring();

        assertThat(described(wiring.links(CallPurpose.HUB_EVENTS)))
                .containsExactly(
                        "c1 10.0.0.2:9612 [c2]",
                        "c1 10.0.0.2:9712 [c2]",
                        "c2 10.0.0.1:9611 [c1]",
                        "c2 10.0.0.1:9711 [c1]");
        assertThat(described(wiring.links(CallPurpose.HUB_NEWS)))
                .containsExactly(
                        "t 10.0.0.1:5672 [c1]", "t 10.0.0.2:5673 [c2]", "g 10.0.0.1:5672 [c1]", "g 10.0.0.2:5673 [c2]");
        assertThat(described(wiring.links(CallPurpose.COPIES)))
                .containsExactly("c1 10.0.0.2:5673 [c2]", "c2 10.0.0.1:5672 [c1]");
        assertThat(described(wiring.links(CallPurpose.THROTTLE_DECISIONS))).containsExactly("g 10.0.0.3:5672 [t]");
    }

    @Test
    void aFirewallOpensWhatLinksNeedAndNothingBetweenNodesOfOneMachine() {
        Firewall firewall = Firewall.of(topology("""
                load-balancer:
                  address: 10.0.0.9
                  virtual-hosts: { gateway-worker: { name: gw.example.com, https: 443 } }
                nodes:
                  w: { role: gateway-worker, host: w, address: 10.0.0.1 }
                  k: { role: key-manager, host: k, address: 10.0.0.2 }
                  s: { role: store, host: s, address: 10.0.0.2, offset: 1 }
                """));

        assertThat(firewall.openings().stream()
                        .map(opening -> opening.machine() + " " + opening.port() + " " + opening.from())
                        .toList())
                .containsExactly(
                        "10.0.0.1 8243 [10.0.0.9]",
                        "10.0.0.1 9443 [10.0.0.2]",
                        "10.0.0.2 9443 [10.0.0.1]",
                        "10.0.0.2 9444 [browsers]",
                        "10.0.0.9 443 [10.0.0.2, API clients]",
                        "db.internal 3306 [10.0.0.1, 10.0.0.2]");
    }
}
