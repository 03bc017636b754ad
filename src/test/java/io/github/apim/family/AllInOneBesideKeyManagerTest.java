package io.github.apim.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.deployment.DeploymentException;
import io.github.apim.testing.Around;
import io.github.apim.testing.IdentityServerPacks;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestPacks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All-in-one nodes whose keys another node manages: an identity server, or a key manager (matrix §5, §11). */
class AllInOneBesideKeyManagerTest {

    private static final String DESCRIPTOR = """
            packs: { api-manager: "PACK", identity-server: "IDENTITY" }
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              driver: mysql-connector-java-5.1.49.jar
              credentials: apim-db
            admin: { credentials: apim-admin }
            nodes:
              am-1: { role: all-in-one, host: am-1.internal, address: 10.0.0.10 }
              keys: { role: identity-server-key-manager, host: is.internal, address: 10.0.0.16, offset: 1 }
            """;

    private static final String SECOND = "  am-2: { role: all-in-one, host: am-2.internal, address: 10.0.0.11 }\n";

    private static final String BALANCER = """
            load-balancer:
              address: 10.0.0.5
              virtual-hosts:
                gateway-worker: { name: gw.example.com, http: 80 }
                publisher: { name: pub.example.com }
                store: { name: store.example.com }
                identity-server-key-manager: { name: km.example.com }
            deployment-synchronizer:
              url: http://10.0.0.21/repos/gateway
              credentials: apim-svn
              client: [ svnkit-1.3.9.wso2v2.jar, trilead-ssh2-1.0.0-build215.jar ]
            nodes:
            """;

    private static final String SETTINGS = "repository/conf/api-manager.xml";

    private static final String LOGIN = "/APIManager/AuthManager/ServerURL";

    @TempDir
    Path folder;

    private TestDeployment deployment() throws IOException {
        Path server = IdentityServerPacks.SMALL.keyManager().toZip(folder.resolve("packs"));
        return TestDeployment.in(folder, TestPacks.SMALL.zip(), DESCRIPTOR.replace("IDENTITY", server.toString()));
    }

    @Test
    void itAsksTheIdentityServerAndServesNoThrift() throws IOException {
        NodeHome node = deployment().assemble().get("am-1");

        assertThat(EffectiveConfiguration.of(node))
                .contains("key manager: https://is.internal:9444/services/ ${admin.username} ${admin.password}\n")
                .contains("KeyValidatorClientType: WSClient\nEnableThriftServer: false\n")
                .contains("environment: Production and Sandbox https://${carbon.local.ip}:")
                .contains("PROFILE=''");
        assertThat(node.values(SETTINGS, LOGIN)).containsExactly("https://is.internal:9444/services/");
    }

    @Test
    void theIdentityServerTellsItWhatIsRevoked() throws IOException {
        NodeHome keys = deployment().assemble().get("keys");

        assertThat(keys.values(SETTINGS, "/APIManager/APIGateway/Environments/Environment/ServerURL"))
                .containsExactly("https://am-1.internal:9443/services/");
        assertThat(keys.values(SETTINGS, "/APIManager/APIKeyValidator/RevokeAPIURL"))
                .containsExactly("https://am-1.internal:8243/revoke");
    }

    @Test
    void overThriftItAsksTheNodeItself() throws IOException {
        Map<String, NodeHome> homes = deployment()
                .with("nodes:\n", "key-validation: thrift\nnodes:\n")
                .assemble();

        assertThat(EffectiveConfiguration.of(homes.get("am-1")))
                .contains("KeyValidatorClientType: ThriftClient\nEnableThriftServer: false\n")
                .contains("ThriftClientPort: 10397\n", "ThriftServerHost: is.internal\n");
        assertThat(homes.get("keys").values(SETTINGS, "//EnableThriftServer")).containsExactly("true");
    }

    @Test
    void twoBehindALoadBalancerBothAskThroughIt() throws IOException {
        TestDeployment deployment = deployment().with("nodes:\n", BALANCER).with("  keys:", SECOND + "  keys:");

        Map<String, NodeHome> homes = deployment.assemble();

        for (String name : new String[] {"am-1", "am-2"}) {
            assertThat(EffectiveConfiguration.of(homes.get(name)))
                    .contains("key manager: https://km.example.com:443/services/ ")
                    .contains("EnableThriftServer: false\n")
                    .contains("store: true https://store.example.com:443/store\n")
                    .contains("environment: Production and Sandbox https://am-1.internal:9443/services/ ");
            assertThat(homes.get(name).values(SETTINGS, LOGIN)).containsExactly("https://km.example.com:443/services/");
        }
        assertThat(homes.get("keys").values(SETTINGS, "/APIManager/APIKeyValidator/RevokeAPIURL"))
                .containsExactly("https://gw.example.com:443/revoke");
        Around around = Around.of(deployment);
        assertThat(around.text("firewall.md"))
                .contains("| 443 | 10.0.0.10, 10.0.0.11, 10.0.0.16, ", "keys, tokens and logins, ")
                .doesNotContain("10397");
    }

    @Test
    void aKeyManagerOfTheSameProductIsAskedToo() throws IOException {
        NodeHome node = deployment()
                .with("role: identity-server-key-manager", "role: key-manager")
                .assemble()
                .get("am-1");

        assertThat(EffectiveConfiguration.of(node)).contains("key manager: https://is.internal:9444/services/ ");
    }

    @Test
    void m2AnAllInOneThatAsksItself() throws IOException {
        assertRefused(edited("/APIManager/APIKeyValidator/ServerURL", "https://am-1.internal:9443/services/"))
                .hasMessageContaining("the key manager of the deployment would be asked nothing")
                .hasMessageContaining("[M2]");
        assertRefused(edited(
                        "/APIManager/APIKeyValidator/ServerURL",
                        "https://$${carbon.local.ip}:$${mgt.transport.https.port}$${carbon.context}/services/"))
                .hasMessageContaining("leads this node to itself, so that the key manager of the deployment");
        assertRefused(edited(LOGIN, "https://is.internal:9443/services/")).hasMessageContaining("has the wrong port");
    }

    @Test
    void m2AnAllInOneThatAsksTheAddressOfTheKeyManagerStaysSilent() throws IOException {
        assertThat(edited("/APIManager/APIKeyValidator/ServerURL", "https://10.0.0.16:9444/services/")
                        .assemble())
                .containsKey("am-1");
    }

    @Test
    void m2AKeyManagerThatIsNoNodeStaysSilent() throws IOException {
        TestDeployment alone = edited(LOGIN, "https://keys.example.org:9443/services/")
                .with(
                        "  keys: { role: identity-server-key-manager, host: is.internal, address: 10.0.0.16, offset: 1 }\n",
                        "");

        assertThat(alone.assemble()).containsKey("am-1");
    }

    @Test
    void m26ATokenApiOfAnAllInOneThatLeadsElsewhere() throws IOException {
        TestDeployment deployment = deployment().with("nodes:\n", """
                edits:
                  am-1:
                    repository/deployment/server/synapse-configs/default/api/_TokenAPI_.xml:
                      //endpoint/http/@uri-template: "https://localhost:9443/oauth2/token"
                nodes:
                """);

        assertRefused(deployment).hasMessageContaining("[M26]");
    }

    @Test
    void m25AnIdentityServerBesideAnAllInOneThatClearsNoToken() throws IOException {
        TestDeployment deployment = deployment().with("nodes:\n", """
                edits:
                  keys:
                    repository/conf/api-manager.xml:
                      /APIManager/APIKeyValidator/RevokeAPIURL: "https://$${carbon.local.ip}:$${https.nio.port}/revoke"
                nodes:
                """);

        assertRefused(deployment)
                .hasMessageContaining("leads to this node itself")
                .hasMessageContaining("[M25]");
    }

    private TestDeployment edited(String place, String value) throws IOException {
        return deployment().with("nodes:\n", """
                edits:
                  am-1:
                    repository/conf/api-manager.xml:
                      PLACE: "VALUE"
                nodes:
                """.replace("PLACE", place).replace("VALUE", value));
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(TestDeployment deployment) {
        return assertThatThrownBy(deployment::assemble).isInstanceOf(DeploymentException.class);
    }
}
