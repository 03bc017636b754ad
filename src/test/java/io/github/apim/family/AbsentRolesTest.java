package io.github.apim.family;

import static io.github.apim.family.DistributedDeployment.node;
import static io.github.apim.family.DistributedDeployment.without;
import static io.github.apim.family.DistributedDeployment.withoutLoadBalancer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.deployment.DeploymentException;
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

/** What nodes do without where the deployment does not have everything. */
@Needs
class AbsentRolesTest {

    private static final String NO_LINKS = """
            store: false https://${carbon.local.ip}:${mgt.transport.https.port}/store
            publisher: false https://${carbon.local.ip}:${mgt.transport.https.port}/publisher
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void withoutStatisticsNobodyHasTheirDatasource(TestPacks pack) throws IOException {
        Map<String, NodeHome> homes =
                deployment(pack).with("statistics: { bam: bam }\n", "").assembleApiManagers();

        assertThat(homes.values())
                .allSatisfy(home -> assertThat(EffectiveConfiguration.of(home)).doesNotContain("WSO2AM_STATS_DB"));
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void aPublisherWithoutAStoreAndAStoreWithoutAPublisherShowNoLink(TestPacks pack) throws IOException {
        TestDeployment withoutStore = deployment(pack).with("role: store,    ", "role: publisher,");
        assertThat(EffectiveConfiguration.of(
                        withoutStore.assemble(node("publisher-1")).get("publisher-1")))
                .contains(NO_LINKS);

        TestDeployment withoutPublisher = deployment(pack).with("role: publisher,", "role: store,    ");
        assertThat(EffectiveConfiguration.of(
                        withoutPublisher.assemble(node("store-1")).get("store-1")))
                .contains(NO_LINKS);
    }

    /** A worker's virtual host leads to its ports for API calls, where nobody can publish. */
    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void withoutAManagerApisArePublishedToTheFirstWorkerItself(TestPacks pack) throws IOException {
        TestDeployment deployment = without(deployment(pack), "gateway-manager");

        assertThat(EffectiveConfiguration.of(
                        deployment.assemble(node("publisher-1")).get("publisher-1")))
                .contains("RevokeAPIURL: https://gw.example.com:443/revoke\n")
                .contains("Sandbox https://gw-1.internal:9445/services/ ")
                .contains("GatewayEndpoint: http://gw.example.com:80,https://gw.example.com:443\n");
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void withoutWorkersTheManagerServesApisItself(TestPacks pack) throws IOException {
        TestDeployment deployment =
                without(withoutLoadBalancer(deployment(pack)), "gateway-worker-1", "gateway-worker-2");

        assertThat(EffectiveConfiguration.of(
                        deployment.assemble(node("store-1")).get("store-1")))
                .contains("""
                        RevokeAPIURL: https://gw-mgt.internal:8244/revoke
                        environment: Production and Sandbox https://gw-mgt.internal:9444/services/ ${admin.username} ${admin.password}
                        GatewayEndpoint: http://gw-mgt.internal:8281,https://gw-mgt.internal:8244
                        """);
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void withoutPlainHttpAtTheLoadBalancerTheEndpointIsHttpsOnly(TestPacks pack) throws IOException {
        TestDeployment deployment = deployment(pack).with("gw.example.com, http: 80,", "gw.example.com,");

        assertThat(EffectiveConfiguration.of(
                        deployment.assemble(node("store-1")).get("store-1")))
                .contains("GatewayEndpoint: https://gw.example.com:443\n");
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void whoNeedsAGatewayOrAKeyManagerSaysSoWhereThereIsNone(TestPacks pack) throws IOException {
        String[] gateways = {"gateway-manager", "gateway-worker-1", "gateway-worker-2"};
        TestDeployment noGateway = without(deployment(pack), gateways);
        assertThatThrownBy(() -> noGateway.assemble(node("key-manager")))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("key-manager: gateway-environment: no node of the deployment serves APIs");

        TestDeployment noKeyManager = without(without(deployment(pack), gateways), "key-manager");
        assertThatThrownBy(() -> noKeyManager.assemble(node("store-1")))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("store-1: key-validation: no node of the deployment validates keys");
    }

    private TestDeployment deployment(TestPacks pack) throws IOException {
        return DistributedDeployment.in(folder, pack);
    }
}
