package io.github.apim.family.am1;

import static io.github.apim.family.Homes.AXIS2;
import static io.github.apim.family.Homes.CARBON;
import static io.github.apim.family.Homes.IDENTITY;
import static io.github.apim.family.Homes.STORE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.deployment.Node;
import io.github.apim.family.Homes;
import io.github.apim.family.carbon.KeyStorePlaces;
import io.github.apim.rules.KeyStorePlace;
import io.github.apim.rules.KeyStoreReading;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.PlannedFiles;
import io.github.apim.rules.PlannedNode;
import io.github.apim.rules.XmlReading;
import io.github.apim.testing.KeyStores;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.RealPacks;
import io.github.apim.testing.TestDeployment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Key stores are opened at every place that names one. */
class KeyStoreFileRulesTest {

    private static final String SECURITY = "/Server/Security/";
    private static final String FOLDER = "repository/resources/security/";
    private static final String PRIMARY = FOLDER + "wso2carbon.jks";
    private static final String TRUSTED = FOLDER + "client-truststore.jks";
    private static final String OWN_PASSWORD = "own-hidden";

    @TempDir
    static Path keys;

    private static byte[] shipped;
    private static byte[] own;

    @TempDir
    Path folder;

    private Homes homes;

    @BeforeAll
    static void makeKeys() throws IOException {
        shipped = KeyStores.selfSigned(keys.resolve("shipped.jks"), "localhost");
        own = Files.readAllBytes(KeyStores.create(keys.resolve("own.jks"), "JKS", OWN_PASSWORD, "own"));
    }

    @BeforeEach
    void makeHomes() throws IOException {
        homes = Homes.sound(folder).put("km", PRIMARY, shipped).put("km", TRUSTED, shipped);
    }

    @Test
    void m49TheShippedKeyStoresStaysSilent() throws IOException {
        assertThat(homes.said("M49")).isEmpty();
        assertThat(homes.said("M50")).isEmpty();
        assertThat(homes.said("M51")).isEmpty();
    }

    /** The file in place of the shipped one, its password in one file: what most people do, and too little. */
    @Test
    void m49APasswordThatWasChangedInOnePlaceOnlyIsWrongInAllOthers() throws IOException {
        homes.put("km", PRIMARY, own);
        homes.set("km", CARBON, SECURITY + "KeyStore/Password", OWN_PASSWORD);
        homes.set("km", CARBON, SECURITY + "KeyStore/KeyPassword", OWN_PASSWORD);
        homes.set("km", CARBON, SECURITY + "KeyStore/KeyAlias", "own");

        assertThat(homes.said("M49"))
                .contains(
                        CARBON + ": " + SECURITY + "RegistryKeyStore/Password: does not open the key store",
                        AXIS2
                                + ": /axisconfig/transportReceiver[@name='https']/parameter[@name='keystore']/KeyStore/Password: ",
                        AXIS2
                                + ": /axisconfig/transportSender[@name='https']/parameter[@name='keystore']/KeyStore/Password: ")
                .doesNotContain(SECURITY + "KeyStore/", "TrustStore", "hidden", "wso2carbon\"");
    }

    @Test
    void m49APkcs12UnderTheNameOfAJksIsToldAtItsType() throws Exception {
        homes.put("km", PRIMARY, converted(shipped, "wso2carbon"));

        assertThat(homes.said("M49"))
                .contains(SECURITY + "KeyStore/Location: " + PRIMARY + ": the key store is a PKCS12, but JKS is what")
                .contains("set the Type beside it to PKCS12");
    }

    @Test
    void m49APkcs12OfTheRightTypeStaysSilent() throws Exception {
        homes.put("km", PRIMARY, converted(shipped, "wso2carbon"));
        for (String file : List.of(CARBON, AXIS2)) {
            homes.edit(
                    "km",
                    file,
                    text -> text.replaceAll("(wso2carbon\\.jks</Location>(?:\\s|<!--.*?-->)*<Type>)JKS<", "$1PKCS12<"));
        }

        homes.put("km", FOLDER + "entitlement.jks", shipped);
        homes.edit("km", IDENTITY, text -> text.replace("wso2carbon.jks", "entitlement.jks"));

        assertThat(homes.said("M49")).isEmpty();
        assertThat(homes.said("M50")).isEmpty();
    }

    /** It has no element for the type. */
    @Test
    void m49TheEntitlementServiceOpensJksOnly() throws Exception {
        homes.put("km", FOLDER + "entitlement.jks", converted(shipped, "wso2carbon"));
        homes.edit("km", IDENTITY, text -> text.replace("wso2carbon.jks", "entitlement.jks"));

        assertThat(homes.said("M49").lines())
                .singleElement()
                .asString()
                .contains("ThirftBasedEntitlementConfig/KeyStore/Location", "; convert it with keytool")
                .doesNotContain("set the Type");
    }

    @Test
    void m49AnEntitlementServiceThatIsOffStaysSilent() throws IOException {
        homes.edit(
                "km",
                IDENTITY,
                text -> text.replaceAll("EnableThriftService>true<", "EnableThriftService>false<")
                        .replace("wso2carbon.jks", "mine.jks"));

        assertThat(homes.said("M49")).isEmpty();
    }

    @Test
    void m49AnAliasThatIsNotThereIsToldWithThoseThatAre() throws IOException {
        homes.set("km", CARBON, SECURITY + "RegistryKeyStore/KeyAlias", "mine");

        assertThat(homes.said("M49").lines())
                .singleElement()
                .asString()
                .contains("RegistryKeyStore/KeyAlias: " + PRIMARY + " holds no private key under this alias; there are"
                        + " wso2carbon");
    }

    @Test
    void m49AKeyHasAPasswordOfItsOwn() throws IOException {
        homes.set("km", CARBON, SECURITY + "KeyStore/KeyPassword", "hidden");

        assertThat(homes.said("M49").lines())
                .singleElement()
                .asString()
                .contains("KeyStore/KeyPassword: does not open the private key wso2carbon")
                .doesNotContain("hidden");
    }

    @Test
    void m49ATrustStoreIsOpenedToo() throws IOException {
        homes.put("km", TRUSTED, own);

        assertThat(homes.said("M49"))
                .contains(CARBON + ": " + SECURITY + "TrustStore/Password: ")
                .contains("parameter[@name='truststore']/TrustStore/Password: ");
    }

    @Test
    void m49AKeyStoreOfAnotherNameMustBeThere() throws IOException {
        homes.set("km", CARBON, SECURITY + "TrustStore/Location", "${carbon.home}/" + FOLDER + "mine.jks");

        assertThat(homes.said("M49").lines())
                .singleElement()
                .asString()
                .contains("TrustStore/Location: " + FOLDER + "mine.jks is no file of this node");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/wso2/mine.jks", "${user.home}/mine.jks"})
    void m49AKeyStoreElsewhereOnTheMachineStaysSilent(String elsewhere) throws IOException {
        homes.set("km", CARBON, SECURITY + "TrustStore/Location", elsewhere);

        assertThat(homes.said("M49")).isEmpty();
    }

    @Test
    void m49ADamagedKeyStoreIsTold() throws IOException {
        homes.put("km", PRIMARY, "no key store");

        assertThat(homes.said("M49")).contains(PRIMARY + ": is no key store of the kinds JKS or PKCS12");
    }

    @Test
    void m49APasswordInASecureVaultStaysSilent() throws IOException {
        homes.put("km", PRIMARY, own);
        homes.put("km", TRUSTED, own);
        for (String file : List.of(CARBON, AXIS2, IDENTITY)) {
            if (homes.bytes("km", file) != null) {
                homes.edit(
                        "km",
                        file,
                        text -> text.replaceAll(
                                        "<((?:Key)?Password)>wso2carbon<", "<$1 svns:secretAlias=\"a.b\">password<")
                                .replaceFirst(
                                        "<(Server|axisconfig)",
                                        "<$1 xmlns:svns=\"http://org.wso2.securevault/configuration\"")
                                .replace("<KeyAlias>wso2carbon<", "<KeyAlias>own<"));
            }
        }

        assertThat(homes.said("M49")).isEmpty();
    }

    @Test
    void m49TheIdentityServersEntitlementServiceHasAPlaceToo() throws IOException {
        homes.put("is", PRIMARY, shipped);
        homes.edit(
                "is",
                IDENTITY,
                text -> text.replace(
                        "</Server>",
                        "<EntitlementSettings><ThirftBasedEntitlementConfig><KeyStore><Location>${carbon.home}/"
                                + PRIMARY
                                + "</Location><Password>hidden</Password></KeyStore></ThirftBasedEntitlementConfig>"
                                + "</EntitlementSettings></Server>"));

        assertThat(homes.said("M49"))
                .contains(IDENTITY + ": ", "ThirftBasedEntitlementConfig/KeyStore/Password: does not open")
                .doesNotContain("hidden");
    }

    @Test
    void m49TheKeyStoreOfSingleSignOnIsOpened() throws IOException {
        homes.put("store", PRIMARY, own);

        assertThat(homes.said("M49"))
                .contains(STORE + ": ssoConfiguration/keyStorePassword: does not open the key store");
    }

    @Test
    void m50AnotherKeyInOnePlace() throws IOException {
        homes.put("km", FOLDER + "mine.jks", own);
        homes.edit(
                "km",
                CARBON,
                text -> text.replaceFirst(
                        "(?s)(<RegistryKeyStore>.*?)wso2carbon\\.jks(.*?)<Password>.*?</RegistryKeyStore>",
                        "$1mine.jks$2<Password>" + OWN_PASSWORD + "</Password><KeyAlias>own</KeyAlias><KeyPassword>"
                                + OWN_PASSWORD + "</KeyPassword></RegistryKeyStore>"));

        assertThat(homes.said("M49")).isEmpty();
        assertThat(homes.said("M50").lines())
                .singleElement()
                .asString()
                .contains("RegistryKeyStore/Location: holds another key than " + CARBON + " names at " + SECURITY
                        + "KeyStore");
    }

    @Test
    void m50TheSameKeyInAnotherFileStaysSilent() throws IOException {
        homes.put("km", FOLDER + "mine.jks", shipped);
        homes.edit("km", CARBON, text -> text.replaceFirst("wso2carbon\\.jks", "mine.jks"));

        assertThat(homes.said("M50")).isEmpty();
    }

    @Test
    void m51ACertificateThatHasExpired() throws IOException {
        homes.put("km", PRIMARY, KeyStores.expired(keys.resolve("expired.jks")));

        assertThat(homes.said("M51"))
                .contains(SECURITY + "KeyStore/Location: " + PRIMARY
                        + " holds the certificate wso2carbon, which expired on 2");
    }

    @Test
    void m51AValidCertificateStaysSilent() throws IOException {
        homes.put("km", PRIMARY, own);

        assertThat(homes.said("M51")).isEmpty();
    }

    @Test
    void k2ACertificateThatExpiresSoon() throws IOException {
        homes.put("km", PRIMARY, KeyStores.expiring(keys.resolve("expiring.jks")));

        assertThat(homes.said("K2").lines())
                .singleElement()
                .asString()
                .contains("nodes.km", SECURITY + "KeyStore/Location: " + PRIMARY)
                .contains("holds the certificate wso2carbon, which expires on 2", "renew it");
        assertThat(homes.said("M51")).isEmpty();
    }

    @Test
    void k2ACertificateThatHasExpiredOrHasMonthsLeftStaysSilent() throws IOException {
        assertThat(homes.said("K2")).isEmpty();

        homes.put("km", PRIMARY, KeyStores.expired(keys.resolve("over.jks")));

        assertThat(homes.said("K2")).isEmpty();
    }

    /** Every live place of the vendor's own files, and none that is in a comment. */
    @Test
    @Needs(Need.REAL_PACKS)
    void thePlacesOfTheRealFilesAreFound() throws IOException {
        TestDeployment deployment = TestDeployment.in(folder.resolve("real"), Path.of("am.zip"), """
                packs: { api-manager: { path: "PACK", version: 1.9.0 } }
                databases: { url: "jdbc:mysql://10.0.0.20", driver: a.jar, credentials: apim-db }
                nodes:
                  a: { role: all-in-one, host: a.internal }
                """);
        Node node = deployment.read().deployment().nodes().get(0);
        PlannedNode planned = new PlannedNode(node, new RealFiles(), new XmlReading());

        List<KeyStorePlace> places = KeyStorePlaces.of(PlanContext.of(deployment.read(), List.of(planned)), planned);

        assertThat(places)
                .extracting(place -> place.place() + " " + place.location().orElseThrow())
                .containsExactly(
                        SECURITY + "KeyStore " + PRIMARY,
                        SECURITY + "RegistryKeyStore " + PRIMARY,
                        SECURITY + "TrustStore " + TRUSTED,
                        "/axisconfig/transportReceiver[@name='https']/parameter[@name='keystore']/KeyStore " + PRIMARY,
                        "/axisconfig/transportReceiver[@name='https']/parameter[@name='truststore']/TrustStore "
                                + TRUSTED,
                        "/axisconfig/transportSender[@name='https']/parameter[@name='keystore']/KeyStore " + PRIMARY,
                        "/axisconfig/transportSender[@name='https']/parameter[@name='truststore']/TrustStore "
                                + TRUSTED,
                        "/Server/EntitlementSettings/ThirftBasedEntitlementConfig/KeyStore " + PRIMARY,
                        "/ApplicationAuthentication/AuthenticatorConfigs/AuthenticatorConfig[@name='OpenIDAuthenticator']"
                                + " " + TRUSTED,
                        SECURITY + "UserTrustedRPStore " + FOLDER + "userRP.jks");
    }

    /** However many nodes and places name it. */
    @Test
    void aKeyStoreIsOpenedOnceForEachPassword() throws IOException {
        for (String node : List.of("manager", "worker-1", "worker-2", "publisher", "store", "is")) {
            homes.put(node, PRIMARY, shipped);
        }
        KeyStoreReading reading = new KeyStoreReading();
        List<KeyStoreReading.Opened> opened = new ArrayList<>();
        PlanContext context = homes.context();
        for (PlannedNode planned : context.nodes()) {
            for (KeyStorePlace place : KeyStorePlaces.of(context, planned)) {
                if (place.location().equals(Optional.of(PRIMARY))) {
                    reading.open(planned, place).ifPresent(opened::add);
                }
            }
        }

        assertThat(opened).hasSizeGreaterThan(10);
        assertThat(opened).allSatisfy(each -> assertThat(each).isSameAs(opened.get(0)));
    }

    private static byte[] converted(byte[] jks, String password) throws Exception {
        KeyStore from = KeyStore.getInstance("JKS");
        from.load(new ByteArrayInputStream(jks), password.toCharArray());
        KeyStore to = KeyStore.getInstance("PKCS12");
        to.load(null, null);
        to.setKeyEntry(
                "wso2carbon",
                from.getKey("wso2carbon", password.toCharArray()),
                password.toCharArray(),
                from.getCertificateChain("wso2carbon"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        to.store(bytes, password.toCharArray());
        return bytes.toByteArray();
    }

    private record RealFiles() implements PlannedFiles {

        @Override
        public Optional<byte[]> read(String path) {
            Path file = RealPacks.file("wso2am-1.9.0", path);
            try {
                return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
            } catch (IOException problem) {
                throw new UncheckedIOException(problem);
            }
        }

        @Override
        public Optional<InputStream> open(String path) {
            return read(path).map(ByteArrayInputStream::new);
        }

        @Override
        public Object origin(String path) {
            return path;
        }

        @Override
        public List<String> under(String folder) {
            return List.of();
        }

        @Override
        public List<String> changed() {
            return List.of();
        }
    }
}
