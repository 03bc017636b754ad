package io.github.apim.family.toml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Addresses of services, under the load balancer's name or the node's. */
class ServiceRulesTest extends TomlRulesHarness {

    private static final String KEYS_OF_3 = "https://km.internal:9443/services/";
    private static final String HUB_OF_4 = "service_url = \"https://api.example.org:443/services/\"";

    @Test
    void t27PoliciesThatStayWhereTheyAre() {
        assertThat(three().replace("pub", "[apim.throttling]\nservice_url", "[apim.throttling]\nanother")
                        .said("T27"))
                .contains("apim.throttling.service_url: is not there, and its default is this node itself");
        assertThat(three().replace("gw-1", "[apim.throttling]\nservice_url", "[apim.throttling]\nanother")
                        .said("T27"))
                .contains("Failed retrieving Blocking Conditions");
    }

    @Test
    void t27AnAddressWhereNobodyTakesPolicies() {
        assertThat(three().replace("pub", "https://tm-1.internal:9443", "https://tm-2.internal:9443")
                        .said("T27"))
                .contains(
                        "leads to https://tm-2.internal:9443/services/, where nobody answers this; tm-1.internal:9443 or");
    }

    @Test
    void t27TheHubInsteadOfItStaysSilent() {
        assertThat(three().replace("gw-1", "[apim.throttling]\nservice_url", "[apim.event_hub]\nservice_url")
                        .said("T27"))
                .isEmpty();
    }

    @Test
    void t28AKeyManagerThatIsNotNamed() {
        assertThat(three().replace("tm-1", "[apim.key_manager]", "[apim.other]").said("T28"))
                .contains("nodes.tm-1: ")
                .contains("apim.key_manager.service_url: is not there");
    }

    @Test
    void t28ALocalhostWhereNoKeyManagerIs() {
        assertThat(four().replace(
                                "gw-1",
                                "[apim.key_manager]\n" + HUB_OF_4,
                                "[apim.key_manager]\nservice_url = \"https://localhost:${mgt.transport.https.port}/services/\"")
                        .said("T28"))
                .contains("leads to https://localhost:${mgt.transport.https.port}/services/, where nobody");
    }

    @Test
    void t28AControlPlaneThatAsksItselfStaysSilent() {
        assertThat(four().replace(
                                "cp-1",
                                "[apim.key_manager]\n" + HUB_OF_4,
                                "[apim.key_manager]\nservice_url = \"https://localhost:${mgt.transport.https.port}/services/\"")
                        .said("T28"))
                .isEmpty();
        assertThat(four().replace(
                                "gw-1",
                                "[apim.key_manager]\n" + HUB_OF_4,
                                "[apim.key_manager]\nservice_url = \"https://api.example.org/services/\"")
                        .said("T28"))
                .isEmpty();
    }

    @Test
    void t28ItsOwnPortInFiguresStaysSilent() {
        assertThat(four().replace(
                                "cp-1",
                                "[apim.key_manager]\n" + HUB_OF_4,
                                "[apim.key_manager]\nservice_url = \"https://localhost:9443/services/\"")
                        .said("T28"))
                .isEmpty();
    }

    @Test
    void t28AnotherPortOfItsOwn() {
        for (String port : List.of(":9444", "")) {
            assertThat(four().replace(
                                    "cp-1",
                                    "[apim.key_manager]\n" + HUB_OF_4,
                                    "[apim.key_manager]\nservice_url = \"https://localhost" + port + "/services/\"")
                            .said("T28"))
                    .contains("leads to https://localhost" + port + "/services/, where nobody answers this");
        }
    }

    @Test
    void t28AnAddressInAnotherSpellingStaysSilent() {
        assertThat(three().describe("host: km.internal, address: 10.2.0.13", "host: km.internal, address: \"fd00::13\"")
                        .replace("gw-1", KEYS_OF_3, "https://[FD00:0:0::13]:9443/services/")
                        .said("T28"))
                .isEmpty();
    }

    @Test
    void t28AnotherNodeOnTheLoopbackNetworkStaysSilent() {
        assertThat(three().describe("host: km.internal, address: 10.2.0.13", "host: km.internal, address: 127.2.0.13")
                        .replace("gw-1", KEYS_OF_3, "https://127.2.0.13:9443/services/")
                        .said("T28"))
                .isEmpty();
    }

    @Test
    void t28AUrlFromTheEnvironmentStaysSilent() {
        TomlHomes homes = three().replace("gw-1", KEYS_OF_3, "https://$env{KM}:9443/services/")
                .replace("gw-2", KEYS_OF_3, "$env{KM_URL}");

        assertThat(homes.said("T28")).isEmpty();
        assertThat(homes.said("T29")).isEmpty();
    }

    @Test
    void t29AUrlWithoutServices() {
        assertThat(three().replace("gw-1", KEYS_OF_3, "https://km.internal:9443/")
                        .said("T29"))
                .contains("apim.key_manager.service_url: is not like https://host:port/services/");
    }

    @Test
    void t29AHostThatBeginsWithServices() {
        assertThat(three().replace("gw-1", KEYS_OF_3, "https://services.km.internal:9443/services/")
                        .said("T29"))
                .contains("cut it at the first");
    }

    @Test
    void t29TheUsualFormStaysSilent() {
        assertThat(three().replace("gw-1", KEYS_OF_3, "https://[fd00::1]:9443/services/")
                        .said("T29"))
                .isEmpty();
    }

    @Test
    void t30ANotificationToNobody() {
        assertThat(three().replace("km", "https://tm-1.internal:9443/internal", "https://localhost:9443/internal")
                        .said("T30"))
                .contains("notification_endpoint: leads to https://localhost:9443/internal/data/v1/notify");
    }

    @Test
    void t30ADoubledScheme() {
        assertThat(four().replace(
                                "cp-1",
                                "https://api.example.org:443/internal",
                                "https://https://api.example.org:443/internal")
                        .said("T30"))
                .contains("is not like https://host:port/internal/data/v1/notify");
    }

    @Test
    void t30AControlPlaneThatTellsItselfStaysSilent() {
        assertThat(four().replace(
                                "cp-1",
                                "https://api.example.org:443/internal",
                                "https://localhost:${mgt.transport.https.port}/internal")
                        .said("T30"))
                .isEmpty();
    }

    @Test
    void t30ItsOwnPortInFiguresStaysSilent() {
        assertThat(four().replace("cp-1", "https://api.example.org:443/internal", "https://localhost:9443/internal")
                        .said("T30"))
                .isEmpty();
    }

    @Test
    void t31AKeyManagerOf31WithoutEnvironments() {
        assertThat(SoundTomls.three(folder, "3.1.0")
                        .replace("km", "[[apim.gateway.environment]]", "[[apim.gateway.environments]]")
                        .said("T31"))
                .contains("nodes.km: ")
                .contains("gateways would not hear of revoked tokens");
    }

    @Test
    void t31AKeyManagerOf32StaysSilent() {
        assertThat(three().said("T31")).isEmpty();
    }

    @Test
    void t33ThePortOfApiCalls() {
        assertThat(three().replace("pub", "https://mgt.example.org:443", "https://gw-1.internal:8243")
                        .said("T33"))
                .contains("apim.gateway.environment[1].service_url: leads to https://gw-1.internal:8243/services/");
    }

    @Test
    void t33NoEnvironmentOnThePublisher() {
        assertThat(three().replace("pub", "[[apim.gateway.environment]]", "[[apim.gateway.environments]]")
                        .said("T33"))
                .contains("no API would get to a gateway");
    }

    @Test
    void t33TheShippedLocalhostOfAControlPlane() {
        assertThat(four().replace(
                                "cp-1", "https://mgt.example.org:443", "https://localhost:${mgt.transport.https.port}")
                        .said("T33"))
                .contains("leads to https://localhost");
    }

    @Test
    void t33AGatewayItselfStaysSilent() {
        assertThat(three().replace("pub", "https://mgt.example.org:443", "https://gw-1.internal:9443")
                        .said("T33"))
                .isEmpty();
    }

    @Test
    void c29APortOfThisNodeForAnother() {
        assertThat(four().replace(
                                "cp-1",
                                "https://mgt.example.org:443",
                                "https://mgt.example.org:${mgt.transport.https.port}")
                        .said("C29"))
                .contains(
                        "has a port that this server computes of its own offset, and mgt.example.org is another host");
    }

    @Test
    void c29ThisNodeStaysSilent() {
        assertThat(four().replace(
                                "cp-1",
                                "https://mgt.example.org:443",
                                "https://${carbon.local.ip}:${mgt.transport.https.port}")
                        .said("C29"))
                .isEmpty();
    }

    @Test
    void c29ItsOwnAddressInBracketsStaysSilent() {
        for (String host : List.of("[fd00:0:0::11]", "[::1]", "CP-1.internal")) {
            assertThat(four().describe("address: 10.2.0.11", "address: \"fd00::11\"")
                            .replace(
                                    "cp-1",
                                    "https://mgt.example.org:443",
                                    "https://" + host + ":${mgt.transport.https.port}")
                            .said("C29"))
                    .isEmpty();
        }
    }

    @Test
    void c59AHubThatIsNotNamed() {
        assertThat(four().replace("gw-1", "enable = true\n" + HUB_OF_4, "enable = true")
                        .said("C59"))
                .contains("apim.event_hub.service_url: is not there");
    }

    @Test
    void c59AHubThatIsNone() {
        assertThat(four().replace(
                                "gw-1",
                                "enable = true\n" + HUB_OF_4,
                                "enable = true\nservice_url = \"https://tm-1.internal:9443/services/\"")
                        .said("C59"))
                .contains("leads to https://tm-1.internal:9443/services/");
    }

    @Test
    void c59TheNodeOfAControlPlaneStaysSilent() {
        assertThat(four().replace(
                                "gw-1",
                                "enable = true\n" + HUB_OF_4,
                                "enable = true\nservice_url = \"https://cp-1.internal:9443/services/\"")
                        .said("C59"))
                .isEmpty();
    }
}
