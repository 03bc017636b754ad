package io.github.apim.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.deployment.DeploymentException;
import io.github.apim.testing.DecryptedHome;
import io.github.apim.testing.KeyStores;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.SmallPack;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestJars;
import io.github.apim.testing.ThrottledDeployment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vendor's own files with encrypted passwords: whatever is left in the clear is told of, and nothing else is. */
@Needs(Need.REAL_PACKS)
class SealedRealFilesTest {

    private static final List<String> VALUES =
            List.of("store&<secret", "trust&<secret", "db<&>'\"$(secret)", "adminhidden", "svn]]>secret");

    private static final String VAULT = """
            key-stores:
              identity: { path: keys/apim.jks, alias: apim, credentials: key-store }
              trust: { path: keys/trust.jks, credentials: trust-store }
            secure-vault: { strict: true }
            accept:
              - { rule: M54, because: "to be mended by the vendor" }
            nodes:
            """;

    private static final String ALONE = """
            packs: { api-manager: "PACK" }
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              driver: mysql-connector-java-5.1.49.jar
              credentials: apim-db
            admin: { credentials: apim-admin }
            nodes:
              am: { role: all-in-one, host: am.internal, address: 10.0.0.10 }
            """;

    @TempDir
    Path folder;

    private TestDeployment sealed(SmallPack pack, String descriptor) throws IOException {
        KeyStores.rsa(folder.resolve("keys/apim.jks"), "JKS", "store&<secret", "apim", 2048);
        KeyStores.rsa(folder.resolve("keys/trust.jks"), "JKS", "trust&<secret", "apim", 1024);
        TestJars.jar(folder.resolve("svnkit-all-1.8.7.wso2v1.jar"), "svnkit.txt", new byte[] {1});
        return TestDeployment.in(folder, pack.toZip(folder.resolve("packs")), descriptor)
                .with("nodes:\n", VAULT)
                .knowing("apim-admin", "adminhidden")
                .knowing("key-store", "nobody", "store&<secret")
                .knowing("trust-store", "nobody", "trust&<secret");
    }

    private static String throttled() {
        return ThrottledDeployment.DESCRIPTOR
                .replace("am.zip", "\"PACK\"")
                .replace("mysql.jar", "mysql-connector-java-5.1.49.jar")
                .replace(
                        "credentials: apim-svn }",
                        "credentials: apim-svn, client: [ svnkit-all-1.8.7.wso2v1.jar,"
                                + " trilead-ssh2-1.0.0-build215.jar ] }")
                .replaceFirst(
                        "http: 80, https: 443 }", "http: 80, https: 443, websocket: 9099, secure-websocket: 8099 }");
    }

    private static void assertReadable(Map<String, NodeHome> homes) {
        homes.forEach((node, home) -> {
            DecryptedHome decrypted = DecryptedHome.of(home, "store&<secret");
            assertThat(decrypted.aliases())
                    .as(node)
                    .isEqualTo(decrypted.passwords().keySet());
            assertThat(decrypted.passwords())
                    .as(node)
                    .containsEntry("Carbon.Security.KeyStore.Password", "store&<secret")
                    .containsEntry("Carbon.Security.TrustStore.Password", "trust&<secret")
                    .containsEntry("UserManager.AdminUser.Password", "adminhidden");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.9.0", "1.10.0", "2.0.0", "2.6.0"})
    void anAllInOneNodeHoldsNothingButWhatIsTold(String version) throws IOException {
        SmallPack pack = SmallPack.realApiManager(version);
        if (version.equals("1.9.0")) {
            for (String script : List.of("dbscripts/mysql.sql", "dbscripts/apimgt/mysql.sql")) {
                pack.file(script, SmallPack.text(script));
            }
        }
        TestDeployment deployment = sealed(pack, ALONE);

        Map<String, NodeHome> homes = deployment.assemble();

        assertReadable(homes);
        assertThat(SealedHomes.found(deployment, VALUES)).isEqualTo(SealedHomes.told(deployment));
        assertThat(SealedHomes.shown(deployment, VALUES)).isEmpty();
    }

    @Test
    void everyRoleOf26HoldsNothingButWhatIsTold() throws IOException {
        TestDeployment deployment = sealed(SmallPack.realApiManager("2.6.0"), throttled())
                .with("nodes:\n", "  - { rule: K1, because: \"nothing is started here\" }\nnodes:\n");

        Map<String, NodeHome> homes = deployment.assemble();

        assertReadable(homes);
        assertThat(SealedHomes.found(deployment, VALUES))
                .isEqualTo(SealedHomes.told(deployment))
                .contains("traffic-manager-1 repository/conf/jndi.properties");
        assertThat(SealedHomes.shown(deployment, VALUES)).isEmpty();
        assertThat(DecryptedHome.of(homes.get("gateway-manager"), "store&<secret")
                        .passwords())
                .containsEntry("Carbon.DeploymentSynchronizer.SvnPassword", "svn]]>secret")
                .containsEntry("DataBridge.Config.keyStorePassword", "store&<secret")
                .containsEntry("Server.Service.Connector.keystorePass", "store&<secret");
    }

    @Test
    void strictRefusesWhatIsNotAccepted() throws IOException {
        TestDeployment deployment = sealed(SmallPack.realApiManager("2.6.0"), throttled())
                .with("accept:\n  - { rule: M54, because: \"to be mended by the vendor\" }\n", "");

        assertThatThrownBy(deployment::assemble)
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("nodes.traffic-manager-1: repository/conf/jndi.properties: line ")
                .hasMessageContaining("[M54]");
        assertThat(deployment.output().resolve("store-1.tar.gz")).doesNotExist();
    }
}
