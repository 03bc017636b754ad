package io.github.apim.family.toml;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.testing.KeyStores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Key stores that a deployment.toml names. */
class KeyRulesTest {

    private static final String FOLDER = "repository/resources/security/";
    private static final String PRIMARY = FOLDER + "wso2carbon.jks";
    private static final String TRUSTED = FOLDER + "client-truststore.jks";

    @TempDir
    Path folder;

    private TomlHomes homes;
    private byte[] common;

    @BeforeEach
    void makeKeyStores() throws IOException {
        common = KeyStores.selfSigned(folder.resolve("common.jks"), "localhost");
        homes = SoundTomls.four(folder);
        for (String node : List.of("cp-1", "cp-2", "tm-1", "tm-2", "gw-1", "gw-2")) {
            homes.ship(node, PRIMARY, common).ship(node, TRUSTED, common);
        }
    }

    private byte[] another() throws IOException {
        return KeyStores.selfSigned(folder.resolve("another.jks"), "localhost");
    }

    @Test
    void t43AnotherKeyOnOneNode() throws IOException {
        assertThat(homes.ship("gw-1", PRIMARY, another()).said("T43"))
                .contains("nodes.gw-1: ")
                .contains("keystore.primary.file_name: holds another key than on node cp-1 (line 9)");
    }

    @Test
    void t43TheKeyUnderAnotherNameStaysSilent() {
        assertThat(homes.ship("gw-1", FOLDER + "own.jks", common)
                        .replace(
                                "gw-1",
                                "[super_admin]",
                                "[keystore.primary]\nfile_name = \"own.jks\"\npassword = \"wso2carbon\"\n[super_admin]")
                        .said("T43"))
                .isEmpty();
    }

    @Test
    void t44AGatewayThatDoesNotTrustTheSigner() throws IOException {
        assertThat(homes.ship("gw-1", TRUSTED, another()).said("T44"))
                .contains("nodes.gw-1: ")
                .contains("truststore.file_name: does not hold the certificate");
    }

    @Test
    void t44AControlPlaneThatDoesNotStaysSilent() throws IOException {
        assertThat(homes.ship("cp-1", TRUSTED, another()).said("T44")).isEmpty();
    }

    @Test
    void m49AKeyStoreThatIsNotThere() {
        assertThat(homes.replace("gw-1", "[super_admin]", "[keystore.tls]\nfile_name = \"own.jks\"\n[super_admin]")
                        .said("M49"))
                .contains("keystore.tls.file_name: repository/resources/security/own.jks is no file of this node");
    }

    @Test
    void m49APasswordThatDoesNotOpenIt() {
        String said = homes.replace(
                        "gw-1",
                        "[super_admin]",
                        "[keystore.tls]\nfile_name = \"wso2carbon.jks\"\npassword = \"s3cret\"\n[super_admin]")
                .said("M49");

        assertThat(said).contains("keystore.tls.password: does not open the key store");
        assertThat(said).doesNotContain("s3cret");
    }

    @Test
    void m49APasswordFromTheEnvironmentStaysSilent() {
        assertThat(homes.replace(
                                "gw-1",
                                "[super_admin]",
                                "[keystore.tls]\nfile_name = \"wso2carbon.jks\"\npassword = \"$env{P}\"\nalias ="
                                        + " \"wso2carbon\"\nkey_password = \"$env{P}\"\n[super_admin]")
                        .said("M49"))
                .isEmpty();
    }

    @Test
    void m51AKeyWhoseCertificateHasExpired() throws IOException {
        assertThat(homes.ship("gw-1", FOLDER + "tls.jks", KeyStores.expired(folder.resolve("expired.jks")))
                        .replace(
                                "gw-1",
                                "[super_admin]",
                                "[keystore.tls]\nfile_name = \"tls.jks\"\npassword = \"wso2carbon\"\n[super_admin]")
                        .said("M51"))
                .contains("keystore.tls");
    }

    @Test
    void n15TrafficManagersOf3ThatExchangeNoPolicies() {
        assertThat(SoundTomls.three(folder)
                        .describe("throttling: { synchronize-policies: rsync }\n", "")
                        .said("N15"))
                .contains("policies come to one of");
    }

    @Test
    void m39AnAbsolutePathOfTheMachineThatEncrypted() {
        assertThat(homes.put(
                                "gw-1",
                                "repository/conf/security/secret-conf.properties",
                                "keystore.identity.location=/build/wso2carbon.jks\n")
                        .said("M39"))
                .contains("keystore.identity.location: is an absolute path");
    }
}
