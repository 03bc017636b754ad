package io.github.apim.family;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.assembly.AssembledNode;
import io.github.apim.assembly.NodeSelection;
import io.github.apim.overlay.Change;
import io.github.apim.testing.Needs;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestPacks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Carbon reads from an assembled all-in-one node, alone and with gateways of its own (matrix §18). */
@Needs
class AllInOneConfigurationTest {

    private static final String DESCRIPTOR = """
            packs:
              api-manager: "PACK"
              bam: wso2bam-2.5.0.zip
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              driver: mysql-connector-java-5.1.49.jar
              credentials: apim-db
            admin: { credentials: apim-admin }
            nodes:
              api: { role: all-in-one, host: api.internal, address: 10.0.0.10 }
            """;

    private static final String GATEWAYS =
            "  gateway-manager: { role: gateway-manager, host: gw-mgt.internal, address: 10.0.0.11, offset: 1 }\n"
                    + "  gateway-worker: { role: gateway-worker, host: gw-1.internal, address: 10.0.0.12, offset: 2 }\n";

    private static final String AS_SHIPPED = """
            key manager: OWN
            KeyValidatorClientType: ThriftClient
            EnableThriftServer: true
            ThriftClientPort: 10397
            ThriftServerPort: 10397
            RevokeAPIURL: https://${carbon.local.ip}:${https.nio.port}/revoke
            environment: Production and Sandbox OWN
            GatewayEndpoint: http://${carbon.local.ip}:${http.nio.port},https://${carbon.local.ip}:${https.nio.port}
            EnableGatewayKeyCache: true
            store: false https://${carbon.local.ip}:${mgt.transport.https.port}/store
            publisher: false https://${carbon.local.ip}:${mgt.transport.https.port}/publisher
            """.replace(
                    "OWN",
                    "https://${carbon.local.ip}:${mgt.transport.https.port}${carbon.context}/services/"
                            + " ${admin.username} ${admin.password}");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void aloneItSharesTheSchemasAndIsOtherwiseAsShipped(TestPacks pack) throws IOException {
        NodeHome node = deployment(pack).assemble().get("api");

        assertThat(EffectiveConfiguration.of(node))
                .startsWith("HostName: api.internal\nOffset: 0\nclustering: false\n")
                .contains("WSO2AM_DB: jdbc:mysql://10.0.0.20:3306/apimgtdb apimuser ", "WSO2AM_DB commits: false\n")
                .contains("WSO2UM_DB: jdbc:mysql://10.0.0.20:3306/userdb apimuser ")
                .contains("govregistry false true /\n")
                .contains("dataSource: jdbc/WSO2UM_DB\n")
                .contains(AS_SHIPPED)
                .doesNotContain("WSO2AM_STATS_DB", "HostnameVerifier", "proxyPort")
                .contains("""
                        Jaggery applications: admin-dashboard publisher store workflow-admin
                        NODE=api
                        PROFILE=''
                        """);
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void aloneItsApiManagerFileAndTransportsAreThoseOfThePackByteForByte(TestPacks pack) throws IOException {
        AssembledNode node = deployment(pack).run(NodeSelection.ALL, 1).get(0);

        assertThat(node.plan().changes())
                .extracting(Change::path)
                .containsExactly(
                        "bin/start-node.sh",
                        "repository/components/lib/mysql-connector-java-5.1.49.jar",
                        "repository/conf/carbon.xml",
                        "repository/conf/datasources/master-datasources.xml",
                        "repository/conf/registry.xml",
                        "repository/conf/user-mgt.xml");
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void withStatisticsItHasTheirDatasource(TestPacks pack) throws IOException {
        NodeHome node = deployment(pack)
                .with("nodes:\n", "statistics: { bam: bam }\nnodes:\n  bam: { role: bam, host: bam.internal }\n")
                .assemble()
                .get("api");

        assertThat(EffectiveConfiguration.of(node))
                .contains("WSO2AM_STATS_DB: jdbc:mysql://10.0.0.20:3306/statsdb apimuser ");
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void withGatewaysItPublishesToThemAndValidatesTheirKeys(TestPacks pack) throws IOException {
        Map<String, NodeHome> homes = withGateways(deployment(pack)).assemble();

        assertThat(EffectiveConfiguration.of(homes.get("api")))
                .contains("""
                        KeyValidatorClientType: ThriftClient
                        EnableThriftServer: true
                        ThriftClientPort: 10397
                        ThriftServerPort: 10397
                        RevokeAPIURL: https://gw-1.internal:8245/revoke
                        environment: Production and Sandbox https://gw-mgt.internal:9444/services/ ${admin.username} ${admin.password}
                        GatewayEndpoint: http://gw-1.internal:8282,https://gw-1.internal:8245
                        """)
                .contains("key manager: https://${carbon.local.ip}:");
        assertThat(EffectiveConfiguration.of(homes.get("gateway-worker")))
                .contains("key manager: https://api.internal:9443/services/ ")
                .contains("KeyValidatorClientType: WSClient\nEnableThriftServer: false\n");
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void overThriftItBindsToItsOwnAddressForItsGateways(TestPacks pack) throws IOException {
        Map<String, NodeHome> homes = withGateways(deployment(pack))
                .with("nodes:\n", "key-validation: thrift\nnodes:\n")
                .assemble();

        assertThat(EffectiveConfiguration.of(homes.get("api")))
                .contains("ThriftServerPort: 10397\nThriftServerHost: 10.0.0.10\n");
        assertThat(EffectiveConfiguration.of(homes.get("gateway-worker")))
                .contains("ThriftClientPort: 10397\n", "ThriftServerHost: api.internal\n");
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void behindALoadBalancerItBindsToItselfAndSendsBrowsersBackThere(TestPacks pack) throws IOException {
        NodeHome node = deployment(pack)
                .with("nodes:\n", "load-balancer: { virtual-hosts: { all-in-one: api.example.com } }\nnodes:\n")
                .assemble()
                .get("api");

        assertThat(EffectiveConfiguration.of(node))
                .contains("HostName: api.example.com\n", "proxyPort 9763: 80\nproxyPort 9443: 443\n")
                .contains("EnableThriftServer: true\n", "ThriftServerHost: 10.0.0.10\n")
                .contains("RevokeAPIURL: https://${carbon.local.ip}:${https.nio.port}/revoke\n");
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void twoOnOneMachineServeThriftOnPortsOfTheirOwn(TestPacks pack) throws IOException {
        NodeHome second = deployment(pack)
                .with(
                        "nodes:\n",
                        "nodes:\n  first: { role: all-in-one, host: a.internal, address: 10.0.0.10, offset: 1 }\n")
                .assemble()
                .get("api");

        assertThat(EffectiveConfiguration.of(second)).contains("ThriftClientPort: 10398\nThriftServerPort: 10398\n");
    }

    private TestDeployment deployment(TestPacks pack) throws IOException {
        return TestDeployment.in(folder, pack.zip(), DESCRIPTOR);
    }

    private static TestDeployment withGateways(TestDeployment deployment) {
        return deployment.with("  api: ", GATEWAYS + "  api: ");
    }
}
