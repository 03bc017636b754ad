package io.github.apim.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.deployment.Node;
import io.github.apim.descriptor.ReadResult;
import io.github.apim.testing.MadeKeys;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.topology.Topology;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made for a deployment, as others read it. */
class MadeKeysTest extends KeysInFolder {

    /** Made once: a key takes its time, and these tests only look. */
    @TempDir
    static Path folder;

    private static MadeKeys made;
    private static ReadResult read;

    @BeforeAll
    static void makeAll() throws IOException {
        made = MadeKeys.in(folder);
        read = made.run(DESCRIPTOR + BALANCER);
    }

    @Override
    Path folder() {
        return folder;
    }

    @Test
    void makesWhatTheDescriptorNamesAndWhatGoesWithIt() throws IOException {
        assertThat(files())
                .containsExactlyInAnyOrder(
                        ".gitignore",
                        "apim.jks",
                        "ca.crt",
                        "ca.p12",
                        "nginx/.gitignore",
                        "nginx/gw.example.com.crt",
                        "nginx/gw.example.com.key",
                        "nginx/km.example.com.crt",
                        "nginx/km.example.com.key",
                        "trust.jks");
        assertThat(made.warnings()).isEmpty();
        assertThat(String.join("\n", made.told()))
                .contains("apim.jks' is made: key apim, valid until 2", "for gw.example.com, gw-1.internal, 10.0.0.11,")
                .doesNotContain("hidden");
    }

    @Test
    void nobodyElseMayReadThem() throws IOException {
        assertThat(mode("")).isEqualTo("rwx------");
        assertThat(mode("nginx")).isEqualTo("rwx------");
        for (String file : files()) {
            assertThat(mode(file)).as(file).isEqualTo("rw-------");
        }
    }

    /** Java 6 and 7 know no newer algorithms for sure. */
    @Test
    void keysAreRsaOf2048BitsAndSignedWithSha256() throws Exception {
        KeyStore store = open("apim.jks", "store-hidden");
        X509Certificate certificate = (X509Certificate) store.getCertificate("apim");

        assertThat(certificate.getSigAlgName()).isEqualTo("SHA256withRSA");
        assertThat(((RSAPublicKey) certificate.getPublicKey()).getModulus().bitLength())
                .isEqualTo(2048);
        assertThat(store.getKey("apim", "store-hidden".toCharArray())).isNotNull();
        assertThat(store.getCertificateChain("apim")).hasSize(2);
    }

    /** By its own judge: each name and address by which others, clients and the node itself call it. */
    @Test
    @Needs(Need.OPENSSL)
    void opensslVerifiesACertificateForEveryNameByWhichOthersCallTheNode() throws Exception {
        Path certificate = pem("apim.jks", "store-hidden", "apim");
        Topology topology = new Topology(read.deployment());
        Set<String> names = new TreeSet<>(List.of("localhost", "127.0.0.1"));
        for (Node node : read.deployment().nodes()) {
            names.addAll(ServerNames.of(topology, node));
        }

        assertThat(names)
                .contains(
                        "gw.example.com",
                        "km.example.com",
                        "gw-1.internal",
                        "10.0.0.11",
                        "fd00::12",
                        "km.internal",
                        "10.0.0.14");
        for (String name : names) {
            assertThat(verify(certificate, ServerNames.isAddress(name) ? "-verify_ip" : "-verify_hostname", name))
                    .as(name)
                    .contains(": OK");
        }
        assertThat(verify(certificate, "-verify_hostname", "other.example.com")).contains("hostname mismatch");
    }

    @Test
    @Needs(Need.OPENSSL)
    void opensslVerifiesTheBalancersCertificatesAndTheirKeysFit() throws Exception {
        Path nginx = folder.resolve("keys/nginx");

        assertThat(verify(nginx.resolve("gw.example.com.crt"), "-verify_hostname", "gw.example.com"))
                .contains(": OK");
        assertThat(openssl("x509", "-noout", "-pubkey", "-in", nginx.resolve("gw.example.com.crt").toString()))
                .isEqualTo(openssl("pkey", "-pubout", "-in", nginx.resolve("gw.example.com.key").toString()));
    }

    @Test
    void aTrustStoreHoldsTheAuthorityEachKeysCertificate() throws Exception {
        KeyStore trust = open("trust.jks", "trust-hidden");

        assertThat(Collections.list(trust.aliases())).containsExactlyInAnyOrder("apim-authority", "apim", "gateway_certificate_alias");
        assertThat(trust.getCertificate("apim"))
                .isEqualTo(open("apim.jks", "store-hidden").getCertificate("apim"));
    }
}
