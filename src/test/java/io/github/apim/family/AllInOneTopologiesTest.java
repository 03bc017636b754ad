package io.github.apim.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.deployment.DeploymentException;
import io.github.apim.testing.Around;
import io.github.apim.testing.Needs;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestPacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All-in-one nodes behind a load balancer: one, and two of which each does everything (matrix §5, §14). */
@Needs
class AllInOneTopologiesTest {

    private static final String ONE = """
            packs: { api-manager: "PACK" }
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              driver: mysql-connector-java-5.1.49.jar
              credentials: apim-db
            admin: { credentials: apim-admin }
            load-balancer:
              address: 10.0.0.5
              virtual-hosts:
                gateway-worker: { name: gw.example.com, http: 80 }
                publisher: { name: pub.example.com }
                store: { name: store.example.com }
            nodes:
              am-1: { role: all-in-one, host: am-1.internal, address: 10.0.0.10 }
            """;

    private static final String SECOND = "  am-2: { role: all-in-one, host: am-2.internal, address: 10.0.0.11 }\n";

    private static final String SYNCHRONIZER = """
            deployment-synchronizer:
              url: http://10.0.0.21/repos/gateway
              credentials: apim-svn
              client: [ svnkit-1.3.9.wso2v2.jar, trilead-ssh2-1.0.0-build215.jar ]
            nodes:
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void behindABalancerItsPublicAddressesAreTheBalancers(TestPacks pack) throws IOException {
        NodeHome node = one(pack).assemble().get("am-1");

        assertThat(EffectiveConfiguration.of(node))
                .contains("HostName: am-1.internal\n", "proxyPort 9443: 443\n", "clustering: false\n")
                .doesNotContain("proxyPort 9763", "DeploymentSynchronizer")
                .contains("RevokeAPIURL: https://gw.example.com:443/revoke\n")
                .contains("""
                        environment: Production and Sandbox https://am-1.internal:9443/services/ ${admin.username} ${admin.password}
                        GatewayEndpoint: http://gw.example.com:80,https://gw.example.com:443
                        EnableGatewayKeyCache: true
                        store: true https://store.example.com:443/store
                        publisher: true https://pub.example.com:443/publisher
                        """)
                .contains("key manager: https://${carbon.local.ip}:");
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void ofTwoBothPublishToTheOneThatCommitsAndShareACluster(TestPacks pack) throws IOException {
        Map<String, NodeHome> homes = two(pack).assemble();

        assertThat(EffectiveConfiguration.of(homes.get("am-1")))
                .contains("DeploymentSynchronizer: true true true svn http://10.0.0.21/repos/gateway svnuser ")
                .contains("clustering: true\nmembershipScheme: wka\ndomain: am.wso2.domain\n")
                .contains("localMemberHost: 10.0.0.10\nlocalMemberPort: 4000\n", "members: 10.0.0.11 4000\n")
                .contains("environment: Production and Sandbox https://am-1.internal:9443/services/ ")
                .contains("svnkit-1.3.9.wso2v2.jar");
        assertThat(EffectiveConfiguration.of(homes.get("am-2")))
                .contains("DeploymentSynchronizer: true false true svn http://10.0.0.21/repos/gateway svnuser ")
                .contains("domain: am.wso2.domain\n", "members: 10.0.0.10 4000\n")
                .contains("environment: Production and Sandbox https://am-1.internal:9443/services/ ")
                .contains("GatewayEndpoint: http://gw.example.com:80,https://gw.example.com:443\n")
                .contains("RevokeAPIURL: https://gw.example.com:443/revoke\n")
                .contains("key manager: https://${carbon.local.ip}:");
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void theirBalancerKeepsSessionsAndSpreadsCalls(TestPacks pack) throws IOException {
        Around around = Around.of(two(pack));

        assertThat(around.text("nginx/apim/virtual-hosts/store.conf")).contains("""
                upstream apim-store-https {
                    ip_hash;
                    server 10.0.0.10:9443;  # am-1
                    server 10.0.0.11:9443;  # am-2
                """);
        assertThat(around.text("nginx/apim/virtual-hosts/gateway-worker.conf"))
                .contains("    server 10.0.0.10:8243;  # am-1\n    server 10.0.0.11:8243;  # am-2\n")
                .doesNotContain("ip_hash");
        assertThat(around.text("firewall.md"))
                .contains(
                        "## 10.0.0.10\n",
                        "| 9443 | 10.0.0.11, 10.0.0.5 | publishing of APIs, requests to pub.example.com,")
                .contains("| 80 | 10.0.0.10, 10.0.0.11 | artifacts |");
        assertThat(around.page()).contains("Cluster am.wso2.domain", "2 nodes on 2 machines");
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void theSecondMayNotPublishToItself(TestPacks pack) throws IOException {
        TestDeployment deployment = two(pack).with("nodes:\n", """
                edits:
                  am-2:
                    repository/conf/api-manager.xml:
                      /APIManager/APIGateway/Environments/Environment/ServerURL: "https://am-2.internal:9443/services/"
                nodes:
                """);

        assertThatThrownBy(deployment::assemble)
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("am-2.internal:9443")
                .hasMessageContaining("answers at am-1.internal:9443, 10.0.0.10:9443")
                .hasMessageContaining("[M23]");
        assertThat(Files.exists(deployment.output().resolve("am-2.tar.gz"))).isFalse();
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void theSecondMayNotBeLeftAsItWasShipped(TestPacks pack) throws IOException {
        TestDeployment deployment = two(pack).with("nodes:\n", """
                edits:
                  am-2:
                    repository/conf/api-manager.xml:
                      /APIManager/APIGateway/Environments/Environment/ServerURL: "https://$${carbon.local.ip}:9443/services/"
                nodes:
                """);

        assertThatThrownBy(deployment::assemble)
                .hasMessageContaining("leads to this node itself, but APIs are published to node am-1");
    }

    private TestDeployment one(TestPacks pack) throws IOException {
        return TestDeployment.in(folder, pack.zip(), ONE);
    }

    private TestDeployment two(TestPacks pack) throws IOException {
        String first = ONE.substring(ONE.indexOf("  am-1"));
        return one(pack).with("nodes:\n", SYNCHRONIZER).with(first, first + SECOND);
    }
}
