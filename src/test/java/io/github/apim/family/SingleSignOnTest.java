package io.github.apim.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.deployment.DeploymentException;
import io.github.apim.testing.IdentityServerPacks;
import io.github.apim.testing.KeyStores;
import io.github.apim.testing.Needs;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.SmallPack;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestPacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What publisher and store say of the identity server, what it says of them, and that both say the same. */
@Needs
class SingleSignOnTest {

    private static final String APPLICATIONS = "repository/deployment/server/jaggeryapps/";
    private static final String PUBLISHER = APPLICATIONS + "publisher/site/conf/site.json";
    private static final String STORE = APPLICATIONS + "store/site/conf/site.json";
    private static final String KEY_STORE = "repository/resources/security/wso2carbon.jks";
    private static final String PROVIDERS = "repository/conf/security/sso-idp-config.xml";

    private static final String DESCRIPTOR = """
            packs:
              api-manager: "PACK"
              identity-server: "IDENTITY"
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              driver: mysql-connector-java-5.1.49.jar
              credentials: apim-db
            load-balancer:
              virtual-hosts:
                publisher: pub.example.com
                store: { name: store.example.com, https: 8443 }
                identity-server: login.example.com
            single-sign-on: { identity-server: is }
            nodes:
              publisher: { role: publisher, host: pub.internal, address: 10.0.0.14 }
              store:     { role: store, host: store.internal, address: 10.0.0.15, offset: 2 }
              is:        { role: identity-server, host: is.internal, address: 10.0.0.16, offset: 1 }
              gateway:   { role: gateway-manager, host: gw.internal, address: 10.0.0.18 }
              keys:      { role: key-manager, host: km.internal, address: 10.0.0.19 }
            """;

    private static final String BALANCER =
            DESCRIPTOR.substring(DESCRIPTOR.indexOf("load-balancer:"), DESCRIPTOR.indexOf("single-sign-on:"));

    @TempDir
    static Path keys;

    @TempDir
    Path folder;

    @BeforeAll
    static void makeKeys() throws IOException {
        KeyStores.create(keys.resolve("shipped.jks"), "JKS", "wso2carbon", "wso2carbon");
        KeyStores.create(keys.resolve("own.jks"), "JKS", "own&\"secret", "own");
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void publisherAndStoreSendUsersToTheIdentityServerUnderItsPublicName(TestPacks pack) throws IOException {
        TestDeployment deployment = deployment(pack);
        Map<String, NodeHome> homes = deployment.assemble();

        NodeHome publisher = homes.get("publisher");
        assertThat(settings(publisher, PUBLISHER))
                .isEqualTo(Map.of(
                        "enabled", "true",
                        "issuer", "API_PUBLISHER",
                        "identityProviderURL", "https://login.example.com:443/samlsso",
                        "keyStorePassword", "wso2carbon",
                        "identityAlias", "wso2carbon",
                        "responseSigningEnabled", "true",
                        "keyStoreName", KEY_STORE));
        assertThat(settings(homes.get("store"), STORE))
                .isEqualTo(Map.of(
                        "enabled", "true",
                        "issuer", "API_STORE",
                        "identityProviderURL", "https://login.example.com:443/samlsso",
                        "keyStorePassword", "wso2carbon",
                        "identityAlias", "wso2carbon",
                        "responseSigningEnabled", "true",
                        "keyStoreName", KEY_STORE,
                        "passive", "true",
                        "signRequests", "true"));
        assertThat(publisher.mode(PUBLISHER)).isEqualTo(0600);
        assertThat(publisher.text(PUBLISHER))
                .contains("//\"regContext\":\"\"", "\n    },\n}\n")
                .contains("\"enabled\" : true,    // ");
        assertThat(deployment.warnings()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void behindAVirtualHostTheApplicationsMakeTheirLinksOfItsName(TestPacks pack) throws IOException {
        Map<String, NodeHome> homes = deployment(pack).assemble();

        assertThat(LenientJson.read(homes.get("publisher"), PUBLISHER).get("reverseProxy"))
                .isEqualTo(Map.of("enabled", true, "host", "pub.example.com", "context", "/publisher"));
        assertThat(LenientJson.read(homes.get("store"), STORE).get("reverseProxy"))
                .isEqualTo(Map.of("enabled", true, "host", "store.example.com:8443", "context", "/store"));
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void bothSidesAgree(TestPacks pack) throws IOException {
        for (String balancer : new String[] {BALANCER, ""}) {
            Map<String, NodeHome> homes =
                    deployment(pack).with(BALANCER, balancer).assemble();
            NodeHome server = homes.get("is");

            assertAgreement(server, settings(homes.get("publisher"), PUBLISHER));
            assertAgreement(server, settings(homes.get("store"), STORE));
        }
    }

    @Test
    void withoutALoadBalancerEveryNodeGoesByItsOwnNameAndPort() throws IOException {
        Map<String, NodeHome> homes =
                deployment(TestPacks.SMALL).with(BALANCER, "").assemble();

        assertThat(settings(homes.get("store"), STORE).get("identityProviderURL"))
                .isEqualTo("https://is.internal:9444/samlsso");
        assertThat(homes.get("is").values(PROVIDERS, "//AssertionConsumerService"))
                .containsExactly(
                        "https://localhost:9443/dashboard/acs",
                        "https://pub.internal:9443/publisher/jagg/jaggery_acs.jag",
                        "https://store.internal:9445/store/jagg/jaggery_acs.jag");
        assertThat(LenientJson.read(homes.get("publisher"), PUBLISHER).get("reverseProxy"))
                .isEqualTo(Map.of("enabled", false, "host", "sample.proxydomain.com", "context", ""));
    }

    @Test
    void anAllInOneHasBothApplications() throws IOException {
        Map<String, NodeHome> homes = deployment(TestPacks.SMALL)
                .with(BALANCER, "")
                .with("  publisher: { role: publisher, host: pub.internal, address: 10.0.0.14 }\n", "")
                .with(
                        "  store:     { role: store, host: store.internal,",
                        "  aio: { role: all-in-one, host: all.internal,")
                .assemble();

        assertAgreement(homes.get("is"), settings(homes.get("aio"), PUBLISHER));
        assertAgreement(homes.get("is"), settings(homes.get("aio"), STORE));
        assertThat(homes.get("is").values(PROVIDERS, "//AssertionConsumerService"))
                .contains(
                        "https://all.internal:9445/publisher/jagg/jaggery_acs.jag",
                        "https://all.internal:9445/store/jagg/jaggery_acs.jag");
    }

    @Test
    void twoPublishersBehindAVirtualHostSayTheSame() throws IOException {
        TestDeployment deployment = deployment(TestPacks.SMALL).with("nodes:\n", """
                nodes:
                  publisher-2: { role: publisher, host: pub-2.internal, address: 10.0.0.17 }
                """);
        Map<String, NodeHome> homes = deployment.assemble();

        assertThat(homes.get("publisher-2").text(PUBLISHER))
                .isEqualTo(homes.get("publisher").text(PUBLISHER));
        assertThat(homes.get("is").values(PROVIDERS, "//ServiceProvider[Issuer='API_PUBLISHER']/*[2]"))
                .containsExactly("https://pub.example.com:443/publisher/jagg/jaggery_acs.jag");
        assertThat(deployment.warnings()).isEmpty();
    }

    @Test
    void ofTwoPublishersWithoutAVirtualHostTheSecondIsToldThatNobodyComesBackToIt() throws IOException {
        TestDeployment deployment =
                deployment(TestPacks.SMALL).with(BALANCER, "").with("nodes:\n", """
                nodes:
                  publisher-2: { role: publisher, host: pub-2.internal, address: 10.0.0.17 }
                """);
        deployment.assemble();

        assertThat(deployment.warnings())
                .containsExactly("publisher: users who sign in are always sent to publisher-2"
                        + " (https://pub-2.internal:9443/publisher/jagg/jaggery_acs.jag), never to this node; give the"
                        + " role publisher a name under load-balancer.virtual-hosts");
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void withoutSingleSignOnTheApplicationsStayAsShipped(TestPacks pack) throws IOException {
        Map<String, NodeHome> homes = deployment(pack)
                .with("single-sign-on: { identity-server: is }\n", "")
                .assemble();

        assertThat(settings(homes.get("publisher"), PUBLISHER).get("enabled")).isEqualTo("false");
        assertThat(homes.get("publisher").mode(PUBLISHER)).isEqualTo(0644);
        if (pack == TestPacks.SMALL) {
            assertThat(homes.get("publisher").text(PUBLISHER)).isEqualTo(SmallPack.text(PUBLISHER));
            assertThat(homes.get("store").text(STORE)).isEqualTo(SmallPack.text(STORE));
        }
        assertThat(homes.get("is").values(PROVIDERS, "//Issuer")).containsExactly("wso2.my.dashboard");
    }

    @Test
    void anApplicationThatANodeGoesWithoutIsLeftAlone() throws IOException {
        Path pack = SmallPack.changed().without(APPLICATIONS + "publisher/").toZip(folder.resolve("without"));
        Map<String, NodeHome> homes = deployment(pack).assemble();

        assertThat(homes.get("publisher").has(PUBLISHER)).isFalse();
        assertThat(settings(homes.get("store"), STORE).get("enabled")).isEqualTo("true");
    }

    @Test
    void aKeyStoreOfTheUsersOwnIsFollowed() throws IOException {
        Files.copy(keys.resolve("own.jks"), overlay(KEY_STORE));
        String edits = """
                edits:
                  all:
                    repository/conf/carbon.xml:
                      /Server/Security/KeyStore/Password: 'own&"secret'
                      /Server/Security/KeyStore/KeyAlias: own
                accept: [ { rule: M49, because: "the other places that name the key store are not looked at here" } ]
                """;
        NodeHome publisher = plain(TestPacks.SMALL.zip())
                .with("nodes:\n", edits + "nodes:\n")
                .assemble()
                .get("publisher");

        assertThat(settings(publisher, PUBLISHER).get("keyStorePassword")).isEqualTo("own&\"secret");
        assertThat(settings(publisher, PUBLISHER).get("identityAlias")).isEqualTo("own");
    }

    @Test
    void whatTheUserSetsInSiteJsonStays() throws IOException {
        Files.copy(keys.resolve("own.jks"), overlay("repository/resources/security/idp.jks"));
        String edits = """
                edits:
                  publisher:
                    repository/deployment/server/jaggeryapps/publisher/site/conf/site.json:
                      /ssoConfiguration/keyStoreName: repository/resources/security/idp.jks
                      /ssoConfiguration/keyStorePassword: 'own&"secret'
                      /ssoConfiguration/identityAlias: own
                      /reverseProxy/enabled: auto
                accept:
                  - { rule: M31, because: responses are signed elsewhere }
                """;
        NodeHome publisher = deployment(TestPacks.SMALL)
                .with("nodes:\n", edits + "nodes:\n")
                .assemble()
                .get("publisher");

        assertThat(settings(publisher, PUBLISHER).get("keyStoreName"))
                .isEqualTo("repository/resources/security/idp.jks");
        assertThat(settings(publisher, PUBLISHER).get("identityAlias")).isEqualTo("own");
        assertThat(((Map<?, ?>) LenientJson.read(publisher, PUBLISHER).get("reverseProxy")).get("enabled"))
                .isEqualTo("auto");
    }

    @Test
    void anAliasThatTheKeyStoreDoesNotHoldIsToldWithThoseThatItHolds() throws IOException {
        Files.copy(KeyStores.create(keys.resolve("other.jks"), "JKS", "wso2carbon", "other"), overlay(KEY_STORE));

        assertThatThrownBy(() -> plain(TestPacks.SMALL.zip()).assemble())
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining(KEY_STORE + " holds no certificate under the alias wso2carbon,")
                .hasMessageContaining("there are other [");
    }

    @Test
    void aWrongPasswordIsToldAndNotShown() throws IOException {
        Files.copy(keys.resolve("own.jks"), overlay(KEY_STORE));
        String edits = """
                edits:
                  all:
                    repository/conf/carbon.xml: { /Server/Security/KeyStore/Password: hidden-word }
                """;

        assertThatThrownBy(() -> plain(TestPacks.SMALL.zip())
                        .with("nodes:\n", edits + "nodes:\n")
                        .assemble())
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining(KEY_STORE + ", where the alias wso2carbon is looked for, cannot be opened")
                .hasMessageNotContaining("hidden-word");
    }

    @Test
    void aKeyStoreOfAnotherKindIsRefusedBecauseTheApplicationsOpenJksOnly() throws IOException {
        Files.copy(
                KeyStores.create(keys.resolve("modern.jks"), "PKCS12", "wso2carbon", "wso2carbon"), overlay(KEY_STORE));

        assertThatThrownBy(() -> plain(TestPacks.SMALL.zip()).assemble())
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining(KEY_STORE + " is no key store of the kind JKS");
    }

    @Test
    void aDamagedKeyStoreIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(keys.resolve("shipped.jks"));
        Files.write(overlay(KEY_STORE), Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> plain(TestPacks.SMALL.zip()).assemble())
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining(KEY_STORE + " is a damaged key store");
    }

    @Test
    void aPackWithoutItsKeyStoreIsToldThatNothingWasChecked() throws IOException {
        TestDeployment deployment = plain(TestPacks.SMALL.zip());
        Map<String, NodeHome> homes = deployment.assemble();

        assertThat(settings(homes.get("publisher"), PUBLISHER).get("keyStoreName"))
                .isEqualTo(KEY_STORE);
        assertThat(deployment.warnings())
                .singleElement()
                .asString()
                .startsWith("publisher, store: " + KEY_STORE + " is no file of this node");
    }

    private static void assertAgreement(NodeHome server, Map<?, ?> settings) {
        String issuer = settings.get("issuer").toString();
        String provider = "//ServiceProvider[Issuer='" + issuer + "']/";
        String application = "repository/conf/identity/service-providers/" + issuer + ".xml";

        assertThat(server.value("repository/conf/identity.xml", "/Server/SSOService/IdentityProviderURL"))
                .isEqualTo(settings.get("identityProviderURL"));
        assertThat(server.value(PROVIDERS, provider + "SignResponse"))
                .isEqualTo(settings.get("responseSigningEnabled"));
        assertThat(server.value(PROVIDERS, provider + "AudiencesList/Audience")).isEqualTo(issuer);
        assertThat(server.value(application, "//InboundAuthKey")).isEqualTo(issuer);
    }

    private static Map<?, ?> settings(NodeHome home, String path) {
        return (Map<?, ?>) LenientJson.read(home, path).get("ssoConfiguration");
    }

    private TestDeployment deployment(TestPacks pack) throws IOException {
        return deployment(pack, pack.zip());
    }

    private TestDeployment deployment(Path pack) throws IOException {
        return deployment(TestPacks.SMALL, pack);
    }

    /** With the key store that a real pack has, which a small one and one in the real shape have not. */
    private TestDeployment deployment(TestPacks kind, Path pack) throws IOException {
        Files.copy(keys.resolve("shipped.jks"), overlay(KEY_STORE), StandardCopyOption.REPLACE_EXISTING);
        return plain(kind, pack);
    }

    private TestDeployment plain(Path pack) throws IOException {
        return plain(TestPacks.SMALL, pack);
    }

    private TestDeployment plain(TestPacks kind, Path pack) throws IOException {
        Path identityServer = IdentityServerPacks.valueOf(kind.name()).changed().toZip(folder.resolve("packs"));
        return TestDeployment.in(folder, pack, DESCRIPTOR.replace("IDENTITY", identityServer.toString()));
    }

    private Path overlay(String path) throws IOException {
        Path file = folder.resolve("overlays/all").resolve(path);
        Files.createDirectories(file.getParent());
        return file;
    }
}
