package io.github.apim.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.deployment.Problem;
import io.github.apim.product.Catalogue;
import io.github.apim.product.Product;
import io.github.apim.product.ProductVersion;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a version cannot do is told at its place, with what to do. */
class VersionLimitsTest {

    private static final String THROTTLED = """
              tm-1: { role: traffic-manager, host: tm-1.internal }
            throttling: { policies: tm-1 }
            load-balancer:
              virtual-hosts:
                gateway-worker: { name: gw.example.com, websocket: 9099, secure-websocket: 8099 }
                store: store.example.com
            """;

    private static final String STATISTICS = """
              bam-1: { role: bam, host: bam-1.internal }
            statistics: { bam: bam-1 }
            """;

    @TempDir
    Path folder;

    private List<String> problems(String version, String more) {
        // A file name that says no version, which the caller says instead.
        String yaml = Descriptors.SHORTEST.replace("packs/wso2am-1.9.0.zip", "am.zip\n  bam: bam.zip") + more;
        return VersionLimits.check(
                        new Descriptors(folder).read(yaml),
                        Catalogue.of(new ProductVersion(Product.API_MANAGER, version)))
                .stream()
                .sorted(Problem.FILE_ORDER)
                .map(problem -> problem.path() + ": " + problem.message())
                .toList();
    }

    @Test
    void version1HasNoTrafficManagersAndNoWebSockets() {
        assertThat(new Descriptors(folder).problems(Descriptors.SHORTEST + THROTTLED))
                .hasSize(4)
                .satisfiesExactly(
                        problem -> assertThat(problem)
                                .startsWith("9:17: nodes.tm-1.role: WSO2 API Manager 1.9.0 has no traffic manager")
                                .contains("leave the node out"),
                        problem -> assertThat(problem)
                                .startsWith("10:1: throttling: WSO2 API Manager 1.9.0 has no traffic managers")
                                .endsWith("remove the key"),
                        problem -> assertThat(problem)
                                .startsWith(
                                        "13:56: load-balancer.virtual-hosts.gateway-worker.websocket: WSO2 API Manager"
                                                + " 1.9.0 answers no web sockets"),
                        problem -> assertThat(problem)
                                .startsWith("13:80: load-balancer.virtual-hosts.gateway-worker.secure-websocket:"));
    }

    @Test
    void webSocketsCameIn21AndOverTlsIn22() {
        assertThat(problems("2.0.0", THROTTLED)).hasSize(2).allMatch(problem -> problem.contains("websocket:"));
        assertThat(problems("2.1.0", THROTTLED))
                .singleElement()
                .asString()
                .startsWith(
                        "load-balancer.virtual-hosts.gateway-worker.secure-websocket: WSO2 API Manager 2.1.0 answers"
                                + " no web sockets over TLS");
        assertThat(problems("2.2.0", THROTTLED)).isEmpty();
    }

    @Test
    void noneOfSeveralLoadBalancersServesWebSocketsBefore21() {
        String several =
                THROTTLED.replace("load-balancer:\n  virtual-hosts:", "load-balancers:\n dmz:\n  virtual-hosts:");

        assertThat(problems("2.0.0", several))
                .hasSize(2)
                .allMatch(problem -> problem.startsWith("load-balancers.dmz.virtual-hosts.gateway-worker."));
    }

    @Test
    void statisticsInBamEndedWithVersion1() {
        assertThat(problems("1.9.0", STATISTICS)).isEmpty();
        assertThat(problems("2.6.0", STATISTICS))
                .singleElement()
                .asString()
                .startsWith("statistics.bam: WSO2 API Manager 2.6.0 sends its statistics to wso2am-analytics")
                .endsWith("name that server as statistics.analytics");
        assertThat(problems("1.10.0", STATISTICS))
                .singleElement()
                .asString()
                .startsWith("statistics.bam: WSO2 API Manager 1.10.0 reports the use of APIs to WSO2 Data Analytics")
                .endsWith("name that server as statistics.analytics");
    }

    @Test
    void whatIsSaidOfBamMeansNothingToAnAnalyticsServer() {
        assertThat(problems("2.5.0", """
                statistics:
                  analytics: { host: an.internal }
                  events: balanced
                  credentials: { username: a, password: b }
                """))
                .satisfiesExactly(
                        problem -> assertThat(problem)
                                .startsWith("statistics.events: WSO2 API Manager 2.5.0 reports to an analytics server")
                                .endsWith("remove the key"),
                        problem -> assertThat(problem)
                                .startsWith("statistics.credentials: WSO2 API Manager 2.5.0 signs in")
                                .endsWith("put its credentials there"));
    }

    @Test
    void anAnalyticsServerCameInOnlyWith110() {
        String analytics = "statistics: { analytics: { host: an.internal, offset: 1 } }\n";

        for (String version : List.of("1.9.0", "1.9.1")) {
            assertThat(problems(version, analytics))
                    .singleElement()
                    .asString()
                    .startsWith("statistics.analytics: WSO2 API Manager " + version + " reports the use of APIs to BAM")
                    .endsWith("name nodes of role bam as statistics.bam");
        }
        for (String version :
                List.of("1.10.0", "2.0.0", "2.1.0", "2.2.0", "2.5.0", "2.6.0", "3.0.0", "3.1.0", "3.2.0")) {
            assertThat(problems(version, analytics))
                    .filteredOn(problem -> problem.startsWith("statistics"))
                    .isEmpty();
        }
    }

    @Test
    void version3ReportsToTheWorkerOfItsOwnVersion() {
        assertThat(problems("3.2.0", STATISTICS))
                .filteredOn(problem -> problem.startsWith("statistics"))
                .singleElement()
                .asString()
                .startsWith("statistics.bam: WSO2 API Manager 3.2.0 sends its statistics to the worker")
                .endsWith("name that server as statistics.analytics");
    }

    @Test
    void version4ReportsToTheCloudAndSaysWhatToWriteInstead() {
        for (String server : List.of("analytics: { host: an.internal }", "bam: bam-1")) {
            String statistics = "  bam-1: { role: bam, host: bam-1.internal }\nstatistics: { " + server + " }\n";
            assertThat(problems("4.5.0", statistics))
                    .filteredOn(problem -> problem.startsWith("statistics"))
                    .singleElement()
                    .asString()
                    .startsWith("statistics: WSO2 API Manager 4.5.0 reports to a service in the cloud")
                    .contains("remove the key, and let edits of repository/conf/deployment.toml set"
                            + " apim.analytics.enable to true and apim.analytics.auth_token to");
            assertThat(problems("4.6.0", statistics))
                    .filteredOn(problem -> problem.startsWith("statistics"))
                    .singleElement()
                    .asString()
                    .contains("apim.analytics.properties.moesifKey to what the service gave you");
        }
    }

    @Test
    void webSocketsComeToGateways() {
        assertThat(new Descriptors(folder)
                        .problems(Descriptors.SHORTEST.replace("packs/wso2am-1.9.0.zip", "am.zip") + """
                  tm-1: { role: traffic-manager, host: tm-1.internal }
                load-balancer:
                  virtual-hosts:
                    store: { name: store.example.com, websocket: 9099 }
                """))
                .singleElement()
                .asString()
                .startsWith("12:50: load-balancer.virtual-hosts.store.websocket: web sockets are API calls")
                .contains("'gateway-worker'");
    }

    @Test
    void noLoadBalancerStandsInFrontOfTrafficManagersOf2() {
        assertThat(new Descriptors(folder)
                        .problems(Descriptors.SHORTEST.replace("packs/wso2am-1.9.0.zip", "wso2am-2.6.0.zip") + """
                  tm-1: { role: traffic-manager, host: tm-1.internal }
                load-balancer:
                  virtual-hosts:
                    traffic-manager: tm.example.com
                """))
                .singleElement()
                .asString()
                .startsWith(
                        "12:22: load-balancer.virtual-hosts.traffic-manager: WSO2 API Manager 2.6.0 has traffic managers"
                                + " that no load balancer stands in front of");
    }

    @Test
    void policiesGoToATrafficManager() {
        assertThat(new Descriptors(folder).problems(Descriptors.SHORTEST + "throttling: { policies: gw-1 }\n"))
                .singleElement()
                .asString()
                .endsWith("node 'gw-1' has the role 'gateway-worker'; expected a node of the role traffic-manager or"
                        + " all-in-one");
    }

    @Test
    void aDatabaseServersVersionIsReadAsText() {
        String yaml = Descriptors.SHORTEST.replace("  driver:", "  version: \"5.7\"\n  driver:");

        assertThat(new Descriptors(folder).read(yaml).deployment().databases().version())
                .contains("5.7");
        assertThat(new Descriptors(folder)
                        .read(Descriptors.SHORTEST)
                        .deployment()
                        .databases()
                        .version())
                .isEmpty();
    }
}
