package io.github.apim.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.apim.assembly.NodeSelection;
import io.github.apim.assembly.diff.NodeDiff;
import io.github.apim.assembly.diff.PlanReview;
import io.github.apim.assembly.diff.PlanText;
import io.github.apim.deployment.DeploymentException;
import io.github.apim.family.carbon.ConfigurationFiles;
import io.github.apim.testing.DecryptedHome;
import io.github.apim.testing.KeyStores;
import io.github.apim.testing.KnownValues;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestPacks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes of 1.9.0 whose passwords are encrypted with a key of their own. */
class SecureVaultTest {

    private static final String STORE = "repository/resources/security/wso2carbon.jks";
    private static final String STORE_PASSWORD = "key&store<secret";
    private static final String VAULT = """
            key-stores:
              identity: { path: keys/own.jks, alias: apim, credentials: key-store }
            secure-vault: true
            nodes:
            """;

    @TempDir
    static Path keys;

    private static Path own;
    private static Path other;
    private static Path small;

    @TempDir
    Path folder;

    private TestDeployment deployment;

    @BeforeAll
    static void makeKeys() throws IOException {
        own = KeyStores.rsa(keys.resolve("own.jks"), "JKS", STORE_PASSWORD, "apim", 2048);
        other = KeyStores.rsa(keys.resolve("other.jks"), "JKS", STORE_PASSWORD, "apim", 2048);
        small = KeyStores.rsa(keys.resolve("small.jks"), "JKS", STORE_PASSWORD, "apim", 512);
    }

    @BeforeEach
    void makeDeployment() throws IOException {
        deployment = deployment(folder);
    }

    private static TestDeployment deployment(Path folder) throws IOException {
        Path keyStore = folder.resolve("keys/own.jks");
        Files.createDirectories(keyStore.getParent());
        Files.copy(own, keyStore);
        return DistributedDeployment.in(folder, TestPacks.SMALL)
                .with(
                        "  url: http://10.0.0.21/repos/gateway\n",
                        "  url: http://10.0.0.21/repos/gateway\n  credentials: apim-svn\n")
                .with("nodes:\n", VAULT)
                .knowing("key-store", "nobody", STORE_PASSWORD);
    }

    private void lay(Path store) throws IOException {
        Files.copy(store, folder.resolve("keys/own.jks"), StandardCopyOption.REPLACE_EXISTING);
    }

    private Path lock() {
        return folder.resolve("secrets.lock");
    }

    @Test
    void eachPasswordIsReadBackAsTheServerDoes() throws IOException {
        Map<String, NodeHome> homes = deployment.assemble();

        DecryptedHome manager = DecryptedHome.of(homes.get("gateway-manager"), STORE_PASSWORD);
        assertThat(manager.passwords())
                .containsEntry("Carbon.Security.KeyStore.Password", STORE_PASSWORD)
                .containsEntry("Carbon.Security.RegistryKeyStore.KeyPassword", STORE_PASSWORD)
                .containsEntry("Carbon.DeploymentSynchronizer.SvnPassword", "svn]]>secret")
                .containsEntry("UserManager.AdminUser.Password", "admin&secret")
                .containsEntry("Datasources.WSO2UM_DB.Configuration.Password", "db<&>'\"$(secret)")
                .containsEntry("Datasources.WSO2_CARBON_DB.Configuration.Password", "wso2carbon");
        assertThat(manager.aliases()).isEqualTo(manager.passwords().keySet());
        homes.forEach((node, home) -> {
            DecryptedHome decrypted = DecryptedHome.of(home, STORE_PASSWORD);
            assertThat(decrypted.aliases())
                    .as(node)
                    .isEqualTo(decrypted.passwords().keySet());
        });
    }

    @Test
    void noTarballAndNothingElseHoldsASecretAnywhere() throws IOException {
        deployment.with("secure-vault: true", "secure-vault: { enabled: true, strict: true }");
        deployment.assemble();

        assertThat(KnownValues.in(deployment.output(), values())).isEmpty();
        assertThat(SealedHomes.shown(deployment, values())).isEmpty();
    }

    private static List<String> values() {
        return List.of(STORE_PASSWORD, "svn]]>secret", "admin&secret", "db<&>'\"$(secret)");
    }

    /** Each machine has a folder and a cache of its own, and the lock that was committed. */
    @Test
    void theSameLockGivesTheSameTarballsOnEveryMachine() throws IOException {
        deployment.assemble();
        Map<String, String> first = checksums();
        byte[] lock = Files.readAllBytes(lock());
        Path elsewhere = Files.createDirectories(folder.resolve("somewhere else/übung"));
        TestDeployment there = deployment(elsewhere);
        Files.write(elsewhere.resolve("secrets.lock"), lock);

        there.assemble();

        assertThat(checksums(there)).hasSize(9).isEqualTo(first);
        assertThat(elsewhere.resolve("secrets.lock")).hasBinaryContent(lock);
    }

    @Test
    void theSameLockGivesTheSameTarballsAgainAndWithoutItTheyAreOthers() throws IOException {
        deployment.assemble();
        Map<String, String> first = checksums();
        byte[] lock = Files.readAllBytes(lock());

        deployment.forced().assemble();
        assertThat(checksums()).isEqualTo(first);
        assertThat(lock()).hasBinaryContent(lock);

        Files.delete(lock());
        deployment.assemble();
        assertThat(checksums().values()).doesNotContainAnyElementsOf(first.values());
    }

    @Test
    void aChangedPasswordIsOneEntryAndTheNodesThatHaveIt() throws IOException {
        deployment.assemble();
        Map<String, String> before = checksums();
        List<String> lines = Files.readAllLines(lock());
        deployment.knowing("apim-svn", "another-secret");
        int stale = refusedLine();

        Files.write(
                lock(),
                lines.stream()
                        .filter(line -> !line.equals(lines.get(stale - 1)))
                        .toList());
        deployment.assemble();

        List<String> after = Files.readAllLines(lock());
        assertThat(after).hasSameSizeAs(lines);
        assertThat(after.stream().filter(line -> !lines.contains(line)))
                .singleElement()
                .asString()
                .contains(" Carbon.DeploymentSynchronizer.SvnPassword ");
        Map<String, String> changed = checksums();
        assertThat(changed.keySet().stream().filter(node -> !changed.get(node).equals(before.get(node))))
                .containsExactlyInAnyOrder("gateway-manager", "gateway-worker-1", "gateway-worker-2");
    }

    private int refusedLine() {
        DeploymentException refused = catchThrowableOfType(DeploymentException.class, deployment::assemble);
        assertThat(refused.problems())
                .singleElement()
                .asString()
                .startsWith(folder.resolve("secrets.lock") + ":")
                .contains("Carbon.DeploymentSynchronizer.SvnPassword is the ciphertext of another password");
        return refused.problems().get(0).location().line();
    }

    @Test
    void aLockOfAnotherKeyIsRefusedWhereItStands() throws IOException {
        deployment.assemble();
        lay(other);

        assertThatThrownBy(deployment::assemble)
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("secrets.lock:3:1: secure-vault: is the ciphertext of another key");
    }

    @Test
    void aDamagedLockIsRefusedWhereItStands() throws IOException {
        Files.writeString(lock(), "# ours\n<<<<<<< HEAD\n");

        assertThatThrownBy(deployment::assemble)
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("secrets.lock:2:1: secure-vault: is no entry");
    }

    @Test
    void aPasswordThatIsTooLongForTheKeyIsRefused() throws IOException {
        lay(small);
        deployment.knowing("apim-db", "x".repeat(54));

        assertThatThrownBy(() -> deployment.assemble(DistributedDeployment.node("store-1")))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining(
                        "nodes.store-1: secure-vault: repository/conf/datasources/master-datasources.xml: ")
                .hasMessageContaining("is longer than the key can encrypt, which has 512 bits and so takes 53 bytes")
                .hasMessageNotContaining("xxx");
    }

    @Test
    void aKeyWithAnotherPasswordThanItsKeyStoreIsRefused() throws IOException {
        KeyStores.twoPasswords(folder.resolve("keys/own.jks"), STORE_PASSWORD, "key-secret", "apim");
        deployment
                .with("credentials: key-store }", "credentials: key-store, key-credentials: key }")
                .knowing("key", "nobody", "key-secret");

        assertThatThrownBy(() -> deployment.assemble(DistributedDeployment.node("store-1")))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("the key has another password than its key store")
                .hasMessageNotContaining("key-secret");
    }

    @Test
    void aKeyThatIsNotRsaIsRefused() throws IOException {
        KeyStores.create(folder.resolve("keys/own.jks"), "JKS", STORE_PASSWORD, "apim");

        assertThatThrownBy(() -> deployment.assemble(DistributedDeployment.node("store-1")))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("the secure vault encrypts with RSA alone");
    }

    @Test
    void aPlanShowsNoCiphertextAndNothingWhereNothingHasChanged() throws IOException {
        deployment.assemble();
        StringBuilder ofPack = new StringBuilder();
        review(Optional.empty(), ofPack);
        List<String> changed = new ArrayList<>();
        review(Optional.of(deployment.output()), new StringBuilder()).forEach(diff -> {
            if (!diff.files().isEmpty()) {
                changed.add(diff.plan().node().name());
            }
        });

        assertThat(changed).isEmpty();
        assertThat(ofPack)
                .contains("svns:secretAlias=\"UserManager.AdminUser.Password\"")
                .contains("keystore.identity.location=" + STORE);
        Files.readAllLines(lock()).stream()
                .filter(line -> !line.startsWith("#"))
                .forEach(line -> assertThat(ofPack).doesNotContain(line.substring(line.lastIndexOf(' ') + 1)));
        values().forEach(value -> assertThat(ofPack).doesNotContain(value));
    }

    private List<NodeDiff> review(Optional<Path> against, StringBuilder shown) throws IOException {
        PlanReview review = new PlanReview(
                deployment.planRequest(), TestDeployment::unresolved, deployment.listener(), against, List.of());
        List<NodeDiff> diffs = new ArrayList<>();
        review.run(diff -> {
            diffs.add(diff);
            new PlanText(review.masking())
                    .of(diff)
                    .forEach(line -> shown.append(line.text()).append('\n'));
        });
        return diffs;
    }

    @Test
    void aNodeAloneKeepsTheOthersEntries() throws IOException {
        deployment.assemble();
        byte[] lock = Files.readAllBytes(lock());

        deployment.assemble(DistributedDeployment.node("store-1"));

        assertThat(lock()).hasBinaryContent(lock);
    }

    @Test
    void aValidationWritesNoLock() throws IOException {
        deployment.validate();

        assertThat(lock()).doesNotExist();
    }

    @Test
    void theLauncherAsksForThePasswordAndTheHomeHasNone() throws IOException {
        NodeHome home = deployment
                .assemble(new NodeSelection(List.of(), List.of("store-1")))
                .get("store-1");

        assertThat(home.text("bin/start-node.sh")).contains("KEYSTORE_PASSWORD_FILE=/etc/apim/store-1.password\n");
        assertThat(home.text(ConfigurationFiles.SECRETS))
                .contains("keystore.identity.location=" + STORE + "\n", "keystore.identity.alias=apim\n");
        assertThat(home.text(ConfigurationFiles.CIPHER_TEXTS)).doesNotContain("=[wso2carbon]\nData");
    }

    private Map<String, String> checksums() throws IOException {
        return checksums(deployment);
    }

    private static Map<String, String> checksums(TestDeployment of) throws IOException {
        try (var files = Files.list(of.output())) {
            return files.filter(file -> file.toString().endsWith(".sha256"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".tar.gz.sha256", ""),
                            SecureVaultTest::text));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException problem) {
            throw new java.io.UncheckedIOException(problem);
        }
    }
}
