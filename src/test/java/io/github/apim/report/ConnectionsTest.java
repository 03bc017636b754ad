package io.github.apim.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.companion.CompanionContext;
import io.github.apim.descriptor.Descriptors;
import io.github.apim.report.Connection.Kind;
import io.github.apim.testing.ThrottledDeployment;
import io.github.apim.testing.TomlDeployment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is said to talk to whom. */
class ConnectionsTest {

    private static final String HEAD = """
            packs: { api-manager: am.zip }
            databases: { url: "jdbc:mysql://10.0.0.20:3306", driver: mysql.jar, credentials: apim-db }
            """;

    @TempDir
    Path folder;

    private static Connection only(List<Connection> connections, Kind kind) {
        return connections.stream()
                .filter(connection -> connection.kind() == kind)
                .reduce((one, other) -> {
                    throw new AssertionError("two of " + kind);
                })
                .orElseThrow();
    }

    @Test
    void aWholeDeploymentHasEveryKindOnce() {
        List<Connection> connections = Connections.of(Samples.ten(folder));

        assertThat(connections)
                .extracting(Connection::kind)
                .containsExactlyElementsOf(Stream.of(Kind.values())
                        .filter(kind -> !List.of(Kind.THROTTLING, Kind.POLICIES, Kind.NEWS, Kind.SUMMARIES)
                                .contains(kind))
                        .toList());
        assertThat(connections)
                .extracting(Connection::number)
                .isSorted()
                .startsWith(1)
                .endsWith(11);
        assertThat(only(connections, Kind.API_CALLS).arrivals()).isEqualTo(Map.of("load-balancer", "gw.example.com"));
        assertThat(only(connections, Kind.BALANCING).arrivals())
                .containsEntry("gateway-worker", "8243, 8280")
                .containsEntry("publisher", "9444")
                .containsEntry("key-manager", "9443")
                .hasSize(6);
        assertThat(only(connections, Kind.PUBLISHING).sources()).containsExactly("key-manager", "publisher", "store");
        assertThat(only(connections, Kind.PUBLISHING).arrivals())
                .isEqualTo(Map.of("gateway-manager", "mgt.gw.example.com:443"));
        assertThat(only(connections, Kind.KEYS).sources())
                .containsExactly("gateway-manager", "gateway-worker", "publisher", "store");
        assertThat(only(connections, Kind.EVENTS).arrivals()).isEqualTo(Map.of("bam", "10.0.0.17:7614"));
        assertThat(only(connections, Kind.MESSAGES).arrivals()).isEqualTo(Map.of("message-broker", "10.0.0.18:61616"));
        assertThat(only(connections, Kind.SQL).sources())
                .contains("bam", "identity-server")
                .doesNotContain("message-broker");
    }

    @Test
    void schemasOnSeveralServersAreReadThereByThoseWhoUseThem() throws IOException {
        CompanionContext context = Samples.read(folder, """
                packs: { api-manager: am.zip, bam: bam.zip }
                databases:
                  url: "jdbc:mysql://10.0.0.20:3306"
                  driver: mysql.jar
                  credentials: apim-db
                  schemas: { statistics: { url: "jdbc:mysql://10.0.0.21,10.0.0.22:3307" } }
                statistics: { bam: b }
                nodes:
                  a: { role: all-in-one, host: a, address: 10.0.0.1 }
                  b: { role: bam, host: b, address: 10.0.0.2 }
                """);
        List<Connection> read = Connections.of(context).stream()
                .filter(connection -> connection.kind() == Kind.SQL)
                .toList();

        assertThat(read)
                .extracting(connection ->
                        connection.sources() + " to " + connection.arrivals().keySet())
                .containsExactly("[all-in-one] to [database]", "[all-in-one, bam] to [database-2]");
        assertThat(DeploymentPage.html(context, Samples.built(context), Samples.warnings()))
                .contains("Schemas on 10.0.0.20:3306", "Schemas on 10.0.0.21:3306, 10.0.0.22:3307")
                .contains("on 2 database servers");
    }

    @Test
    void theAnalyticsWorkerOf3IsReportedToAndAsked() throws IOException {
        CompanionContext context = CompanionContext.of(
                new Descriptors(folder)
                        .read(TomlDeployment.descriptor("3.2.0") + "statistics: { analytics: { host: an.internal } }\n")
                        .deployment(),
                Map.of());
        List<Connection> connections = Connections.of(context);

        assertThat(only(connections, Kind.EVENTS).sources()).containsExactly("gateway");
        assertThat(only(connections, Kind.EVENTS).arrivals()).isEqualTo(Map.of("analytics", "an.internal:7612"));
        assertThat(only(connections, Kind.SUMMARIES).sources()).containsExactly("publisher", "store");
        assertThat(only(connections, Kind.SUMMARIES).arrivals()).isEqualTo(Map.of("analytics", "an.internal:7444"));
    }

    @Test
    void anAnalyticsServerOutsideIsReportedToAndAsked() throws IOException {
        CompanionContext context = CompanionContext.of(
                ThrottledDeployment.of(
                        folder,
                        "2.5.0",
                        ThrottledDeployment.DESCRIPTOR + "statistics: { analytics: { host: an.internal } }\n"),
                Map.of());
        List<Connection> connections = Connections.of(context);

        assertThat(only(connections, Kind.EVENTS).sources()).containsExactly("gateway-manager", "gateway-worker");
        assertThat(only(connections, Kind.EVENTS).arrivals()).isEqualTo(Map.of("analytics", "an.internal:7612"));
        assertThat(only(connections, Kind.SUMMARIES).sources()).containsExactly("publisher", "store");
        assertThat(only(connections, Kind.SUMMARIES).arrivals()).isEqualTo(Map.of("analytics", "an.internal:9444"));
        assertThat(DeploymentPage.html(context, Samples.built(context), Samples.warnings()))
                .contains("Analytics server", "Publisher and store ask what has been summed up");
    }

    @Test
    void aPortThatSeveralVirtualHostsLeadToIsToldOnce() throws IOException {
        List<Connection> connections = Connections.of(Samples.pattern(folder, "all-in-one-balanced"));

        assertThat(only(connections, Kind.BALANCING).arrivals()).isEqualTo(Map.of("all-in-one", "8243, 8280, 9443"));
    }

    @Test
    void callsAreReportedToEveryTrafficManagerAndPoliciesGoToOne() {
        List<Connection> connections = Connections.of(Samples.throttled(folder));

        assertThat(only(connections, Kind.THROTTLING).sources())
                .containsExactly("gateway-manager", "gateway-worker", "publisher");
        assertThat(only(connections, Kind.THROTTLING).arrivals())
                .isEqualTo(Map.of(
                        "traffic-manager",
                        "tm-1.internal:9611, tm-2.internal:9612, tm-1.internal:5672, tm-2.internal:5673"));
        assertThat(only(connections, Kind.POLICIES).sources()).containsExactly("publisher");
        assertThat(only(connections, Kind.POLICIES).arrivals())
                .isEqualTo(Map.of("traffic-manager", "tm-1.internal:9443"));
        assertThat(only(connections, Kind.KEYS).arrivals()).isEqualTo(Map.of("key-manager", "km.example.com:443"));
        assertThat(only(connections, Kind.SQL).sources()).doesNotContain("traffic-manager");
    }

    @Test
    void withoutALoadBalancerNodesAreCalledAtTheirOwnPorts() {
        List<Connection> connections = Connections.of(Samples.read(folder, HEAD + """
                nodes:
                  m: { role: gateway-manager, host: m }
                  w: { role: gateway-worker, host: w, offset: 1 }
                  k: { role: key-manager, host: k, offset: 2 }
                  p: { role: publisher, host: p, offset: 3 }
                """));

        assertThat(only(connections, Kind.API_CALLS).arrivals()).isEqualTo(Map.of("gateway-worker", "8244, 8281"));
        assertThat(only(connections, Kind.WEB_PAGES).arrivals()).isEqualTo(Map.of("publisher", "9446"));
        assertThat(only(connections, Kind.PUBLISHING).arrivals()).isEqualTo(Map.of("gateway-manager", "m:9443"));
        assertThat(only(connections, Kind.KEYS).arrivals()).isEqualTo(Map.of("key-manager", "k:9445"));
        assertThat(connections)
                .extracting(Connection::kind)
                .doesNotContain(Kind.BALANCING, Kind.EVENTS, Kind.MESSAGES, Kind.ARTIFACTS, Kind.SIGN_ON);
    }

    @Test
    void thriftIsNamedWithItsOwnPort() {
        List<Connection> connections = Connections.of(Samples.read(folder, HEAD + """
                key-validation: thrift
                nodes:
                  w: { role: gateway-worker, host: w }
                  k: { role: key-manager, host: k.internal, offset: 2 }
                """));

        assertThat(only(connections, Kind.KEYS).arrivals())
                .isEqualTo(Map.of("key-manager", "k.internal:9445, thrift k.internal:10397"));
    }

    @Test
    void anAllInOneAloneTalksToItsDatabase() {
        List<Connection> connections =
                Connections.of(Samples.read(folder, HEAD + "nodes: { a: { role: all-in-one, host: a } }\n"));

        assertThat(connections).extracting(Connection::kind).containsExactly(Kind.API_CALLS, Kind.WEB_PAGES, Kind.SQL);
    }
}
