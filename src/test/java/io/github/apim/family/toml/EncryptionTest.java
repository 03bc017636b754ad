package io.github.apim.family.toml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.deployment.KnownSecrets;
import io.github.apim.deployment.Secrets;
import io.github.apim.deployment.ShownDeployment;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TomlDeployment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tomlj.Toml;

/** The key that nodes of 4.7.0 encrypt with: one for all, from settings.xml, and shown nowhere. */
class EncryptionTest {

    private static final String KEY = "encryption: { credentials: apim-encryption }\n";
    private static final String FILE = "repository/conf/deployment.toml";

    @TempDir
    Path folder;

    @Test
    void everyNodeHasTheKeyInAFileOfItsOwner() throws IOException {
        for (NodeHome home : TomlDeployment.in(folder, "4.7.0").assemble().values()) {
            assertThat(Toml.parse(new String(home.bytes(FILE), StandardCharsets.UTF_8))
                            .getString("encryption.key"))
                    .isEqualTo(TomlDeployment.ENCRYPTION_KEY);
            assertThat(home.mode(FILE)).isEqualTo(0600);
        }
    }

    @Test
    void severalNodesWithoutOneAreRefusedWithTheRemedy() throws IOException {
        TestDeployment deployment = TomlDeployment.in(folder, "4.7.0").with(KEY, "");

        assertThatThrownBy(deployment::assemble)
                .hasMessageContaining("nodes.gateway-1: " + FILE + ": encryption.key: is not there")
                .hasMessageContaining("openssl rand -hex 32")
                .hasMessageContaining("[C47]");
    }

    @Test
    void oneNodeMayMakeUpItsOwn() throws IOException {
        String descriptor = TomlDeployment.descriptor("4.7.0").replace(KEY, "").replaceAll("(?s)load-balancer:.*", """
                nodes:
                  am-1: { role: all-in-one, host: am-1.internal, address: 10.0.0.11 }
                """);

        NodeHome home = TomlDeployment.in(folder, "4.7.0", descriptor).assemble().get("am-1");

        assertThat(new String(home.bytes(FILE), StandardCharsets.UTF_8)).doesNotContain("[encryption]");
    }

    @Test
    void aUsersEditServesAsWell() throws IOException {
        TestDeployment deployment = TomlDeployment.in(folder, "4.7.0")
                .with(
                        KEY,
                        "edits: { all: { " + FILE + ": { encryption.key: '" + TomlDeployment.ENCRYPTION_KEY
                                + "' } } }\n");

        assertThat(deployment.assemble()).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.2.0", "4.0.0", "4.6.0"})
    void olderVersionsTakeNone(String version) throws IOException {
        TestDeployment deployment = TomlDeployment.in(folder, version, KEY + TomlDeployment.descriptor(version));

        assertThatThrownBy(deployment::assemble)
                .hasMessageContaining("encryption: WSO2 API Manager " + version + " encrypts with its primary key store")
                .hasMessageContaining("remove the key");
    }

    @Test
    void whatIsNoKeyIsRefusedWithoutShowingIt() throws IOException {
        TestDeployment deployment =
                TomlDeployment.in(folder, "4.7.0").knowing("apim-encryption", "any", "0123456789abcdef-none");

        assertThatThrownBy(deployment::read)
                .hasMessageContaining("encryption.credentials: the password of this <server>")
                .hasMessageContaining("64 hexadecimal digits")
                .hasMessageContaining("openssl rand -hex 32")
                .hasMessageNotContaining("0123456789abcdef");
    }

    @Test
    void aPlaceholderIsAsGood() throws IOException {
        TestDeployment deployment = TomlDeployment.in(folder, "4.7.0")
                .with(
                        KEY,
                        "encryption: { credentials: { username: any, password: '${env.APIM_KEY}' } }\n")
                .property("env.APIM_KEY", TomlDeployment.ENCRYPTION_KEY);

        assertThat(new String(deployment.assemble().get("gateway-2").bytes(FILE), StandardCharsets.UTF_8))
                .contains("[encryption]\nkey = \"" + TomlDeployment.ENCRYPTION_KEY + "\"");
        assertThat(deployment.warnings()).noneMatch(warning -> warning.contains("password in this file"));
    }

    @Test
    void nothingShowsIt() throws IOException {
        TestDeployment deployment = TomlDeployment.in(folder, "4.7.0");
        var read = deployment.read().deployment();
        KnownSecrets known = KnownSecrets.of(Secrets.of(read));

        assertThat(known.hide("key = \"" + TomlDeployment.ENCRYPTION_KEY + "\"")).isEqualTo("key = \"********\"");
        assertThat(ShownDeployment.of(read, known).encryption().orElseThrow().reveal())
                .isEqualTo("********");
        assertThat(read.toString()).doesNotContain(TomlDeployment.ENCRYPTION_KEY);
    }
}
