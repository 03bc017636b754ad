package io.github.apim.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.List;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What lines of {@code known_hosts} mean is what they mean to OpenSSH, as far as a host's own key is concerned. */
class KnownHostsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "known   | host KEY",
                "known   | other,host KEY",
                "known   | h*t KEY",
                "known   | *,!other KEY",
                "known   | [host]:22 OTHER; host KEY",
                "known   | host OTHER; host KEY",
                "known   | # comment; ; nonsense; host ssh-ed25519; host KEY",
                "unknown | ",
                "unknown | other KEY",
                "unknown | [host]:2222 KEY",
                "unknown | *,!host KEY",
                "unknown | @cert-authority * KEY",
                "unknown | @cert-authority host OTHER",
                "unknown | @revoked host OTHER",
                "unknown | @revoked other KEY",
                "unknown | @something host KEY",
                "changed | host OTHER",
                "changed | * OTHER; @cert-authority * KEY",
                "revoked | @revoked host KEY",
                "revoked | @revoked * KEY; host KEY",
                "revoked | host KEY; @revoked h?st KEY",
            })
    void everyLineMeansWhatItMeansToOpenSsh(String meaning, String lines) throws Exception {
        PublicKey key = key();
        String text = String.valueOf(lines)
                .replace("null", "")
                .replace("; ", "\n")
                .replace("KEY", PublicKeyEntry.toString(key))
                .replace("OTHER", PublicKeyEntry.toString(key()));
        KnownHosts hosts = new KnownHosts(List.of(Files.writeString(folder.resolve("known_hosts"), text)));

        assertThat(meaning(hosts, key)).isEqualTo(meaning);
    }

    private static String meaning(KnownHosts hosts, PublicKey key) throws IOException {
        try {
            return hosts.knows("host", 22, key) ? "known" : "unknown";
        } catch (ShippingException refused) {
            return refused.getMessage().contains(" is revoked: ") ? "revoked" : "changed";
        }
    }

    private static PublicKey key() throws NoSuchAlgorithmException {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
        keys.initialize(256);
        return keys.generateKeyPair().getPublic();
    }
}
