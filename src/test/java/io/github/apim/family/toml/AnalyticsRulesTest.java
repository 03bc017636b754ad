package io.github.apim.family.toml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Whether nodes report the use of APIs, and to the analytics server that the descriptor names. */
class AnalyticsRulesTest extends TomlRulesHarness {

    private static final String RECEIVER = "\"tcp://an.internal:7612\"";

    /** Homes of which all that must know the server do so. */
    private TomlHomes reporting() {
        TomlHomes homes = three().describe("statistics: { analytics: { host: an.internal } }\n");
        for (String node : new String[] {"pub", "dev", "gw-1", "gw-2"}) {
            homes.replace(node, "[apim.key_manager]", """
                    [apim.analytics]
                    enable = true
                    [[apim.analytics.url_group]]
                    analytics_url = ["tcp://an.internal:7612"]
                    analytics_auth_url = ["ssl://an.internal:7712"]
                    [apim.key_manager]""");
        }
        return homes;
    }

    @Test
    void t45AnalyticsThatAreNotSwitchedOn() {
        assertThat(three().replace(
                                "gw-1",
                                "[apim.key_manager]",
                                "[[apim.analytics.url_group]]\nanalytics_url = [\"tcp://a:7612\"]\n[apim.key_manager]")
                        .said("T45"))
                .contains("apim.analytics.enable: is not there beside the groups");
    }

    @Test
    void t45AnalyticsThatAreSwitchedOffStaysSilent() {
        assertThat(three().replace(
                                "gw-1",
                                "[apim.key_manager]",
                                "[apim.analytics]\nenable = false\n[[apim.analytics.url_group]]\nanalytics_url = [\"tcp://a:7612\"]\n[apim.key_manager]")
                        .said("T45"))
                .isEmpty();
    }

    @Test
    void t45AGatewayThatReportsNothing() {
        assertThat(reporting()
                        .replace("gw-2", "enable = true\n[[apim.analytics", "enable = false\n[[apim.analytics")
                        .said("T45")
                        .lines())
                .singleElement()
                .asString()
                .contains("nodes.gw-2: ", "apim.analytics.enable: is not true although the descriptor has statistics");
    }

    @Test
    void t45StatisticsThatAPortalDoesNotKnow() {
        assertThat(reporting()
                        .replace("pub", "[apim.analytics]\nenable = true\n", "")
                        .said("T45"))
                .contains("nodes.pub: ", "set it to true");
    }

    @Test
    void t45WhoeverReportsStaysSilent() {
        assertThat(reporting().said("T45")).isEmpty();
        assertThat(reporting()
                        .replace("gw-2", "enable = true\n[[apim", "enable = \"$env{STATISTICS}\"\n[[apim")
                        .said("T45"))
                .isEmpty();
    }

    @Test
    void t46AnotherServerOrAnotherPort() {
        assertThat(reporting()
                        .replace("gw-1", "tcp://an.internal:7612", "tcp://an.internal:7611")
                        .replace("gw-2", "ssl://an.internal:7712", "ssl://other.internal:7712")
                        .said("T46")
                        .lines())
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line)
                                .contains(
                                        "nodes.gw-1: ",
                                        "apim.analytics.url_group.analytics_url: does not name tcp://an.internal:7612"),
                        line -> assertThat(line)
                                .contains(
                                        "nodes.gw-2: ",
                                        "url_group.analytics_auth_url: does not name ssl://an.internal:7712"));
    }

    @Test
    void t46ASecondServerBesideItStaysSilent() {
        assertThat(reporting()
                        .replace("gw-1", RECEIVER, "\"tcp://an-2.internal:7612\", \"tcp://an.internal:7612/\"")
                        .replace("gw-2", RECEIVER, "\"$env{RECEIVER}\"")
                        .said("T46"))
                .isEmpty();
    }

    @Test
    void t46WithoutStatisticsInTheDescriptorStaysSilent() {
        assertThat(three().replace(
                                "gw-1",
                                "[apim.key_manager]",
                                "[apim.analytics]\nenable = true\n[[apim.analytics.url_group]]\nanalytics_url = [\"tcp://a:7612\"]\n[apim.key_manager]")
                        .said("T46"))
                .isEmpty();
    }

    @Test
    void t58ReceiversOfAnalyticsBesideTheirGroups() {
        assertThat(reporting()
                        .replace(
                                "gw-1",
                                "[apim.analytics]",
                                "[apim.analytics]\nreceiver_urls = \"{tcp://an.internal:7612}\"")
                        .said("T58"))
                .contains("apim.analytics.receiver_urls: is taken instead of all groups");
    }

    @Test
    void t58GroupsOfAnalyticsAloneStaySilent() {
        assertThat(reporting().said("T58")).isEmpty();
    }

    @Test
    void c24AServerThatIsCalledAsInTheSamplesStaysSilent() {
        TomlHomes homes = three().describe("statistics: { analytics: { host: analytics.local } }\n")
                .replace(
                        "gw-1",
                        "[apim.key_manager]",
                        "[apim.analytics]\nstore_api_url = \"https://analytics.local:7444\"\n[apim.key_manager]");

        assertThat(homes.said("C24")).isEmpty();
    }
}
