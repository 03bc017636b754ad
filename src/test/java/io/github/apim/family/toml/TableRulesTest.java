package io.github.apim.family.toml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Tables whose keys belong together, and environments with their gateways. */
class TableRulesTest extends TomlRulesHarness {

    private static final String URLS = "[\"tcp://10.2.0.21:9611\"]";

    @Test
    void t20AGroupOfSeveral() {
        assertThat(four().replace("gw-1", URLS, "[\"tcp://10.2.0.21:9611\", \"tcp://10.2.0.12:9612\"]")
                        .said("T20"))
                .contains("apim.throttling.url_group[1].traffic_manager_urls: has several addresses");
        assertThat(three().replace(
                                "pub",
                                "[\"tcp://tm-1.internal:9611\"]",
                                "[\"tcp://tm-1.internal:9611\", \"tcp://tm-2.internal:9612\"]")
                        .said("T20"))
                .isNotEmpty();
    }

    @Test
    void t20CountersThatTheyShareStaysSilent() {
        assertThat(four().replace("gw-1", URLS, "[\"tcp://10.2.0.21:9611\", \"tcp://10.2.0.12:9612\"]")
                        .replace(
                                "gw-1",
                                "[apim.gateway_notification]",
                                "[apim.distributed_throttling]\nenable = true\n[apim.gateway_notification]")
                        .said("T20"))
                .isEmpty();
    }

    @Test
    void t58AReceiverBesideTheGroups() {
        assertThat(three().replace(
                                "gw-1",
                                "[apim.throttling]",
                                "[apim.throttling]\nreceiver_url = \"tcp://localhost:9611\"")
                        .said("T58"))
                .contains("apim.throttling.receiver_url: is taken instead of all groups");
    }

    @Test
    void t58GroupsAloneStaysSilent() {
        assertThat(three().said("T58")).isEmpty();
    }

    @Test
    void t36AMisspeltDuration() {
        assertThat(three().replace("gw-1", "deployment_retry_duration", "deployment_retry_duartion")
                        .said("T36"))
                .contains("apim.sync_runtime_artifacts.gateway.deployment_retry_duration: is not there beside");
    }

    @Test
    void t36NoRetrieverStaysSilent() {
        assertThat(three().replace(
                                "gw-1", "artifact_retriever = \"DBRetriever\"\ndeployment_retry_duration = 15000", "")
                        .said("T36"))
                .isEmpty();
    }

    private static final String IDP = """
            [apim.idp]
            authorize_endpoint = "https://idp.example.org/authorize"
            oidc_logout_endpoint = "https://idp.example.org/logout"
            [apim.key_manager]""";

    @Test
    void t55AnIdentityProviderInPart() {
        assertThat(three().replace("pub", "[apim.key_manager]", IDP).said("T55").lines())
                .hasSize(2)
                .allMatch(line -> line.contains("apim.idp.server_url: ")
                        || line.contains("apim.idp.oidc_check_session_endpoint: "));
    }

    @Test
    void t55AllThat31KnowsStaysSilent() {
        assertThat(SoundTomls.three(folder, "3.1.0")
                        .replace("pub", "[apim.key_manager]", IDP)
                        .said("T55"))
                .isEmpty();
    }

    @Test
    void t32ALabelThatIsNoEnvironment() {
        assertThat(four().replace("gw-1", "[\"Default\"]", "[\"default\"]").said("T32"))
                .contains("gateway_labels[1]: is \"default\", but APIs are deployed to \"Default\"")
                .contains("did you mean 'Default'?");
    }

    @Test
    void t32AnotherNameOnThePortal() {
        assertThat(three().replace("dev", "name = \"Production and Sandbox\"", "name = \"Production\"")
                        .said("T32"))
                .contains("nodes.dev: ")
                .contains("has the names \"Production\", but node pub has \"Production and Sandbox\"");
    }

    @Test
    void t32AGatewayThatTakesTheDefaultStaysSilent() {
        assertThat(four().replace("gw-1", "gateway_labels = [\"Default\"]", "").said("T32"))
                .isEmpty();
    }

    private TomlHomes withSecondEnvironment(TomlHomes homes) {
        for (String node : new String[] {"cp-1", "cp-2"}) {
            homes.replace(
                    node,
                    "[apim.key_manager]",
                    "[[apim.gateway.environment]]\nname = \"Second\"\ntype = \"sandbox\"\n[apim.key_manager]");
        }
        return homes;
    }

    @Test
    void c26AnEnvironmentWithoutGateways() {
        assertThat(withSecondEnvironment(four()).said("C26").lines())
                .hasSize(2)
                .allMatch(line -> line.contains(
                        "apim.gateway.environment[2].name: is \"Second\", which is among the labels of no"));
    }

    @Test
    void c26AGatewayWhoseLabelsAreNotKnownStaysSilent() {
        assertThat(withSecondEnvironment(four())
                        .replace("gw-1", "gateway_labels = [\"Default\"]", "")
                        .said("C26"))
                .isEmpty();
    }

    @Test
    void c27SeveralLabelsIn40() {
        assertThat(withSecondEnvironment(SoundTomls.four(folder, "4.0.0"))
                        .replace("gw-1", "[\"Default\"]", "[\"Default\", \"Second\"]")
                        .said("C27"))
                .contains("gateway_labels: has several labels");
    }

    @Test
    void c27SeveralLabelsIn41StaysSilent() {
        assertThat(withSecondEnvironment(SoundTomls.four(folder, "4.1.0"))
                        .replace("gw-1", "[\"Default\"]", "[\"Default\", \"Second\"]")
                        .said("C27"))
                .isEmpty();
    }

    @Test
    void c28AnEnvironmentOfOneTypeIn42() {
        assertThat(withSecondEnvironment(SoundTomls.four(folder, "4.2.0")).said("C28"))
                .contains("apim.gateway.environment[2].type: is sandbox");
    }

    @Test
    void c28AnEnvironmentOfOneTypeIn43StaysSilent() {
        assertThat(withSecondEnvironment(SoundTomls.four(folder, "4.3.0")).said("C28"))
                .isEmpty();
    }
}
