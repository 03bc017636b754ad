package io.github.apim.assembly.images;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.deployment.KnownSecrets;
import io.github.apim.deployment.Secret;
import io.github.apim.testing.ExampleDeployment;
import io.github.apim.testing.ImageBuild;
import io.github.apim.testing.KeyStores;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TomlDeployment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images of nodes whose passwords are encrypted: what is in them, and what is still mounted. */
class SealedImagesTest {

    private static final String HOME = "opt/wso2/wso2am-1.9.0/";
    private static final String PASSWORD = "key&store<secret";
    private static final String VAULT = "secure-vault: true\n";
    private static final String KEYS = """

            images: { base: scratch }
            key-stores:
              identity: { path: keys/own.jks, alias: apim, credentials: key-store }
            secure-vault: true
            nodes:""";

    @TempDir
    Path folder;

    private TestDeployment deployment;

    @BeforeEach
    void makeDeployment() throws IOException {
        deployment = ExampleDeployment.in(folder).with("\nnodes:", KEYS).knowing("key-store", "nobody", PASSWORD);
        KeyStores.rsa(folder.resolve("keys/own.jks"), "JKS", PASSWORD, "apim", 2048);
    }

    private static Map<String, byte[]> entries(byte[] layer) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        try (InputStream gz = new GZIPInputStream(new ByteArrayInputStream(layer));
                TarArchiveInputStream tar = new TarArchiveInputStream(gz)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                entries.put(entry.getName(), tar.readAllBytes());
            }
        }
        return entries;
    }

    private Map<String, String> own(NodeImage image) throws IOException {
        String hex = image.layers().get(2).digest().hex();
        Map<String, String> texts = new TreeMap<>();
        entries(Files.readAllBytes(
                        deployment.output().resolve("images/blobs/sha256").resolve(hex)))
                .forEach((name, content) -> texts.put(name, new String(content, StandardCharsets.UTF_8)));
        return texts;
    }

    @Test
    void onlyTheKeyAndItsPasswordAreMountedAndTheEncryptedFilesAreInTheImage() throws IOException {
        NodeImage sealed = new ImageBuild(deployment).run().get("key-manager-1");

        assertThat(sealed.secrets())
                .containsOnly(
                        Map.entry("password-tmp", "password-tmp"),
                        Map.entry(ExampleDeployment.KEY_STORE, "wso2carbon.jks"));
        assertThat(own(sealed))
                .doesNotContainKeys(HOME + "password-tmp", HOME + ExampleDeployment.KEY_STORE)
                .hasEntrySatisfying(
                        HOME + "repository/conf/datasources/master-datasources.xml",
                        text -> assertThat(text).contains("secretAlias"))
                .hasEntrySatisfying(
                        HOME + "repository/conf/security/cipher-text.properties",
                        text -> assertThat(text).contains("Datasources.WSO2AM_DB.Configuration.Password"))
                .containsEntry(
                        HOME + ".apim/secret-files",
                        "open password-tmp password-tmp\n600 wso2carbon.jks " + ExampleDeployment.KEY_STORE + "\n");
        assertThat(deployment.output().resolve("secrets/key-manager-1/password-tmp"))
                .hasContent(PASSWORD);
    }

    @Test
    void withoutEncryptionTheSameFilesAreMounted() throws IOException {
        NodeImage plain = new ImageBuild(deployment.with(VAULT, "")).run().get("key-manager-1");

        assertThat(plain.secrets())
                .containsKeys("repository/conf/datasources/master-datasources.xml", "repository/conf/carbon.xml")
                .hasSizeGreaterThan(2)
                .doesNotContainKey("password-tmp");
    }

    @Test
    void whatTheServersCannotDecryptIsMountedAsBefore() throws IOException {
        NodeImage store = new ImageBuild(deployment).run().get("store-1");

        assertThat(store.secrets().values()).contains("site.json", "password-tmp");
        assertThat(own(store).keySet()).noneMatch(name -> name.endsWith("/site.json"));
    }

    @Test
    void aDeploymentTomlIsInTheImageIfItsPasswordsAreEncrypted(@TempDir Path place) throws IOException {
        deployment = TomlDeployment.in(place, "4.5.0").with("\nnodes:", KEYS).knowing("key-store", "nobody", PASSWORD);
        KeyStores.rsa(place.resolve("keys/own.jks"), "JKS", PASSWORD, "apim", 2048);
        String toml = "repository/conf/deployment.toml";

        NodeImage gateway = new ImageBuild(deployment).run().get("gateway-1");
        assertThat(gateway.secrets()).containsKey("password-tmp").doesNotContainKey(toml);
        assertThat(own(gateway))
                .hasEntrySatisfying(
                        "opt/wso2/wso2am-universal-gw-4.5.0/" + toml,
                        text -> assertThat(text)
                                .contains("[secrets]", "$secret{")
                                .doesNotContain(PASSWORD));

        NodeImage plain = new ImageBuild(deployment.with(VAULT, "")).run().get("gateway-1");
        assertThat(plain.secrets()).containsKey(toml).doesNotContainKey("password-tmp");
    }

    @Test
    void noSecretIsInAnyBlob() throws IOException {
        new ImageBuild(deployment).run();
        List<String> passwords = Stream.concat(TestDeployment.passwords().stream(), Stream.of(PASSWORD))
                .toList();
        KnownSecrets known = KnownSecrets.of(passwords.stream().map(Secret::new).toList());
        int blobs = 0;
        try (Stream<Path> files = Files.walk(deployment.output().resolve("images"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                if (bytes.length > 1 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b) {
                    blobs++;
                    entries(bytes)
                            .forEach((name, content) -> assertThat(
                                            known.occurIn(new String(content, StandardCharsets.ISO_8859_1)))
                                    .as(file + "!" + name)
                                    .isFalse());
                }
                assertThat(known.occurIn(new String(bytes, StandardCharsets.ISO_8859_1)))
                        .as(file.toString())
                        .isFalse();
            }
        }
        assertThat(blobs).isGreaterThan(10);
    }

    @Test
    void ciphertextsAreKeptSoThatTheNextBuildGivesTheSameImages() throws IOException {
        Map<String, NodeImage> images = new ImageBuild(deployment).run();

        ImageBuild again = new ImageBuild(deployment);
        assertThat(again.run()).isEqualTo(images);
        assertThat(again.changed).isEmpty();
        assertThat(folder.resolve("secrets.lock")).isNotEmptyFile();
    }
}
