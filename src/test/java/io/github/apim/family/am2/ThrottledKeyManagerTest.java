package io.github.apim.family.am2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.testing.IdentityServerPacks;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.SmallPack;
import io.github.apim.testing.TestDeployment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An Identity Server 5.7.0 beside an API Manager 2.6.0: as its key manager, and as who signs users in. */
class ThrottledKeyManagerTest {

    private static final String SETTINGS = "repository/conf/api-manager.xml";
    private static final String IDENTITY = "repository/conf/identity/";

    private static final String DESCRIPTOR = """
            packs: { api-manager: "PACK", identity-server: "IDENTITY" }
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              driver: mysql-connector-java-5.1.49.jar
              credentials: apim-db
            admin: { credentials: apim-admin }
            load-balancer:
              virtual-hosts:
                gateway-worker: gw.example.com
                publisher: pub.example.com
            single-sign-on: { identity-server: is }
            nodes:
              is:      { role: identity-server-key-manager, host: is.internal, address: 10.0.0.16, offset: 1 }
              worker:  { role: gateway-worker, host: gw-1.internal, address: 10.0.0.11 }
              traffic: { role: traffic-manager, host: tm.internal, address: 10.0.0.12 }
              pub:     { role: publisher, host: pub.internal, address: 10.0.0.14 }
              store:   { role: store, host: store.internal, address: 10.0.0.15 }
            """;

    @TempDir
    Path folder;

    private Path identityServer() throws IOException {
        return IdentityServerPacks.throttled(folder.resolve("packs"), Map.of());
    }

    private TestDeployment deployment() throws IOException {
        Path apiManager = SmallPack.throttled().toZip(folder.resolve("packs"));
        return TestDeployment.in(
                folder,
                apiManager,
                DESCRIPTOR.replace("IDENTITY", identityServer().toString()));
    }

    @Test
    void itIssuesTokensForTheGatewaysAndTakesNoPartInThrottling() throws IOException {
        NodeHome home = deployment().assemble().get("is");

        assertSetting(home, "/APIManager/GatewayType", "None");
        assertSetting(home, "/APIManager/OAuthConfigurations/RevokeAPIURL", "https://gw.example.com:443/revoke");
        assertThat(home.values(SETTINGS, "/APIManager/APIKeyValidator/TokenEndPointName"))
                .isEmpty();
        String throttling = "/APIManager/ThrottlingConfigurations/";
        for (String element :
                new String[] {"DataPublisher", "PolicyDeployer", "BlockCondition", "JMSConnectionDetails"}) {
            assertSetting(home, throttling + element + "/Enabled", "false");
        }
        assertThat(home.values(IDENTITY + "identity.xml", "//IDTokenIssuerID"))
                .doesNotContain("https://is.internal:9444/oauth2endpoints/token");
        assertThat(home.has("repository/conf/identity.xml")).isFalse();
    }

    @Test
    void keysOverThriftAreServedWhereItsOffsetMovesThem() throws IOException {
        Map<String, NodeHome> homes = deployment()
                .with("single-sign-on:", "key-validation: thrift\nsingle-sign-on:")
                .assemble();

        assertSetting(homes.get("is"), "/APIManager/APIKeyValidator/ThriftServerPort", "10398");
        assertSetting(homes.get("worker"), "/APIManager/APIKeyValidator/ThriftClientPort", "10398");
    }

    @Test
    void anAllInOneAsksItOverThriftAndIssuesNoTokens() throws IOException {
        NodeHome home = deployment()
                .with("single-sign-on:", "key-validation: thrift\nsingle-sign-on:")
                .with("role: gateway-worker", "role: all-in-one")
                .assemble()
                .get("worker");

        assertSetting(home, "/APIManager/AuthManager/ServerURL", "https://is.internal:9444/services/");
        assertSetting(home, "/APIManager/APIKeyValidator/ServerURL", "https://is.internal:9444/services/");
        assertSetting(home, "/APIManager/APIKeyValidator/EnableThriftServer", "false");
        assertSetting(home, "/APIManager/APIKeyValidator/ThriftServerHost", "is.internal");
        assertSetting(home, "/APIManager/APIKeyValidator/ThriftClientPort", "10398");
        assertThat(home.values(IDENTITY + "identity.xml", "//IDTokenIssuerID"))
                .containsExactly("https://localhost:9443/oauth2/token");
    }

    @Test
    void n19AnAllInOneThatAsksItselfOverThrift() throws IOException {
        assertThatThrownBy(() -> ofAnAllInOne("ThriftServerHost", "localhost").assemble())
                .hasMessageContaining("so this gateway would ask itself")
                .hasMessageContaining("[N19]");
        assertThatThrownBy(() -> ofAnAllInOne("ThriftClientPort", "10397").assemble())
                .hasMessageContaining("listens on 10398")
                .hasMessageContaining("[N20]");
    }

    @Test
    void n19AnAllInOneThatAsksTheAddressOfTheServerStaysSilent() throws IOException {
        assertThat(ofAnAllInOne("ThriftServerHost", "10.0.0.16").assemble()).containsKey("worker");
    }

    private TestDeployment ofAnAllInOne(String element, String value) throws IOException {
        return deployment()
                .with("role: gateway-worker", "role: all-in-one")
                .with("single-sign-on:", """
                        key-validation: thrift
                        edits:
                          worker:
                            repository/conf/api-manager.xml:
                              /APIManager/APIKeyValidator/ELEMENT: "VALUE"
                        single-sign-on:""".replace("ELEMENT", element).replace("VALUE", value));
    }

    @Test
    void usersOfTheAdminApplicationSignInThereInPlaceOfThoseOfTheDashboards() throws IOException {
        Map<String, NodeHome> homes = deployment().assemble();

        assertThat(homes.get("is").values(IDENTITY + "sso-idp-config.xml", "//ServiceProvider/Issuer"))
                .contains("API_PUBLISHER", "API_STORE", "API_WORKFLOW_ADMIN");
        assertThat(homes.get("is")
                        .values(
                                IDENTITY + "sso-idp-config.xml",
                                "//ServiceProvider[Issuer='API_WORKFLOW_ADMIN']/AssertionConsumerService"))
                .containsExactly("https://pub.example.com:443/admin/jagg/jaggery_acs.jag");
        assertThat(homes.get("pub").text("repository/deployment/server/jaggeryapps/admin/site/conf/site.json"))
                .contains(
                        "\"enabled\": \"true\"",
                        "\"identityProviderURL\": \"https://is.internal:9444/samlsso\"",
                        "\"context\": \"/admin\"");
    }

    private static void assertSetting(NodeHome home, String path, String value) throws IOException {
        assertThat(home.values(SETTINGS, path)).as(path).containsExactly(value);
    }
}
