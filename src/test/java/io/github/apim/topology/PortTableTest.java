package io.github.apim.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.descriptor.Descriptors;
import io.github.apim.product.PortPurpose;
import io.github.apim.product.Protocol;
import io.github.apim.testing.ThrottledDeployment;
import io.github.apim.topology.PortTable.Entry;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The open ports of every role (matrix §15.1). */
class PortTableTest {

    private static final String HEAD = """
            packs:
              api-manager: wso2am-1.9.0.zip
              identity-server: wso2is-5.0.0.zip
              bam: wso2bam-2.5.0.zip
              message-broker: apache-activemq-5.6.0.zip
            databases: { url: "jdbc:mysql://10.0.0.20:3306", driver: mysql.jar, credentials: apim-db }
            """;

    @TempDir
    Path folder;

    private PortTable table(String section, String... nodes) {
        return PortTable.of(new Topology(new Descriptors(folder)
                .read(HEAD + section + "nodes:\n  " + String.join("\n  ", nodes) + "\n")
                .deployment()));
    }

    private static List<Integer> ports(PortTable table, String node) {
        return table.entries().stream()
                .filter(entry -> entry.owner().equals(node))
                .map(Entry::effective)
                .toList();
    }

    @Test
    void aGatewayOpensItsServletsAndItsTraffic() {
        assertThat(ports(table("", "w: { role: gateway-worker, host: w }"), "w"))
                .containsExactly(9443, 9763, 8243, 8280, 11111, 9999, 10500);
    }

    private PortTable tableOf2(String version, String nodes) {
        return PortTable.of(new Topology(ThrottledDeployment.of(
                folder, version, HEAD.replace("wso2am-1.9.0", "am") + "key-validation: thrift\n" + nodes)));
    }

    @Test
    void aTrafficManagerOfVersion2OpensWhatTheOffsetMoves() {
        String nodes = "nodes:\n  t: { role: traffic-manager, host: t, offset: 1 }\n";

        assertThat(ports(tableOf2("2.6.0", nodes), "t"))
                .containsExactly(9444, 9764, 11112, 10000, 9612, 9712, 7612, 7712, 5673, 8673);
    }

    @Test
    void theOffsetMovesKeyValidationOfVersion2WhateverElseIsOnTheMachine() {
        PortTable table = tableOf2("2.0.0", """
                nodes:
                  a: { role: all-in-one, host: m, address: 10.0.0.1 }
                  b: { role: all-in-one, host: m, address: 10.0.0.1, offset: 5 }
                """);

        assertThat(ports(table, "b")).contains(10402).doesNotContain(10397, 10398);
        assertThat(ports(table, "a")).contains(10397);
    }

    @Test
    void aGatewaysOwnBrokerClashesWithThatOfATrafficManagerFrom22On() {
        String nodes = """
                nodes:
                  g: { role: gateway-worker, host: m, address: 10.0.0.1 }
                  t: { role: traffic-manager, host: m, address: 10.0.0.1 }
                """;

        assertThat(ports(tableOf2("2.1.0", nodes), "g")).contains(9099).doesNotContain(5672, 8672, 8099);
        assertThat(ports(tableOf2("2.2.0", nodes), "g")).contains(9099, 8099, 5672, 8672);
        assertThat(ports(tableOf2("2.2.0", nodes), "t")).contains(5672, 8672).doesNotContain(9099, 8099);
    }

    @Test
    void theOffsetMovesAllButClusteringAndKeyValidation() {
        PortTable table = table(
                "key-validation: thrift\n",
                "k: { role: key-manager, host: m, address: 10.0.0.1, offset: 5 }",
                "l: { role: key-manager, host: m, address: 10.0.0.1, offset: 6 }");

        assertThat(ports(table, "l")).containsExactly(9449, 9769, 8249, 8286, 10398, 4001, 11117, 10005, 10506);
        assertThat(table.entries())
                .filteredOn(entry -> !entry.shifts())
                .extracting(Entry::purpose)
                .containsExactly(
                        PortPurpose.KEY_VALIDATION,
                        PortPurpose.CLUSTERING,
                        PortPurpose.KEY_VALIDATION,
                        PortPurpose.CLUSTERING);
        assertThat(table.entries()).allSatisfy(entry -> {
            assertThat(entry.machine()).isEqualTo("10.0.0.1");
            assertThat(entry.effective() - entry.base())
                    .isEqualTo(entry.shifts() ? entry.node().orElseThrow().offset() : 0);
        });
    }

    @Test
    void onlyAllInOneStartsThriftWithoutBeingAsked() {
        String allInOne = "a: { role: all-in-one, host: a }";
        PortTable beside = table("", "k: { role: key-manager, host: k }", allInOne);

        assertThat(ports(table("", allInOne), "a")).contains(10397).doesNotContain(4000);
        assertThat(ports(beside, "k")).doesNotContain(10397);
        assertThat(ports(beside, "a")).doesNotContain(10397);
    }

    @Test
    void anAllInOneThatAsksAnotherTakesNoPortOfKeyValidationFromIt() {
        PortTable table = table(
                "key-validation: thrift\n",
                "a: { role: all-in-one, host: m, address: 10.0.0.1 }",
                "k: { role: key-manager, host: m, address: 10.0.0.1, offset: 5 }");

        assertThat(ports(table, "a")).doesNotContain(10397);
        assertThat(ports(table, "k")).contains(10397);
    }

    @Test
    void anIdentityServerHasNeitherTrafficNorLdap() {
        assertThat(ports(table("", "i: { role: identity-server, host: i, offset: 1 }"), "i"))
                .containsExactly(9444, 9764, 11112, 10000, 10501);
    }

    @Test
    void theMonitorsCassandraAndHiveMoveToo() {
        assertThat(ports(table("", "b: { role: bam, host: b, offset: 3 }"), "b"))
                .containsExactly(9446, 9766, 11114, 10002, 10503, 7614, 7714, 9163, 9045, 7003, 7004, 21003);
    }

    @Test
    void theBrokersPortsAreMovedByTheOffset() {
        PortTable table = table("", "q: { role: message-broker, host: q, offset: 3 }");

        assertThat(ports(table, "q")).containsExactly(61619, 5675, 1886, 61616, 61617, 8164);
        assertThat(table.of(table.entries().get(0).node().orElseThrow()))
                .hasSize(6)
                .extracting(Entry::protocol)
                .contains(Protocol.JMS, Protocol.AMQP, Protocol.MQTT, Protocol.STOMP, Protocol.HTTP);
    }

    @Test
    void theLoadBalancerOpensThePortsOfItsVirtualHosts() {
        PortTable table = table(
                "load-balancer: { virtual-hosts: { store: s.example.com, publisher: { name: p, https: 8443 } } }\n",
                "s: { role: store, host: s }");

        assertThat(ports(table, "s.example.com")).containsExactly(80, 443);
        assertThat(ports(table, "p")).containsExactly(8443);
        assertThat(table.entries())
                .filteredOn(entry -> entry.node().isEmpty())
                .extracting(Entry::machine)
                .containsOnly(PortTable.LOAD_BALANCER);
    }
}
