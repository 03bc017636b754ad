package io.github.apim.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.testing.KeyStores;
import io.github.apim.testing.MadeKeys;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is there stays, what is missing is made, and what cannot be made is told. */
class KeySetupTest extends KeysInFolder {

    @TempDir
    Path folder;

    @Override
    Path folder() {
        return folder;
    }

    @Test
    @Needs(Need.OPENSSL)
    void aPkcs12OpensInOpensslAndKeytoolAndIsNotEncryptedWithWhatOldJavasCannotRead() throws Exception {
        MadeKeys.in(folder).run(DESCRIPTOR.replace("apim.jks", "apim.p12").replace("trust.jks", "trust.p12"));
        String file = folder.resolve("keys/apim.p12").toString();

        assertThat(openssl("pkcs12", "-info", "-noout", "-passin", "pass:store-hidden", "-in", file))
                .contains("MAC: sha1", "pbeWithSHA1And3-KeyTripleDES-CBC")
                .doesNotContain("AES", "PBES2");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        assertThat(run(keytool.toString(), "-list", "-keystore", file, "-storepass", "store-hidden"))
                .contains("apim,", "PrivateKeyEntry", "apim-authority", "trustedCertEntry");
        assertThat(open("trust.p12", "trust-hidden").isCertificateEntry("apim")).isTrue();
        assertThat(open("apim.p12", "store-hidden").getCertificateChain("apim")).hasSize(2);
    }

    @Test
    void aTrustStoreAlsoHoldsThePublicAuthoritiesOnRequest() throws Exception {
        MadeKeys.in(folder).trustingPublicAuthorities().run(DESCRIPTOR);

        KeyStore trust = open("trust.jks", "trust-hidden");
        assertThat(trust.size()).isGreaterThan(50);
        for (String alias : Collections.list(trust.aliases())) {
            ((X509Certificate) trust.getCertificate(alias)).checkValidity();
        }
    }

    @Test
    void aSecondRunChangesNothing() throws IOException {
        MadeKeys.in(folder).run(DESCRIPTOR);
        Map<String, byte[]> before = contents();
        MadeKeys again = MadeKeys.in(folder);

        again.run(DESCRIPTOR);

        assertThat(contents()).containsExactlyInAnyOrderEntriesOf(before);
        assertThat(again.told()).allSatisfy(line -> assertThat(line).contains("stays as it is"));
    }

    @Test
    void whatIsMissingIsMadeBesideWhatIsThereAndSignedByTheSameAuthority() throws Exception {
        MadeKeys.in(folder).run(DESCRIPTOR);
        byte[] authority = Files.readAllBytes(folder.resolve("keys/ca.p12"));
        Files.delete(folder.resolve("keys/trust.jks"));

        MadeKeys.in(folder).run(DESCRIPTOR);

        assertThat(Files.readAllBytes(folder.resolve("keys/ca.p12"))).isEqualTo(authority);
        assertThat(open("trust.jks", "trust-hidden").getCertificate("apim"))
                .isEqualTo(open("apim.jks", "store-hidden").getCertificate("apim"));
    }

    @Test
    void aDryRunTellsAndWritesNothing() throws IOException {
        MadeKeys keys = MadeKeys.in(folder).dry();

        keys.run(DESCRIPTOR);

        assertThat(folder.resolve("keys")).doesNotExist();
        assertThat(keys.told()).anyMatch(line -> line.contains("apim.jks' would be made: key apim"));
    }

    /** What it has encrypted must stay readable, and what was added to the trust store stays. */
    @Test
    void aRenewalKeepsTheKeyAndTakesInNewNames() throws Exception {
        MadeKeys.in(folder).valid(Duration.ofDays(10)).run(DESCRIPTOR);
        X509Certificate old = (X509Certificate) open("apim.jks", "store-hidden").getCertificate("apim");
        String grown = DESCRIPTOR + "  gw-3: { role: gateway-worker, host: gw-3.internal }\n";
        MadeKeys again = MadeKeys.in(folder);

        again.run(grown);

        assertThat(again.warnings())
                .singleElement()
                .asString()
                .contains("apim.jks is not for gw-3.internal", "renew it with -Dapim.renewKeys");

        MadeKeys.in(folder).renewing().run(grown);

        X509Certificate renewed =
                (X509Certificate) open("apim.jks", "store-hidden").getCertificate("apim");
        assertThat(renewed.getPublicKey()).isEqualTo(old.getPublicKey());
        assertThat(renewed.getNotAfter()).isAfter(old.getNotAfter());
        assertThat(renewed.getSubjectAlternativeNames()).contains(List.of(2, "gw-3.internal"));
        assertThat(open("trust.jks", "trust-hidden").getCertificate("apim")).isEqualTo(renewed);
    }

    @Test
    @Needs(Need.OPENSSL)
    void whatAnAuthoritySignedBeforeItsRenewalIsStillTrusted() throws Exception {
        MadeKeys.in(folder).valid(Duration.ofDays(10)).run(DESCRIPTOR);
        byte[] before = Files.readAllBytes(folder.resolve("keys/ca.crt"));

        MadeKeys.in(folder).valid(Duration.ofDays(4000)).run(DESCRIPTOR);

        assertThat(Files.readAllBytes(folder.resolve("keys/ca.crt"))).isNotEqualTo(before);
        assertThat(verify(pem("apim.jks", "store-hidden", "apim"), "-verify_hostname", "gw-1.internal"))
                .contains(": OK");
    }

    @Test
    void aCertificateOfSomebodyElsesIsNotRenewed() throws IOException {
        KeyStores.create(folder.resolve("keys/apim.jks"), "JKS", "store-hidden", "apim");
        byte[] before = Files.readAllBytes(folder.resolve("keys/apim.jks"));
        MadeKeys keys = MadeKeys.in(folder).renewing();

        assertThat(problem(keys, DESCRIPTOR))
                .contains(":4:21: key-stores.identity.path: its certificate was not signed by the authority in");
        assertThat(folder.resolve("keys/apim.jks")).hasBinaryContent(before);
        assertThat(folder.resolve("keys/ca.p12")).doesNotExist();
        assertThat(keys.told()).as("nothing is made, and nothing is said to be").isEmpty();
    }

    @Test
    void aRoleOfItsOwnHasAKeyOfItsOwnWithItsOwnNames() throws Exception {
        MadeKeys.in(folder)
                .run(DESCRIPTOR.replace(
                        "nodes:",
                        "  own: { publisher: { identity: { path: keys/pub.jks, alias: pub, credentials: store-hidden } } }\n"
                                + "nodes:"));

        X509Certificate publisher =
                (X509Certificate) open("pub.jks", "store-hidden").getCertificate("pub");
        X509Certificate others =
                (X509Certificate) open("apim.jks", "store-hidden").getCertificate("apim");

        assertThat(publisher.getSubjectAlternativeNames())
                .contains(List.of(7, "10.0.0.14"))
                .doesNotContain(List.of(2, "km.internal"));
        assertThat(others.getSubjectAlternativeNames())
                .contains(List.of(2, "km.internal"))
                .doesNotContain(List.of(7, "10.0.0.14"));
        assertThat(open("trust.jks", "trust-hidden").isCertificateEntry("pub")).isTrue();
    }

    @Test
    void aDescriptorThatNamesNoKeyStoresIsToldWhatToWrite() {
        assertThat(problem(MadeKeys.in(folder), DESCRIPTOR.replaceFirst("(?s)key-stores:.*?(?=nodes)", "")))
                .contains("key-stores: is missing", "write for example key-stores: { identity:");
    }

    @Test
    void twoKeysNeedTwoAliases() {
        assertThat(problem(
                        MadeKeys.in(folder),
                        DESCRIPTOR.replace(
                                "nodes:",
                                "  own: { bam: { identity: { path: b.jks, alias: apim, credentials: x } } }\nnodes:")))
                .contains("key-stores.own.bam.identity.alias: key-stores.identity has this alias for another key");
    }

    @Test
    void anAuthorityThatDoesNotOpenIsTold() throws IOException {
        MadeKeys.in(folder).run(DESCRIPTOR);
        Files.delete(folder.resolve("keys/apim.jks"));

        assertThat(problem(MadeKeys.in(folder).password("store-hidden", "other"), DESCRIPTOR))
                .contains("key-stores: '", "ca.p12' does not open with the password of the first key store")
                .doesNotContain("hidden");
    }
}
