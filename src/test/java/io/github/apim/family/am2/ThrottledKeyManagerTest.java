package io.github.apim.family.am2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.testing.NodeHome;
import io.github.apim.testing.SmallPack;
import io.github.apim.testing.TestDeployment;
import java.io.IOException;
import java.nio.file.Files;
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

    /** The small pack of 5.0.0 with its files where 5.7.0 has them, and the API Manager's part of 2.6.0. */
    private Path identityServer() throws IOException {
        Path old = SmallPack.tree(SmallPack.IDENTITY_SERVER).resolve("repository/conf");
        SmallPack pack = SmallPack.identityServer()
                .file("bin/version.txt", "WSO2 Identity Server v5.7.0\n")
                .file("repository/components/plugins/org.wso2.carbon.apimgt.keymgt_6.4.50.jar", new byte[0])
                .file(SETTINGS, Files.readString(SmallPack.tree("wso2am-2.6.0").resolve(SETTINGS)))
                .file(IDENTITY + "identity.xml", Files.readAllBytes(old.resolve("identity.xml")))
                .file(IDENTITY + "sso-idp-config.xml", Files.readAllBytes(old.resolve("security/sso-idp-config.xml")))
                .without("repository/conf/identity.xml")
                .without("repository/conf/security/sso-idp-config.xml");
        Path zip = pack.toZip(folder.resolve("packs"));
        return Files.move(zip, zip.resolveSibling("wso2is-5.7.0.zip"));
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
