package io.github.apim.family;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.testing.DecryptedHome;
import io.github.apim.testing.IdentityServerPacks;
import io.github.apim.testing.KeyStores;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestPacks;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The vendor's own files of Identity Server and BAM with encrypted passwords, which their servers read back. */
@Needs(Need.REAL_PACKS)
class SealedServersTest extends IdentityServerHarness {

    private static final List<String> VALUES =
            List.of("store&<secret", "trust&<secret", "db<&>'\"$(secret)", "admin&secret");

    private static final String VAULT = """
            key-stores:
              identity: { path: keys/apim.jks, alias: apim, credentials: key-store }
              trust: { path: keys/trust.jks, credentials: trust-store }
            secure-vault: { strict: true }
            accept:
              - { rule: M54, because: "to be mended by the vendor" }
            nodes:
            """;

    private TestDeployment sealed(TestDeployment deployment) throws IOException {
        KeyStores.rsa(folder.resolve("keys/apim.jks"), "JKS", "store&<secret", "apim", 2048);
        KeyStores.rsa(folder.resolve("keys/trust.jks"), "JKS", "trust&<secret", "apim", 1024);
        return deployment
                .with("nodes:\n", VAULT)
                .knowing("key-store", "nobody", "store&<secret")
                .knowing("trust-store", "nobody", "trust&<secret");
    }

    private static void assertHoldsNothingButWhatIsTold(TestDeployment deployment, String node, String administrator)
            throws IOException {
        NodeHome home = deployment.assemble(DistributedDeployment.node(node)).get(node);

        DecryptedHome decrypted = DecryptedHome.of(home, "store&<secret");
        assertThat(decrypted.aliases()).isEqualTo(decrypted.passwords().keySet());
        assertThat(decrypted.passwords())
                .containsEntry("Carbon.Security.KeyStore.Password", "store&<secret")
                .containsEntry("Carbon.Security.RegistryKeyStore.KeyPassword", "store&<secret")
                .containsEntry("Carbon.Security.TrustStore.Password", "trust&<secret")
                .containsEntry("UserManager.AdminUser.Password", administrator)
                .containsValue("db<&>'\"$(secret)");
        assertThat(SealedHomes.found(deployment, VALUES)).isEqualTo(SealedHomes.told(deployment));
    }

    @Test
    void anIdentityServerHoldsNothingButWhatIsTold() throws IOException {
        assertHoldsNothingButWhatIsTold(
                sealed(deployment(IdentityServerPacks.REAL_CONFIGURATION.changed())), "is", "admin&secret");
    }

    @Test
    void anIdentityServerThatIsTheKeyManagerHoldsNothingButWhatIsTold() throws IOException {
        assertHoldsNothingButWhatIsTold(
                sealed(keyManager(IdentityServerPacks.REAL_CONFIGURATION)), "is", "admin&secret");
    }

    @Test
    void aBamHoldsNothingButWhatIsTold() throws IOException {
        assertHoldsNothingButWhatIsTold(
                sealed(DistributedDeployment.in(folder, TestPacks.SMALL)
                        .with("bam: wso2bam-2.5.0.zip", "bam: \"" + TestPacks.REAL_CONFIGURATION.bam() + "\"")),
                "bam",
                "admin");
    }
}
