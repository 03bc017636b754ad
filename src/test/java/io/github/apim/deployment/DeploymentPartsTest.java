package io.github.apim.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.deployment.Shipping.Destination;
import io.github.apim.descriptor.Descriptors;
import io.github.apim.product.Product;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the descriptor says of shipping, databases, repositories and packs, as those who use it see it. */
class DeploymentPartsTest {

    @TempDir
    Path folder;

    private Descriptors descriptors;

    @BeforeEach
    void start() {
        descriptors = new Descriptors(folder);
    }

    @Test
    void aNodeIsShippedAsAllAreUnlessItSaysOtherwise() {
        Deployment deployment = descriptors.read(Descriptors.SHORTEST + """
                          gw-2: { role: gateway-worker, host: gw-2.internal, address: 10.0.0.2 }
                        shipping:
                          user: ubuntu
                          key: keys/all.pem
                          port: 2022
                          directory: /srv/apim
                          nodes:
                            gw-1: { host: bastion.internal, user: admin, key: keys/own.pem, port: 2222, directory: /opt/a }
                        """).deployment();
        Shipping shipping = deployment.shipping().orElseThrow();

        assertThat(shipping.destination(deployment.nodes().get(0)))
                .isEqualTo(new Destination(
                        "bastion.internal",
                        2222,
                        Optional.of("admin"),
                        Optional.of(folder.resolve("keys/own.pem")),
                        "/opt/a"));
        assertThat(shipping.destination(deployment.nodes().get(1)))
                .isEqualTo(new Destination(
                        "10.0.0.2",
                        2022,
                        Optional.of("ubuntu"),
                        Optional.of(folder.resolve("keys/all.pem")),
                        "/srv/apim"));
    }

    @Test
    void shippingHasDefaultsForAllButTheUser() {
        Shipping shipping = shipping("{ user: ubuntu }");

        assertThat(shipping.user()).contains("ubuntu");
        assertThat(shipping).usingRecursiveComparison().ignoringFields("user").isEqualTo(Shipping.DEFAULT);
        assertThat(shipping("{ user: ubuntu, agent: false }").agent()).isFalse();
    }

    @Test
    void aJumpHostIsANameOrSaysMore() {
        assertThat(shipping("{ user: u, jump: jump.internal }").jump())
                .contains(new Shipping.Jump("jump.internal", 22, Optional.empty()));
        assertThat(shipping("{ user: u, jump: { host: jump.internal, port: 2200, user: me } }")
                        .jump())
                .contains(new Shipping.Jump("jump.internal", 2200, Optional.of("me")));
        assertThat(shipping("{ user: u, jump: { host: jump.internal } }").jump())
                .contains(new Shipping.Jump("jump.internal", 22, Optional.empty()));
    }

    @Test
    void whatIsKeptAndHowManyReleasesAreAsGiven() {
        Shipping shipping = shipping(
                "{ user: u, keep: [ repository/logs, repository/database ], releases: 5, known-hosts: hosts }");

        assertThat(shipping.keep()).containsExactly("repository/logs", "repository/database");
        assertThat(shipping.releases()).isEqualTo(5);
        assertThat(shipping.knownHosts()).contains(folder.resolve("hosts"));
    }

    @Test
    void everySchemaHasTheUrlOfTheServerAndItsParameters() {
        assertThat(registry(Descriptors.SHORTEST)).isEqualTo("jdbc:mysql://db.internal:3306/regdb");
        String with = Descriptors.SHORTEST.replace("  driver:", "  parameters: 'a=b&c=d'\n  driver:");
        assertThat(registry(with)).isEqualTo("jdbc:mysql://db.internal:3306/regdb?a=b&c=d");
        assertThat(registry(with.replace("'a=b&c=d'", "''"))).isEqualTo("jdbc:mysql://db.internal:3306/regdb");
    }

    private String registry(String yaml) {
        Databases databases = descriptors.read(yaml).deployment().databases();
        return databases.urlOf(databases.schemas().registry());
    }

    @Test
    void theUrlOfARepositoryHasParts() {
        DeploymentSynchronizer.Svn full = synchronizer("https://svn.internal:8443/repos/gateway/");
        assertThat(full.scheme()).isEqualTo("https");
        assertThat(full.host()).isEqualTo("svn.internal");
        assertThat(full.port()).contains(8443);
        assertThat(full.path()).isEqualTo("/repos/gateway");
        DeploymentSynchronizer.Svn plain = synchronizer("svn://[fd00::1]");
        assertThat(plain.host()).isEqualTo("[fd00::1]");
        assertThat(plain.port()).isEmpty();
        assertThat(plain.path()).isEmpty();
    }

    @Test
    void theLimitsOfAPackHaveUnitsOf1024() {
        for (String text : List.of("3k", "3K")) {
            assertThat(bytes(text)).as(text).hasValue(3L << 10);
        }
        for (String text : List.of("30m", "30M")) {
            assertThat(bytes(text)).as(text).hasValue(30L << 20);
        }
        assertThat(bytes("3G")).hasValue(3L << 30);
        assertThat(bytes("4096")).hasValue(4_096);
    }

    @Test
    void referencesAreShownAsTheyAreWritten() {
        assertThat(new ArtifactReference.LocalPath(Path.of("libs/a.jar"))).hasToString("libs/a.jar");
    }

    private Shipping shipping(String text) {
        return descriptors
                .read(Descriptors.SHORTEST + "shipping: " + text + "\n")
                .deployment()
                .shipping()
                .orElseThrow();
    }

    private DeploymentSynchronizer.Svn synchronizer(String url) {
        return descriptors
                .read(Descriptors.SHORTEST + "deployment-synchronizer: { url: '" + url + "', client: [] }\n")
                .deployment()
                .svn()
                .orElseThrow();
    }

    private OptionalLong bytes(String text) {
        return descriptors
                .read(Descriptors.SHORTEST.replace(
                        "packs/wso2am-1.9.0.zip",
                        "{ path: packs/wso2am-1.9.0.zip, limits: { bytes: %s } }".formatted(text)))
                .deployment()
                .packs()
                .get(Product.API_MANAGER)
                .limits()
                .maxBytes();
    }
}
