package io.github.apim.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.GatewayOptions.HostnameVerifier;
import io.github.apim.deployment.KeyStores;
import io.github.apim.deployment.KeyStores.Identity;
import io.github.apim.deployment.KeyStores.Trust;
import io.github.apim.deployment.KeyStores.Type;
import io.github.apim.deployment.KnownSecrets;
import io.github.apim.deployment.Secret;
import io.github.apim.deployment.Secrets;
import io.github.apim.deployment.ShownDeployment;
import io.github.apim.product.Role;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyStoresTest {

    private static final String BOTH = """
            key-stores:
              identity: { path: keys/apim.jks, alias: apim, credentials: key-store }
              trust: { path: keys/trust.p12, credentials: trust-store }
            """;

    @TempDir
    Path folder;

    private Descriptors descriptors;

    @BeforeEach
    void start() {
        descriptors = new Descriptors(folder).server("trust-store", "", "trust-secret");
    }

    @Test
    void withoutTheKeyNodesKeepWhatTheirPacksHave() {
        KeyStores stores = read("").keyStores();

        assertThat(stores.identity(Role.STORE)).isEmpty();
        assertThat(stores.trust(Role.STORE)).isEmpty();
        assertThat(stores.all()).isEmpty();
    }

    @Test
    void pathsAreRelativeToTheDescriptorAndNeedNotBeThereYet() {
        assertThat(read(BOTH).keyStores().identity(Role.STORE))
                .contains(new Identity(
                        folder.resolve("keys/apim.jks"),
                        Type.JKS,
                        "apim",
                        new Secret("store-secret"),
                        new Secret("store-secret"),
                        "key-stores.identity"));
        assertThat(read(BOTH).keyStores().trust(Role.STORE))
                .contains(new Trust(
                        folder.resolve("keys/trust.p12"),
                        Type.PKCS12,
                        new Secret("trust-secret"),
                        "key-stores.trust"));
    }

    @Test
    void theTypeAndThePasswordOfTheKeyAreWhatTheDescriptorSays() {
        Identity identity = read("""
                        key-stores:
                          identity:
                            path: keys/apim.jks
                            type: PKCS12
                            alias: apim
                            credentials: key-store
                            key-credentials: trust-store
                        """).keyStores().identity(Role.STORE).orElseThrow();

        assertThat(identity.type()).isEqualTo(Type.PKCS12);
        assertThat(identity.password()).isEqualTo(new Secret("store-secret"));
        assertThat(identity.keyPassword()).isEqualTo(new Secret("trust-secret"));
    }

    @Test
    void whatIsSaidOfARoleCountsMoreThanWhatIsSaidOfItsProductAndOfAll() {
        KeyStores stores = read(BOTH + """
                          own:
                            identity-server:
                              identity: { path: is.jks, alias: is, credentials: key-store }
                            identity-server-key-manager:
                              identity: { path: km.jks, alias: km, credentials: key-store }
                            api-store:
                              trust: { path: store.jks, credentials: trust-store }
                        """).keyStores();

        assertThat(alias(stores, Role.IDENTITY_SERVER)).contains("is");
        assertThat(alias(stores, Role.IDENTITY_SERVER_KEY_MANAGER)).contains("km");
        assertThat(alias(stores, Role.STORE)).contains("apim");
        assertThat(stores.trust(Role.STORE)).map(Trust::path).contains("key-stores.own.api-store.trust");
        assertThat(stores.trust(Role.IDENTITY_SERVER)).map(Trust::path).contains("key-stores.trust");
        assertThat(stores.all()).hasSize(5);
    }

    @Test
    void aMessageBrokerHasNoneOfThem() {
        assertThat(read(BOTH).keyStores().identity(Role.MESSAGE_BROKER)).isEmpty();
        assertThat(descriptors.problems(Descriptors.SHORTEST + "key-stores: { own: { message-broker: {} } }\n"))
                .singleElement()
                .asString()
                .contains("expected a product or a role: api-manager, ");
    }

    @Test
    void anIdentityNeedsAnAliasAndAPassword() {
        assertThat(descriptors.problems(Descriptors.SHORTEST + "key-stores: { identity: { path: a.jks } }\n"))
                .containsExactly(
                        "9:15: key-stores.identity: key 'alias' is missing. The name of the key and its certificate in it.",
                        "9:15: key-stores.identity: key 'credentials' is missing. The password of the key store.");
        assertThat(descriptors.problems(
                        Descriptors.SHORTEST + "key-stores: { trust: { path: a.jks, credentials: nobody } }\n"))
                .singleElement()
                .asString()
                .startsWith("9:50: key-stores.trust.credentials: settings.xml has no <server> with the id 'nobody'");
    }

    @Test
    void noPasswordShows() {
        Deployment shown = ShownDeployment.of(read(BOTH), KnownSecrets.of(Set.of()));

        assertThat(Secrets.of(shown).stream().map(Secret::reveal))
                .doesNotContain("store-secret", "trust-secret");
        assertThat(shown.keyStores().identity(Role.STORE).orElseThrow().file())
                .isEqualTo(folder.resolve("keys/apim.jks"));
    }

    @Test
    void whereAllNodesHaveAKeyOfTheUsersNamesAreComparedUnlessTheDescriptorSaysOtherwise() {
        assertThat(verifier("")).isEqualTo(HostnameVerifier.ALLOW_ALL);
        assertThat(verifier(BOTH)).isEqualTo(HostnameVerifier.STRICT);
        assertThat(verifier(BOTH + "gateway: { hostname-verifier: AllowAll }\n")).isEqualTo(HostnameVerifier.ALLOW_ALL);
        assertThat(verifier("key-stores: { trust: { path: t.jks, credentials: trust-store } }\n"))
                .isEqualTo(HostnameVerifier.ALLOW_ALL);
        assertThat(verifier("key-stores: { own: { store: { identity: { path: s.jks, alias: s, credentials: key-store } } } }"
                        + "\n"))
                .isEqualTo(HostnameVerifier.ALLOW_ALL);
    }

    private HostnameVerifier verifier(String section) {
        return read(section).gateway().hostnameVerifier();
    }

    private Deployment read(String section) {
        return descriptors.read(Descriptors.SHORTEST + section).deployment();
    }

    private static Optional<String> alias(KeyStores stores, Role role) {
        return stores.identity(role).map(Identity::alias);
    }
}
