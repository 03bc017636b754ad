package io.github.apim.family.toml;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.edit.TomlFile;
import io.github.apim.edit.TomlTraps;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TomlDeployment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;

/** A deployment.toml of the user's, or single values of it: the node's values are laid in, and all else stays. */
class OwnDeploymentTomlTest {

    private static final String FILE = "repository/conf/deployment.toml";

    /** As people have it from elsewhere: another order, comments, tables of their own, secrets at the end. */
    private static final String OWN = """
            # Ours since 2021.
            [server]
            hostname = "old.example.com" # behind the old balancer
            server_role = "gateway-worker"

            [database.shared_db]
            type = "mysql"
            url = "jdbc:mysql://old.internal:3306/shared"
            username = "old"
            password = "old-secret"

            [apim.jwt]
            enable = true # for the backends

            [[apim.throttling.url_group]]
            traffic_manager_urls = ["tcp://old.internal:9611"]
            traffic_manager_auth_urls = ["ssl://old.internal:9711"]

            [user_store]
            type = "database_unique_id"

            [secrets]
            mail = "aGVsbG8="
            """;

    @TempDir
    Path folder;

    @Test
    void theNodesValuesAreLaidIntoTheUsersFile() throws IOException {
        bring("overlays/gateway", OWN);
        TestDeployment deployment = TomlDeployment.in(folder, "4.1.0");

        NodeHome gateway = deployment.assemble().get("gateway-2");

        String text = text(gateway);
        TomlParseResult toml = Toml.parse(text);
        assertThat(toml.errors()).isEmpty();
        assertThat(toml.getString("server.hostname")).isEqualTo("gw.example.com");
        assertThat(toml.getString("server.node_ip")).isEqualTo("10.0.0.32");
        assertThat(toml.getString("database.shared_db.username")).isEqualTo("apim");
        assertThat(toml.getString("apim.event_hub.service_url")).isEqualTo("https://api.example.com:443/services/");
        assertThat(urls(toml)).containsExactly("tcp://10.0.0.21:9611", "tcp://10.0.0.12:9612");
        assertThat(text)
                .startsWith("# Ours since 2021.\n[server]\nhostname = \"gw.example.com\" # behind the old balancer\n")
                .contains("[apim.jwt]\nenable = true # for the backends\n")
                .endsWith("[secrets]\nmail = \"aGVsbG8=\"\n")
                .doesNotContain("old.internal", "old-secret");
        assertThat(TomlTraps.of(TomlFile.parse(FILE, gateway.bytes(FILE)))).isEmpty();
        assertThat(gateway.mode(FILE)).isEqualTo(0600);
        assertThat(deployment.warnings())
                .anyMatch(warning ->
                        warning.contains("overlays/gateway/" + FILE + ":3") && warning.contains("server.hostname"))
                .noneMatch(warning -> warning.contains("old-secret"));
    }

    /** Elements that have a name are those of this name, wherever they stand; what the user has beside them stays. */
    @Test
    void ofArraysTheElementsOfTheSameNameGetTheNodesValues() throws IOException {
        bring("overlays/control-plane-1", """
                [[event_listener]]
                id = "audit"
                type = "org.example.Audit"
                [event_listener.properties]
                level = "all"

                [[event_listener]]
                id = "token_revocation"
                order = 7
                [event_listener.properties]
                notification_endpoint = "https://old.internal:9443/internal/data/v1/notify"
                """);

        NodeHome node = TomlDeployment.in(folder, "4.1.0").assemble().get("control-plane-1");

        TomlArray listeners = Toml.parse(text(node)).getArray("event_listener");
        assertThat(listeners.size()).isEqualTo(2);
        assertThat(listeners.getTable(0).toMap().keySet()).containsExactlyInAnyOrder("id", "type", "properties");
        assertThat(listeners.getTable(0).getString("type")).isEqualTo("org.example.Audit");
        assertThat(listeners.getTable(0).getTable("properties").keySet()).containsExactly("level");
        assertThat(listeners.getTable(1).getLong("order")).isEqualTo(1);
        assertThat(listeners.getTable(1).getString("properties.notification_endpoint"))
                .isEqualTo("https://api.example.com:443/internal/data/v1/notify");
    }

    @Test
    void ofArraysAnElementThatIsNotThereIsAddedBehindTheUsersOwn() throws IOException {
        bring("overlays/control-plane-1", """
                [[event_listener]]
                id = "audit"
                type = "org.example.Audit"
                """);

        NodeHome node = TomlDeployment.in(folder, "4.1.0").assemble().get("control-plane-1");

        TomlArray listeners = Toml.parse(text(node)).getArray("event_listener");
        assertThat(listeners.size()).isEqualTo(2);
        assertThat(listeners.getTable(0).keySet()).containsExactlyInAnyOrder("id", "type");
        assertThat(listeners.getTable(1).getString("id")).isEqualTo("token_revocation");
        assertThat(listeners.getTable(1).getString("properties.username")).isEqualTo("${admin.username}");
    }

    @Test
    void anEmptyFileGetsAllThatTheNodeMustSay() throws IOException {
        bring("overlays/control-plane-1", "# nothing yet\n");

        NodeHome node = TomlDeployment.in(folder, "4.1.0").assemble().get("control-plane-1");

        TomlParseResult toml = Toml.parse(text(node));
        assertThat(toml.errors()).isEmpty();
        assertThat(toml.getString("server.server_role")).isEqualTo("control-plane");
        assertThat(toml.getArray("apim.gateway.environment").getTable(0).getString("name"))
                .isEqualTo("Default");
        assertThat(TomlTraps.of(TomlFile.parse(FILE, node.bytes(FILE)))).isEmpty();
        assertThat(text(node)).startsWith("# nothing yet\n");
    }

    @Test
    void editsAreLaidOverAndWin() throws IOException {
        TestDeployment deployment = TomlDeployment.in(folder, "4.1.0").with("nodes:\n", """
                        edits:
                          gateway:
                            repository/conf/deployment.toml:
                              apim.jwt.enable: true
                              server.node_ip: 10.9.9.9
                          gateway-1:
                            repository/conf/deployment.toml:
                              apim.cors.allow_credentials: true
                        nodes:
                        """);

        var homes = deployment.assemble();

        for (String node : List.of("gateway-1", "gateway-2")) {
            TomlParseResult toml = Toml.parse(text(homes.get(node)));
            assertThat(toml.errors()).isEmpty();
            assertThat(toml.getBoolean("apim.jwt.enable")).isTrue();
            assertThat(toml.getString("server.node_ip")).isEqualTo("10.9.9.9");
            assertThat(toml.getBoolean("apim.cors.allow_credentials")).isEqualTo(node.equals("gateway-1"));
            assertThat(TomlTraps.of(TomlFile.parse(FILE, homes.get(node).bytes(FILE))))
                    .isEmpty();
        }
        assertThat(Toml.parse(text(homes.get("control-plane-1"))).contains("apim.jwt.enable"))
                .isFalse();
        assertThat(deployment.warnings())
                .anyMatch(warning -> warning.contains("server.node_ip") && warning.contains("10.9.9.9"));
    }

    @Test
    void aFileThatIsListedAsIsStaysAsItIs() throws IOException {
        String whole = text(TomlDeployment.in(folder, "4.1.0").assemble().get("gateway-1"));
        String own = "# As it is.\n" + whole;
        bring("overlays/gateway-1", own);

        NodeHome node = TomlDeployment.in(folder, "4.1.0")
                .with("nodes:\n", "as-is: { gateway-1: [ " + FILE + " ] }\nnodes:\n")
                .assemble()
                .get("gateway-1");

        assertThat(text(node)).isEqualTo(own);
    }

    private static List<String> urls(TomlParseResult toml) {
        TomlArray groups = toml.getArray("apim.throttling.url_group");
        return groups.toList().stream()
                .map(group -> ((org.tomlj.TomlTable) group)
                        .getArray("traffic_manager_urls")
                        .getString(0))
                .toList();
    }

    private void bring(String overlay, String text) throws IOException {
        Path file = folder.resolve(overlay).resolve(FILE);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String text(NodeHome home) {
        return new String(home.bytes(FILE), StandardCharsets.UTF_8);
    }
}
