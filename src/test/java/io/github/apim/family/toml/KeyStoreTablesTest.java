package io.github.apim.family.toml;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.edit.TomlFile;
import io.github.apim.testing.ConfigMapper;
import io.github.apim.testing.KeyStores;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.RealPacks;
import io.github.apim.testing.TestDeployment;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The descriptor's key stores on nodes that are one deployment.toml, of the products' real files. */
@Needs({Need.REAL_PACKS, Need.CONFIG_MAPPER})
class KeyStoreTablesTest {

    private static final String TOML = "repository/conf/deployment.toml";
    private static final String FOLDER = "repository/resources/security/";

    private static final String SECTION = """
            key-stores:
              identity: { path: keys/apim.p12, alias: apim, credentials: { password: "${keys}" } }
              trust: { path: keys/trust.jks, credentials: { password: "${trust}" } }
            nodes:
            """;

    /** Comments, and what the template has for a protocol that is off. */
    private static final String NO_PLACE = "(?s)<!--.*?-->|<mqtt enabled=\"false\">.*?</mqtt>";

    @TempDir
    Path folder;

    @BeforeEach
    void makeKeys() throws Exception {
        Path key = KeyStores.create(folder.resolve("keys/apim.p12"), "PKCS12", "store&<secret", "apim");
        KeyStore trust = KeyStore.getInstance("JKS");
        trust.load(null, null);
        trust.setCertificateEntry(
                "apim",
                KeyStore.getInstance(key.toFile(), "store&<secret".toCharArray())
                        .getCertificate("apim"));
        try (OutputStream out = Files.newOutputStream(folder.resolve("keys/trust.jks"))) {
            trust.store(out, "trust&<secret".toCharArray());
        }
    }

    /** Without 4.7.0, whose nodes also need a key to encrypt with that is none of a key store. */
    static List<String> versions() {
        return Stream.concat(TomlDeployments.VERSIONS_OF_3.stream(), TomlDeployments.VERSIONS_OF_4.stream())
                .filter(version -> !version.equals("4.7.0"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void everyNodeNamesThemWithTypeAliasAndPasswords(String version) throws IOException {
        String topology = version.startsWith("3.") ? TomlDeployments.OF_3 : TomlDeployments.OF_4;
        Map<String, NodeHome> homes = deployment(version, topology).assemble();

        assertThat(homes).hasSizeGreaterThan(5);
        homes.values().forEach(home -> {
            TomlFile toml = TomlFile.parse(TOML, home.bytes(TOML));
            for (String table : List.of("keystore.primary", "keystore.tls")) {
                assertThat(toml.text(table + ".file_name")).isEqualTo("wso2carbon.p12");
                assertThat(toml.text(table + ".type")).isEqualTo("PKCS12");
                assertThat(toml.text(table + ".alias")).isEqualTo("apim");
                assertThat(toml.text(table + ".password")).isEqualTo("store&amp;&lt;secret");
                assertThat(toml.text(table + ".key_password")).isEqualTo("store&amp;&lt;secret");
            }
            assertThat(toml.text("truststore.file_name")).isEqualTo("client-truststore.jks");
            assertThat(toml.text("truststore.password")).isEqualTo("trust&amp;&lt;secret");
            assertThat(home.mode(TOML)).isEqualTo(0600);
            assertThat(home.mode(FOLDER + "wso2carbon.p12")).isEqualTo(0600);
            assertThat(home.has(FOLDER + "client-truststore.jks")).isTrue();
        });
    }

    /** By the servers' own mapper. */
    @ParameterizedTest
    @ValueSource(strings = {"4.0.0", "4.1.0"})
    void whatTheServerRendersNamesNoShippedKeyStoreAndNoShippedPassword(String version) throws IOException {
        byte[] toml = deployment(version, TomlDeployments.ALL_IN_ONE)
                .assemble()
                .get("all-in-one")
                .bytes(TOML);
        Path home = ConfigMapper.render(
                toml,
                RealPacks.folder().resolve("wso2am-" + version + "/repository/resources/conf"),
                Files.createDirectories(folder.resolve("home")));

        String carbon = Files.readString(home.resolve("repository/conf/carbon.xml"));
        assertThat(carbon).contains("wso2carbon.p12", "store&amp;&lt;secret", "<KeyAlias>apim</KeyAlias>");
        for (String file : List.of("carbon.xml", "axis2/axis2.xml", "tomcat/catalina-server.xml", "broker.xml")) {
            assertThat(Files.readString(home.resolve("repository/conf").resolve(file)).replaceAll(NO_PLACE, ""))
                    .as(file)
                    .doesNotContain("wso2carbon.jks", ">wso2carbon<", "\"wso2carbon\"");
        }
    }

    private TestDeployment deployment(String version, String topology) throws IOException {
        return TomlDeployments.of(
                        folder,
                        version,
                        topology.replace("nodes:\n", SECTION)
                                .replace(
                                        "username: wso2carbon, password: wso2carbon",
                                        "username: apimuser, password: database-secret"))
                .property("keys", "store&<secret")
                .property("trust", "trust&<secret");
    }
}
