package io.github.apim.family.am2;

import static io.github.apim.family.am2.SoundHomes.API_MANAGER;
import static io.github.apim.family.am2.SoundHomes.DATASOURCES;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether the nodes agree on the analytics server. */
class AnalyticsRulesTest {

    private static final String RECEIVER = "{tcp://an.internal:7612}";

    @TempDir
    Path folder;

    /** Homes whose gateways report to the server that the descriptor names. */
    private SoundHomes reporting(String version, String server) {
        SoundHomes homes = SoundHomes.of(folder, version)
                .describe("nodes:\n", "statistics: { analytics: { host: an.internal } }\nnodes:\n");
        for (String gateway : List.of("manager", "worker")) {
            homes.replace(
                    gateway,
                    API_MANAGER,
                    "</APIManager>",
                    "<Analytics><Enabled>true</Enabled><%1$sServerURL>%2$s</%1$sServerURL></Analytics></APIManager>"
                            .formatted(server, RECEIVER));
        }
        return homes;
    }

    private SoundHomes reporting() {
        return reporting("2.6.0", "StreamProcessor");
    }

    @Test
    void m34AGatewayThatReportsNothing() {
        SoundHomes homes =
                reporting().replace("worker", API_MANAGER, "<Analytics><Enabled>true", "<Analytics><Enabled>false");

        assertThat(homes.said("M34").lines())
                .singleElement()
                .asString()
                .contains("/APIManager/Analytics/Enabled: is not true although", "this node would report nothing");
    }

    @Test
    void m34AGatewayThatReportsToAnotherServer() {
        SoundHomes homes =
                reporting("2.1.0", "DAS").replace("worker", API_MANAGER, RECEIVER, "{tcp://other.internal:7612}");

        assertThat(homes.said("M34").lines())
                .singleElement()
                .asString()
                .contains("/APIManager/Analytics/DASServerURL: is not " + RECEIVER + ", where the analytics server");
    }

    @Test
    void m34GatewaysThatReportToTheServerStaySilent() {
        assertThat(reporting().said("M34")).isEmpty();
        assertThat(reporting("2.1.0", "DAS").said("M34")).isEmpty();
        assertThat(SoundHomes.newer(folder).said("M34")).isEmpty();
    }

    @Test
    void m34AGatewayThatReportsToASecondServerTooStaysSilent() {
        SoundHomes homes = reporting()
                .replace("worker", API_MANAGER, RECEIVER, RECEIVER + ",{tcp://other.internal:7612}")
                .replace("manager", API_MANAGER, RECEIVER, "tcp://other.internal:7612,tcp://an.internal:7612");

        assertThat(homes.said("M34")).isEmpty();
    }

    @Test
    void m35AStoreThatReadsOtherStatisticsThanThePublisher() {
        SoundHomes homes = reporting("2.1.0", "DAS")
                .replace(
                        "store", DATASOURCES, "jdbc:h2:repository/database/STATS", "jdbc:h2:repository/database/OTHER");

        assertThat(homes.said("M35").lines())
                .singleElement()
                .asString()
                .contains("WSO2AM_STATS_DB", "is not what node");
    }

    @Test
    void m35In26ThereAreNoSuchDatasourcesToCompare() {
        SoundHomes homes = reporting()
                .replace(
                        "store", DATASOURCES, "jdbc:h2:repository/database/STATS", "jdbc:h2:repository/database/OTHER");

        assertThat(homes.said("M35")).isEmpty();
    }

    @Test
    void m35OneDatabaseOfStatisticsStaysSilent() {
        assertThat(reporting("2.1.0", "DAS").said("M35")).isEmpty();
    }
}
