package io.github.apim.family.carbon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.deployment.DeploymentException;
import io.github.apim.testing.KeyStores;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.SmallPack;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestPacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyStoresOverlayTest {

    private static final String SECURITY = "/Server/Security/";
    private static final String CARBON = CarbonFiles.CARBON;
    private static final String FOLDER = "repository/resources/security/";

    private static final String DESCRIPTOR = """
            packs: { api-manager: "PACK" }
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              driver: mysql-connector-java-5.1.49.jar
              credentials: apim-db
            key-stores:
              identity: { path: keys/apim.jks, alias: apim, credentials: key-store }
              trust: { path: keys/trust.jks, credentials: trust-store }
            nodes:
              am: { role: all-in-one, host: am.internal, address: 10.0.0.10 }
            """;

    /** What the packs have passwords or names of that sort for besides key stores. */
    private static final Pattern OTHER_FILES = Pattern.compile(
            ".*(datasources\\.xml|registry(_TM)?\\.xml|axis2_TM\\.xml|cipher-text\\.properties|cassandra.*|user-mgt\\.xml)");

    /** Comments, a messenger's password, and a store of another kind that API Manager does not ship. */
    private static final Pattern NO_PLACE = Pattern.compile("(?s)<!--.*?-->|(?m)^\\s*#.*$|<XMPPPassword>.*?</XMPPPassword>"
            + "|(?s)<UserTrustedRPStore>.*?</UserTrustedRPStore>");

    @TempDir
    Path folder;

    @BeforeEach
    void makeKeys() throws IOException {
        KeyStores.create(folder.resolve("keys/apim.jks"), "JKS", "store&<secret", "apim");
        KeyStores.create(folder.resolve("keys/trust.jks"), "JKS", "trust&<secret", "apim");
    }

    @Test
    void aJksTakesTheNameOfTheShippedOneAndIsForItsOwnerAlone() throws IOException {
        NodeHome home = deployment(TestPacks.SMALL.zip()).assemble().get("am");

        assertThat(home.bytes(FOLDER + "wso2carbon.jks"))
                .isEqualTo(Files.readAllBytes(folder.resolve("keys/apim.jks")));
        assertThat(home.bytes(FOLDER + "client-truststore.jks"))
                .isEqualTo(Files.readAllBytes(folder.resolve("keys/trust.jks")));
        assertThat(home.mode(FOLDER + "wso2carbon.jks")).isEqualTo(0600);
        assertThat(home.mode(CARBON)).isEqualTo(0600);
    }

    @Test
    void everyPlaceNamesTypeAliasAndPasswords() throws IOException {
        NodeHome home = deployment(TestPacks.SMALL.zip()).assemble().get("am");

        for (String store : List.of("KeyStore", "RegistryKeyStore")) {
            assertThat(home.value(CARBON, SECURITY + store + "/Location"))
                    .isEqualTo("${carbon.home}/" + FOLDER + "wso2carbon.jks");
            assertThat(home.value(CARBON, SECURITY + store + "/Type")).isEqualTo("JKS");
            assertThat(home.value(CARBON, SECURITY + store + "/KeyAlias")).isEqualTo("apim");
            assertThat(home.value(CARBON, SECURITY + store + "/Password")).isEqualTo("store&<secret");
            assertThat(home.value(CARBON, SECURITY + store + "/KeyPassword")).isEqualTo("store&<secret");
        }
        assertThat(home.value(CARBON, SECURITY + "TrustStore/Password")).isEqualTo("trust&<secret");
        assertThat(home.values(CarbonFiles.AXIS2, "//parameter[@name='keystore']/KeyStore/KeyPassword"))
                .hasSize(2)
                .containsOnly("store&<secret");
        assertThat(home.values(CarbonFiles.AXIS2, "//parameter[@name='truststore']/TrustStore/Password"))
                .hasSize(2)
                .containsOnly("trust&<secret");
    }

    @Test
    void aPkcs12GetsANameOfItsOwnAndTheShippedKeyGoes() throws IOException {
        KeyStores.create(folder.resolve("keys/apim.p12"), "PKCS12", "store&<secret", "apim");

        NodeHome home = deployment(TestPacks.SMALL.zip())
                .with("apim.jks", "apim.p12")
                .with("nodes:", "edits: { all: { repository/conf/identity.xml: { " + SECURITY.replace("Security/", "")
                        + "EntitlementSettings/ThirftBasedEntitlementConfig/EnableThriftService: false } } }\nnodes:")
                .assemble()
                .get("am");

        assertThat(home.has(FOLDER + "wso2carbon.p12")).isTrue();
        assertThat(home.has(FOLDER + "wso2carbon.jks")).isFalse();
        assertThat(home.value(CARBON, SECURITY + "KeyStore/Location"))
                .isEqualTo("${carbon.home}/" + FOLDER + "wso2carbon.p12");
        assertThat(home.value(CARBON, SECURITY + "KeyStore/Type")).isEqualTo("PKCS12");
    }

    @Test
    void anIdentityAloneLeavesTheTrustStoreOfThePack() throws IOException {
        NodeHome home = deployment(TestPacks.SMALL.zip())
                .with("  trust: { path: keys/trust.jks, credentials: trust-store }\n", "")
                .assemble()
                .get("am");

        assertThat(home.value(CARBON, SECURITY + "TrustStore/Password")).isEqualTo("wso2carbon");
        assertThat(home.value(CARBON, SECURITY + "KeyStore/Password")).isEqualTo("store&<secret");
    }

    /** The vendor's own files: no place that opened a shipped key store by its password opens it any more. */
    @Needs(Need.REAL_PACKS)
    @ParameterizedTest
    @ValueSource(strings = {"1.9.0", "1.9.1", "1.10.0", "2.0.0", "2.1.0", "2.2.0", "2.5.0", "2.6.0"})
    void noPlaceOfTheRealFilesIsForgotten(String version) throws IOException {
        String[] others = version.equals("1.9.1") ? new String[] {"1.9.0"} : new String[0];
        Path zip = SmallPack.realApiManager(version, others).toZip(folder.resolve("packs"));

        NodeHome home = deployment(zip).assemble().get("am");

        assertThat(home.filePaths().stream()
                        .filter(path -> path.matches("repository/(conf|deployment)/.*\\.(xml|properties|json)"))
                        .filter(path -> !OTHER_FILES.matcher(path).matches())
                        .filter(path -> NO_PLACE.matcher(home.text(path))
                                .replaceAll("")
                                .matches("(?s).*[>=\"]\\s*wso2carbon\\s*[<\"\\n].*")))
                .isEmpty();
    }

    @Test
    void whatIsWrongWithAKeyStoreIsToldAtItsPlaceWithItsFile() throws IOException {
        assertThat(problem(Map.of("apim.jks", "none.jks")))
                .contains(":7:21: key-stores.identity.path: there is no file '" + folder.resolve("keys/none.jks"))
                .contains("mvn apim:keys makes it");
        assertThat(problem(Map.of("alias: apim", "alias: other")))
                .contains("key-stores.identity.alias: '" + folder.resolve("keys/apim.jks")
                        + "' holds no private key under the alias 'other'; there are 'apim'");
        assertThat(problem(Map.of("credentials: key-store", "credentials: trust-store")))
                .contains("key-stores.identity.credentials: the password does not open the key store '")
                .contains("apim.jks")
                .doesNotContain("secret");
        assertThat(problem(Map.of("alias: apim,", "alias: apim, type: PKCS12,")))
                .contains("key-stores.identity.path: '", "apim.jks' is no PKCS12; say its type");
        assertThat(problem(Map.of("credentials: key-store }", "credentials: key-store, key-credentials: trust-store }")))
                .contains("key-stores.identity.key-credentials: the password does not open the private key 'apim'");
        Files.writeString(folder.resolve("keys/apim.jks"), "no key store");
        assertThat(problem(Map.of()))
                .contains("key-stores.identity.path: '", "is no key store of the kinds JKS or PKCS12");
    }

    @Test
    void anExpiredCertificateStopsTheBuild() throws IOException {
        KeyStores.expired(folder.resolve("keys/old.jks"));

        assertThat(problem(Map.of("apim.jks", "old.jks", "alias: apim", "alias: wso2carbon")))
                .contains("key-stores.identity.path: the certificate 'wso2carbon' of '")
                .contains("old.jks' expired on 2");
    }

    private TestDeployment deployment(Path pack) throws IOException {
        return TestDeployment.in(folder, pack, DESCRIPTOR)
                .knowing("key-store", "", "store&<secret")
                .knowing("trust-store", "", "trust&<secret");
    }

    private String problem(Map<String, String> changes) throws IOException {
        TestDeployment deployment = deployment(TestPacks.SMALL.zip());
        changes.forEach(deployment::with);
        if (changes.containsKey("apim.jks") && changes.get("apim.jks").equals("old.jks")) {
            deployment.knowing("key-store", "", "wso2carbon");
        }
        List<String> told = new ArrayList<>();
        assertThatThrownBy(deployment::validate)
                .isInstanceOfSatisfying(DeploymentException.class, failure -> told.add(failure.getMessage()));
        return told.get(0);
    }
}
