package io.github.apim.family.istoml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.testing.NodeHome;
import io.github.apim.testing.SmallPack;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TomlPack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An identity server as key manager, on a pack of our own words. */
class IdentityServerKeyManagerTest {

    private static final String TOML = "repository/conf/deployment.toml";

    /** Users in a directory and the server's own tables, as plain packs have them. */
    private static final String PLAIN = """
            [server]
            hostname = "localhost"

            [user_store]
            type = "read_write_ldap_unique_id"
            connection_url = "ldap://localhost:10389"

            [database.identity_db]
            type = "h2"
            url = "jdbc:h2:./repository/database/IDENTITY"

            [database.shared_db]
            type = "h2"
            url = "jdbc:h2:./repository/database/SHARED"

            [keystore.primary]
            file_name = "wso2carbon.jks"
            """;

    private static final String BUILT_IN = """
            [server]
            hostname = "localhost"

            [user_store]
            type = "database_unique_id"

            [database.apim_db]
            type = "h2"
            url = "jdbc:h2:./repository/database/APIS"

            [database.shared_db]
            type = "h2"
            url = "jdbc:h2:./repository/database/SHARED"

            [[apim.throttling.url_group]]
            traffic_manager_urls = ["tcp://localhost:9611"]
            traffic_manager_auth_urls = ["ssl://localhost:9711"]
            """;

    @TempDir
    Path folder;

    @Test
    void ofAPlainPackTheUsersAndTablesAreTheApiManagers() throws IOException {
        KeyManagerDeployment.operations(folder);
        String toml =
                toml(plain("4.2.0", "5.11.0", KeyManagerDeployment.CONNECTOR).assemble());

        assertThat(toml)
                .contains("[database.identity_db]\ntype = \"mysql\"\nurl = \"jdbc:mysql://10.0.0.20:3306/apim_db\"")
                .contains("type = \"database_unique_id\"\n", "path = \"/_system/is_as_km/config\"\n")
                .contains("\"https://api.example.com:443/internal/data/v1/notify\"", "= \"WSO2-IS\"\n")
                .contains("hostname = \"km.example.com\"\n", "proxyPort = 443\n")
                .doesNotContain("ldap", "h2:", "server_role", "GroupAndRole", "apim_db]");
    }

    @Test
    void theApiManagersNodesAskItAndDoNotExchangeTokens() throws IOException {
        KeyManagerDeployment.operations(folder);
        Map<String, NodeHome> homes =
                plain("4.2.0", "5.11.0", KeyManagerDeployment.CONNECTOR).assemble();

        for (String node : List.of("control-plane", "gateway")) {
            assertThat(text(homes.get(node)))
                    .contains("service_url = \"https://km.example.com:443/services/\"", "type = \"WSO2-IS\"");
        }
        assertThat(text(homes.get("control-plane")))
                .contains("[oauth.grant_type.token_exchange]\n", "\nenable = false\n")
                .doesNotContain("token_revocation");
    }

    /** It is all of the nodes that ask for keys, report calls and hear decisions. */
    @ParameterizedTest
    @CsvSource({"4.2.0, 5.11.0", "4.5.0, 6.1.0"})
    void anAllInOneNodeAsksItAndTheTrafficManagersToo(String version, String server) throws IOException {
        KeyManagerDeployment.operations(folder);
        TestDeployment deployment = KeyManagerDeployment.of(
                folder,
                version,
                TomlPack.identityServer(server, PLAIN),
                server,
                KeyManagerDeployment.CONNECTOR,
                KeyManagerDeployment.ALL_IN_ONE);

        Map<String, NodeHome> homes = deployment.assemble();

        assertThat(text(homes.get("all-in-one")))
                .contains("service_url = \"https://km.example.com:443/services/\"", "type = \"WSO2-IS\"\n")
                .contains("throttle_decision_endpoints = [\"tcp://10.0.0.15:5672\"]")
                .contains("traffic_manager_urls = [\"tcp://10.0.0.15:9611\"]")
                .contains("event_listening_endpoints = [\"tcp://localhost:5672\"]");
        assertThat(text(homes.get("traffic-manager")))
                .contains("event_listening_endpoints = [\"tcp://10.0.0.11:5672\"]");
    }

    @Test
    void anAllInOneNodeOf3AsksItAndTheTrafficManagersToo() throws IOException {
        TestDeployment deployment = KeyManagerDeployment.of(
                folder,
                "3.1.0",
                KeyManagerDeployment.builtIn("5.10.0", BUILT_IN),
                "5.10.0",
                List.of(),
                KeyManagerDeployment.ALL_IN_ONE);

        assertThat(text(deployment.assemble().get("all-in-one")))
                .contains("service_url = \"https://km.example.com:443/services/\"")
                .contains("throttle_decision_endpoints = [\"tcp://10.0.0.15:5672\"]")
                .contains("traffic_manager_urls = [\"tcp://10.0.0.15:9611\"]");
    }

    @Test
    void aPackWithTheFeaturesOfApiManagerTellsTrafficManagersAndGateways() throws IOException {
        SmallPack pack = KeyManagerDeployment.builtIn("5.10.0", BUILT_IN);
        Map<String, NodeHome> homes = KeyManagerDeployment.of(folder, "3.1.0", pack, "5.10.0", List.of())
                .assemble();

        assertThat(toml(homes))
                .contains("[\"tcp://10.0.0.15:9611\"]", "[\"tcp://10.0.0.14:9612\"]", "[[apim.gateway.environment]]")
                .contains("service_url = \"https://mgt.gw.example.com:443/services/\"")
                .doesNotContain("localhost:9611", "token_revocation", "keymanager-operations");
        assertThat(text(homes.get("gateway")))
                .contains("https://km.example.com:443/services/")
                .doesNotContain("WSO2-IS");
    }

    @Test
    void m47APackWithoutTheFeaturesCannotServeTheseVersions() throws IOException {
        TestDeployment deployment = KeyManagerDeployment.of(
                folder, "3.1.0", TomlPack.identityServer("5.10.0", BUILT_IN), "5.10.0", List.of());

        assertThatThrownBy(deployment::assemble)
                .hasMessageContaining("nodes.identity: repository/components: org.wso2.carbon.apimgt.keymgt: is not")
                .hasMessageContaining("WSO2 API Manager 3.1.0 cannot ask for keys; take WSO2's Identity Server as Key"
                        + " Manager (wso2is-km) of this version [M47]");
    }

    @Test
    void m47TheConnectorIsMissedPieceByPiece() throws IOException {
        TestDeployment deployment = plain("4.2.0", "5.11.0", KeyManagerDeployment.CONNECTOR.subList(0, 1));

        assertThatThrownBy(deployment::assemble)
                .hasMessageContaining("wso2is.notification.event.handlers: is not among the bundles")
                .hasMessageContaining("connector, version 1.6.8, under dropins.identity-server-key-manager [M47]")
                .hasMessageContaining("keymanager-operations.war: is not there")
                .hasMessageContaining("into overlays/identity-server-key-manager/repository/deployment/server/webapps")
                .message()
                .doesNotContain("wso2is.key.manager:");
    }

    @Test
    void anotherVersionIsRefusedWithTheOneThatFits() throws IOException {
        TestDeployment deployment = plain("4.2.0", "6.1.0", KeyManagerDeployment.CONNECTOR);

        assertThatThrownBy(deployment::read)
                .hasMessageContaining("WSO2 Identity Server 6.1.0 does not go with WSO2 API Manager 4.2.0, which goes"
                        + " with WSO2 Identity Server 5.11.0; name a pack of that version");
    }

    private TestDeployment plain(String version, String server, List<String> connector) throws IOException {
        return KeyManagerDeployment.of(folder, version, TomlPack.identityServer(server, PLAIN), server, connector);
    }

    private static String toml(Map<String, NodeHome> homes) throws IOException {
        return text(homes.get("identity"));
    }

    private static String text(NodeHome home) throws IOException {
        return new String(home.bytes(TOML), StandardCharsets.UTF_8);
    }
}
