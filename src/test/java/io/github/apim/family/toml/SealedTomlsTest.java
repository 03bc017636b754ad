package io.github.apim.family.toml;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.deployment.DeploymentException;
import io.github.apim.edit.TomlFile;
import io.github.apim.family.SealedHomes;
import io.github.apim.testing.ConfigMapper;
import io.github.apim.testing.KeyStores;
import io.github.apim.testing.KnownValues;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.RealPacks;
import io.github.apim.testing.TestDeployment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes of 3.x and 4.x whose deployment.toml holds ciphertexts in its last table, on the vendor's files. */
@Needs(Need.REAL_PACKS)
class SealedTomlsTest {

    private static final String TOML = "repository/conf/deployment.toml";
    private static final String STORE = "repository/resources/security/own.jks";
    private static final String PASSWORD = "store<secret";

    private static final List<String> VALUES = List.of(PASSWORD, "db<&>'\"$(secret)", "admin-hidden", "an<&secret");

    private static final String ENCRYPTION_KEY = "0123456789abcdef".repeat(4);
    private static final String KEY = "5e1f".repeat(16);
    private static final String SYMMETRIC = "credentials: { username: vault, password: " + KEY + " }";

    private static final String VAULT = """
            secure-vault: { strict: true }
            edits:
              all:
                repository/conf/deployment.toml:
                  keystore.primary.file_name: own.jks
                  keystore.primary.alias: apim
                  keystore.primary.password: "store&lt;secret"
                  keystore.primary.key_password: "store&lt;secret"
            nodes:
            """;

    @TempDir
    Path folder;

    private TestDeployment sealed(String version, String topology) throws IOException {
        return sealed(folder, version, topology);
    }

    private static TestDeployment sealed(Path folder, String version, String topology) throws IOException {
        TestDeployment deployment = TomlDeployments.of(Files.createDirectories(folder), version, topology)
                .with("{ username: wso2carbon, password: wso2carbon }", "apim-db")
                .with("{ username: admin, password: admin }", "apim-admin")
                .with("nodes:\n", VAULT)
                .knowing("apim-admin", "admin-hidden");
        KeyStores.rsa(folder.resolve("overlays/all").resolve(STORE), "JKS", PASSWORD, "apim", 2048);
        return deployment;
    }

    private static Map<String, String> decrypted(NodeHome home) {
        try {
            Properties configuration = new Properties();
            configuration.load(new StringReader(home.text("repository/conf/security/secret-conf.properties")));
            KeyStore store = KeyStore.getInstance(configuration.getProperty("keystore.identity.type"));
            store.load(
                    new ByteArrayInputStream(home.bytes(configuration.getProperty("keystore.identity.location"))),
                    PASSWORD.toCharArray());
            Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPwithSHA1andMGF1Padding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    store.getKey(configuration.getProperty("keystore.identity.alias"), PASSWORD.toCharArray()));
            TomlFile toml = TomlFile.parse(TOML, home.bytes(TOML));
            Map<String, String> secrets = new TreeMap<>();
            for (String alias : toml.keys("secrets")) {
                byte[] plain = cipher.doFinal(Base64.getDecoder().decode(toml.text("secrets." + alias)));
                secrets.put(alias, new String(plain, StandardCharsets.UTF_8));
            }
            return secrets;
        } catch (GeneralSecurityException | IOException problem) {
            throw new AssertionError("the server could not decrypt its passwords", problem);
        }
    }

    private void assertSealed(TestDeployment deployment) throws IOException {
        Map<String, NodeHome> homes = deployment.assemble();

        assertThat(KnownValues.in(deployment.output(), VALUES)).isEmpty();
        assertThat(SealedHomes.shown(deployment, VALUES)).isEmpty();
        homes.forEach((node, home) -> {
            TomlFile toml = TomlFile.parse(TOML, home.bytes(TOML));
            assertThat(toml.text("super_admin.password")).as(node).isEqualTo("$secret{super_admin_password}");
            assertThat(home.text(TOML).lines().filter(line -> line.startsWith("[")))
                    .as(node)
                    .last()
                    .isEqualTo("[secrets]");
            assertThat(decrypted(home))
                    .as(node)
                    .containsEntry("super_admin_password", "admin-hidden")
                    .containsEntry("database_shared_db_password", "db<&>'\"$(secret)")
                    .containsEntry("keystore_primary_password", PASSWORD);
            assertThat(home.text("bin/start-node.sh"))
                    .contains("KEYSTORE_PASSWORD_FILE=/etc/apim/" + node + ".password\n");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.0.0", "3.2.0"})
    void nodesOf3HoldNoPasswordInTheClear(String version) throws IOException {
        assertSealed(sealed(version, TomlDeployments.OF_3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.1.0", "4.5.0"})
    void nodesOf4HoldNoPasswordInTheClear(String version) throws IOException {
        assertSealed(sealed(version, TomlDeployments.OF_4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"$hidden-1", "[hidden-1]", "{hidden-1}"})
    void aPasswordMayBeginWithAnySign(String password) throws IOException {
        TestDeployment deployment = sealed("4.1.0", TomlDeployments.ALL_IN_ONE).knowing("apim-db", password);

        NodeHome home = deployment.assemble().get("all-in-one");

        assertThat(KnownValues.in(deployment.output(), List.of(password))).isEmpty();
        assertThat(decrypted(home)).containsEntry("database_shared_db_password", password);
    }

    /** The servers' own mapper takes the references, hands them on, and renders the ciphertexts as properties. */
    @Test
    @Needs({Need.REAL_PACKS, Need.CONFIG_MAPPER})
    void theServersOwnMapperRendersIt() throws IOException {
        NodeHome home = sealed("4.1.0", TomlDeployments.ALL_IN_ONE).assemble().get("all-in-one");

        Path files = ConfigMapper.render(
                home.bytes(TOML),
                RealPacks.folder().resolve("wso2am-4.1.0/repository/resources/conf"),
                Files.createDirectories(folder.resolve("rendered")));

        assertThat(Files.readString(files.resolve("repository/conf/user-mgt.xml")))
                .contains("<Password>$secret{super_admin_password}</Password>");
        Properties texts = new Properties();
        texts.load(
                new StringReader(Files.readString(files.resolve("repository/conf/security/cipher-text.properties"))));
        TomlFile toml = TomlFile.parse(TOML, home.bytes(TOML));
        assertThat(texts.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(toml.keys("secrets"));
        assertThat(texts.getProperty("keystore_primary_password"))
                .isEqualTo(toml.text("secrets.keystore_primary_password"));
    }

    /** Each machine has a cache of its own, and the key and the lock that were committed. */
    @Test
    void theSameLockGivesTheSameTarballsOnEveryMachine() throws IOException {
        TestDeployment here = sealed(folder.resolve("here"), "4.1.0", TomlDeployments.ALL_IN_ONE);
        here.assemble();
        TestDeployment there = sealed(folder.resolve("there"), "4.1.0", TomlDeployments.ALL_IN_ONE);
        for (String committed : List.of("secrets.lock", "overlays/all/" + STORE)) {
            Files.copy(here.folder().resolve(committed), there.folder().resolve(committed), REPLACE_EXISTING);
        }

        there.assemble();

        for (String node : List.of("all-in-one", "all-in-one-2")) {
            String sum = node + ".tar.gz.sha256";
            assertThat(there.output().resolve(sum))
                    .hasSameTextualContentAs(here.output().resolve(sum));
        }
    }

    @Test
    void nodesOf47AreDecryptedWithASymmetricKey() throws IOException {
        TestDeployment deployment =
                sealed("4.7.0", TomlDeployments.OF_4).with("{ strict: true }", "{ strict: true, " + SYMMETRIC + " }");

        Map<String, NodeHome> homes = deployment.assemble();

        List<String> values = new ArrayList<>(VALUES);
        values.addAll(List.of(KEY, ENCRYPTION_KEY));
        assertThat(KnownValues.in(deployment.output(), values)).isEmpty();
        assertThat(SealedHomes.shown(deployment, values)).isEmpty();
        homes.forEach((node, home) -> {
            TomlFile toml = TomlFile.parse(TOML, home.bytes(TOML));
            assertThat(toml.text("encryption.key")).as(node).isEqualTo("$secret{encryption_key}");
            assertThat(decryptedWithKey(home))
                    .as(node)
                    .containsEntry("super_admin_password", "admin-hidden")
                    .containsEntry("database_shared_db_password", "db<&>'\"$(secret)")
                    .containsEntry("keystore_primary_password", PASSWORD)
                    .containsEntry("encryption_key", ENCRYPTION_KEY);
            assertThat(home.text("bin/start-node.sh"))
                    .contains("KEYSTORE_PASSWORD_FILE=/etc/apim/" + node + ".password\n")
                    .contains("\nhanded=$CARBON_HOME/encryption-key-tmp\n");
        });
    }

    /** As 4.7.0 does: a key of hexadecimal digits, and text and vector in an object of JSON that is Base64. */
    private static Map<String, String> decryptedWithKey(NodeHome home) {
        try {
            Properties configuration = new Properties();
            configuration.load(new StringReader(home.text("repository/conf/security/secret-conf.properties")));
            assertThat(configuration)
                    .containsEntry("secretRepositories.file.encryptionMode", "key.based.symmetric.encryption")
                    .containsEntry(
                            "key.based.secretProvider", "org.wso2.carbon.securevault.EncryptionKeyCallbackHandler")
                    .doesNotContainKey("keystore.identity.location");
            TomlFile toml = TomlFile.parse(TOML, home.bytes(TOML));
            Map<String, String> secrets = new TreeMap<>();
            for (String alias : toml.keys("secrets")) {
                Matcher json = Pattern.compile("\\{\"cipherText\":\"(.+)\",\"iv\":\"(.+)\"}")
                        .matcher(new String(
                                Base64.getDecoder().decode(toml.text("secrets." + alias)), StandardCharsets.UTF_8));
                assertThat(json.matches()).as(alias).isTrue();
                Cipher cipher = Cipher.getInstance(configuration.getProperty("secretRepositories.file.algorithm"));
                cipher.init(
                        Cipher.DECRYPT_MODE,
                        new SecretKeySpec(HexFormat.of().parseHex(KEY), "AES"),
                        new GCMParameterSpec(128, Base64.getDecoder().decode(json.group(2))));
                byte[] plain = cipher.doFinal(Base64.getDecoder().decode(json.group(1)));
                secrets.put(alias, new String(plain, StandardCharsets.UTF_8));
            }
            return secrets;
        } catch (GeneralSecurityException | IOException problem) {
            throw new AssertionError("the server could not decrypt its passwords", problem);
        }
    }

    @Test
    void aVersionThatDecryptsWithASymmetricKeyIsRefusedWithoutOne() throws IOException {
        TestDeployment deployment = sealed("4.7.0", TomlDeployments.OF_4);

        assertThatThrownBy(deployment::assemble)
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining(
                        "this version decrypts with a symmetric key; write secure-vault: { credentials: ");
    }

    @Test
    void aVersionThatDecryptsWithItsKeyStoreIsRefusedWithASymmetricKey() throws IOException {
        TestDeployment deployment = sealed("4.1.0", TomlDeployments.ALL_IN_ONE)
                .with("{ strict: true }", "{ strict: true, " + SYMMETRIC + " }");

        assertThatThrownBy(deployment::assemble)
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("this version decrypts with the key of its key store; remove credentials")
                .hasMessageNotContaining(KEY);
    }

    @Test
    void theKeyOfThePackIsRefused() throws IOException {
        TestDeployment deployment =
                sealed("4.1.0", TomlDeployments.ALL_IN_ONE).with("file_name: own.jks", "file_name: wso2carbon.jks");

        assertThatThrownBy(deployment::assemble)
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("deployment.toml: keystore.primary.file_name: names"
                        + " repository/resources/security/wso2carbon.jks, whose key everybody has");
    }

    @Test
    void theKeyOfThePackIsRefusedWhereTheInternalKeyStoreIsIt() throws IOException {
        TestDeployment deployment = sealed("4.1.0", TomlDeployments.ALL_IN_ONE)
                .with(
                        "      keystore.primary.alias",
                        "      keystore.internal.file_name: wso2carbon.jks\n" + "      keystore.primary.alias");

        assertThatThrownBy(deployment::assemble)
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("deployment.toml: keystore.internal.file_name: names");
    }
}
