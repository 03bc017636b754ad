package io.github.apim.family.toml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Addresses of brokers and receivers, node by node. */
class EndpointRulesTest extends TomlRulesHarness {

    private static final String SECOND_GROUP = """
            [[apim.throttling.url_group]]
            traffic_manager_urls = ["tcp://10.2.0.12:9612"]
            traffic_manager_auth_urls = ["ssl://10.2.0.12:9712"]
            """;

    @Test
    void t21ATrafficManagerThatIsNotNamed() {
        assertThat(four().replace("gw-1", ", \"tcp://10.2.0.12:5673\"", "").said("T21"))
                .contains("nodes.gw-1: ")
                .contains("throttle_decision_endpoints: does not name tm-2 (line 12)");
        assertThat(four().replace("gw-1", SECOND_GROUP, "").said("T21").lines()).hasSize(2);
    }

    @Test
    void t21ASchemeOfAnotherPort() {
        assertThat(four().replace("gw-1", "ssl://10.2.0.12:9712", "tcp://10.2.0.12:9712")
                        .said("T21"))
                .contains("url_group[2].traffic_manager_auth_urls[1]: is no address like ssl://host:port");
    }

    @Test
    void t21AHostThatIsNoneOfThem() {
        assertThat(four().replace("tm-1", "tcp://cp-2.internal:5672", "tcp://10.2.0.31:5672")
                        .said("T21"))
                .contains("10.2.0.31 is none of those that answer this, which are cp-1");
        assertThat(three().replace("gw-1", "tcp://tm-1.internal:5672", "tcp://localhost:5672")
                        .said("T21"))
                .contains("localhost is none of those");
    }

    @Test
    void t21NoGroupAtAll() {
        assertThat(three().replace("pub", "[[apim.throttling.url_group]]", "[[apim.throttling.url_groups]]")
                        .said("T21"))
                .contains("apim.throttling.url_group.traffic_manager_urls: is not there");
    }

    @Test
    void t21NamesAndAddressesInAnyOrderStaysSilent() {
        assertThat(four().replace(
                                "gw-1",
                                "\"tcp://10.2.0.11:5672\", \"tcp://cp-2.internal:5672\"",
                                "\"tcp://10.2.0.12:5672\", \"tcp://cp-1.internal:5672\"")
                        .said("T21"))
                .isEmpty();
    }

    @Test
    void t21AnAddressInAnotherSpellingStaysSilent() {
        TomlHomes homes = four().describe("address: 10.2.0.21", "address: \"fd00::21\"")
                .describe("load-balancer:\n", "load-balancer:\n  address: \"fd00::5\"\n")
                .replace("gw-1", "tcp://10.2.0.21:5672", "tcp://[FD00:0:0:0::21]:5672")
                .replace("gw-1", "://10.2.0.21:9", "://[fd00:0:0::21]:9");

        assertThat(homes.said("T21").lines().filter(line -> line.contains("nodes.gw-1: ")))
                .isEmpty();
        assertThat(homes.replace("gw-1", "tcp://10.2.0.12:5673", "tcp://[fd00:0::5]:5673")
                        .said("T22"))
                .contains("fd00:0::5 is the load balancer");
    }

    @Test
    void t21AHostFromTheEnvironmentStaysSilent() {
        assertThat(four().replace("gw-1", "tcp://10.2.0.12:5673", "tcp://$env{TM}:5673")
                        .said("T21"))
                .isEmpty();
    }

    @Test
    void t22TheLoadBalancersName() {
        assertThat(four().replace("gw-1", "tcp://cp-2.internal:5672", "tcp://api.example.org:5672")
                        .said("T22"))
                .contains("event_listening_endpoints[2]: api.example.org is the load balancer");
    }

    @Test
    void t22ItsAddress() {
        assertThat(four().describe("load-balancer:\n", "load-balancer:\n  address: 10.2.0.5\n")
                        .replace("tm-1", "tcp://10.2.0.12:5673", "tcp://10.2.0.5:5673")
                        .said("T22"))
                .contains("event_duplicate_url[1]: 10.2.0.5 is the load balancer");
    }

    @Test
    void t22ALoadBalancerOnAMachineOfNodesStaysSilent() {
        assertThat(four().describe("load-balancer:\n", "load-balancer:\n  address: 10.2.0.11\n")
                        .said("T22"))
                .isEmpty();
    }

    @Test
    void t23ThePortWithoutTheOffset() {
        assertThat(four().replace("gw-1", "tcp://10.2.0.12:5673", "tcp://10.2.0.12:5672")
                        .said("T23"))
                .contains(
                        "throttle_decision_endpoints[2]: port 5672 is not that for AMQP clients of node tm-2 (line 12),"
                                + " which is 5673");
        assertThat(three().replace("pub", "ssl://10.2.0.13:9712", "ssl://10.2.0.13:9771")
                        .said("T23"))
                .contains("port 9771 is not that for events for throttling over TLS of node tm-2");
    }

    @Test
    void t23ThePortOfTheNodesMachineStaysSilent() {
        assertThat(four().replace("gw-1", "tcp://10.2.0.12:5673", "tcp://tm-2.internal:5673")
                        .said("T23"))
                .isEmpty();
    }

    @Test
    void t24AGatewayThatNamesNoBroker() {
        assertThat(three().replace("gw-1", "throttle_decision_endpoints", "throttle_decision_end_points")
                        .said("T24"))
                .contains("apim.throttling.throttle_decision_endpoints: is not there")
                .contains("name tm-1 (line 15), tm-2 (line 16), as tcp://…");
    }

    @Test
    void t24AKeyManagerThatNamesNoneStaysSilent() {
        assertThat(three().replace("km", "throttle_decision_endpoints", "another")
                        .said("T24"))
                .isEmpty();
    }

    @Test
    void t25TheNodeItself() {
        assertThat(four().replace(
                                "cp-1",
                                "event_duplicate_url = [\"tcp://10.2.0.12",
                                "event_duplicate_url = [\"tcp://10.2.0.11")
                        .said("T25"))
                .contains("apim.event_hub.event_duplicate_url[1]: is this node itself");
    }

    @Test
    void t25NodesOnAddressesOfTheLoopbackNetworkStaySilent() {
        TomlHomes homes = four().describe("10.2.0.", "127.2.0.");
        for (String node : List.of("cp-1", "cp-2", "tm-1", "tm-2", "gw-1", "gw-2")) {
            homes.replace(node, "10.2.0.", "127.2.0.");
        }

        assertThat(homes.said("T25") + homes.said("T21")).isEmpty();
    }

    @Test
    void t25OneThatIsMissing() {
        assertThat(three().replace("tm-1", "event_duplicate_url", "another").said("T25"))
                .contains("apim.throttling.event_duplicate_url: is not there")
                .contains("name tm-2 (line 16)");
    }

    @Test
    void t25AGateway() {
        assertThat(three().replace(
                                "gw-1",
                                "[apim.throttling]",
                                "[apim.throttling]\nevent_duplicate_url = [\"tcp://tm-1.internal:5672\"]")
                        .said("T25"))
                .contains("is for those that throttle or have the event hub alone");
    }

    /** Am-4 R14: which of the two keys switches which publisher on. */
    @Test
    void t25TheKeyOfTheVersion() {
        assertThat(SoundTomls.four(folder, "4.2.0")
                        .replace("cp-1", "[apim.throttling]", "[apim.other]")
                        .said("T25"))
                .contains("apim.throttling.event_duplicate_url: is not there");
        assertThat(SoundTomls.four(folder, "4.0.0")
                        .replace("cp-1", "event_duplicate_url", "another")
                        .said("T25"))
                .contains("apim.throttling.event_duplicate_url: is not there")
                .doesNotContain("apim.event_hub.event_duplicate_url");
    }

    @Test
    void t25OneNodeAloneStaysSilent() {
        assertThat(four().describe("  cp-2: { role: control-plane, host: cp-2.internal, address: 10.2.0.12 }\n", "")
                        .replace("cp-1", "event_duplicate_url", "another")
                        .said("T25"))
                .isEmpty();
    }

    @Test
    void t59TheOtherTrafficManagersBroker() {
        assertThat(four().replace(
                                "tm-1",
                                "\"tcp://localhost:5672\"",
                                "\"tcp://10.2.0.21:5672\", \"tcp://10.2.0.12:5673\"")
                        .said("T59"))
                .contains("throttle_decision_endpoints[2]: is node tm-2 (line 12), but this node is one of them");
    }

    @Test
    void t59ItsOwnAddressStaysSilent() {
        assertThat(four().replace("tm-1", "tcp://localhost:5672", "tcp://10.2.0.21:5672")
                        .said("T59"))
                .isEmpty();
        assertThat(four().replace("tm-1", "tcp://localhost:5672", "tcp://${carbon.local.ip}:${jms.port}")
                        .said("T59"))
                .isEmpty();
    }

    @Test
    void c11NoEventHub() {
        assertThat(four().replace("gw-1", "event_listening_endpoints", "another")
                        .said("C11"))
                .contains("nodes.gw-1: ")
                .contains("apim.event_hub.event_listening_endpoints: is not there");
        assertThat(four().replace("tm-2", "event_listening_endpoints", "another")
                        .said("C11"))
                .contains("nodes.tm-2: ");
    }

    @Test
    void c11AControlPlaneStaysSilent() {
        assertThat(four().replace("cp-1", "event_listening_endpoints", "another")
                        .said("C11"))
                .isEmpty();
    }

    @Test
    void c12NoGroupsOfTheHubs() {
        assertThat(four().replace("cp-2", "[[apim.event_hub.publish.url_group]]", "[[apim.event_hub.publish.other]]")
                        .said("C12"))
                .contains("apim.event_hub.publish.url_group.urls: is not there")
                .contains("name cp-1 (line 9), cp-2 (line 10)");
    }

    @Test
    void c12OneControlPlaneStaysSilent() {
        assertThat(four().describe("  cp-2: { role: control-plane, host: cp-2.internal, address: 10.2.0.12 }\n", "")
                        .replace("cp-1", "[[apim.event_hub.publish.url_group]]", "[[apim.event_hub.publish.other]]")
                        .said("C12"))
                .isEmpty();
    }

    @Test
    void c16AControlPlaneOf40WithoutTheAddressOfItsBroker() {
        assertThat(SoundTomls.four(folder, "4.0.0")
                        .replace("cp-1", "throttle_decision_endpoints", "another")
                        .said("C16"))
                .contains("nodes.cp-1: ")
                .contains("throttle_decision_endpoints: is not there");
    }

    @Test
    void c16AControlPlaneOf41StaysSilent() {
        assertThat(SoundTomls.four(folder, "4.1.0").said("C16")).isEmpty();
    }
}
