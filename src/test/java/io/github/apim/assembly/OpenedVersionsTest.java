package io.github.apim.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.archive.SourceArchive;
import io.github.apim.archive.SourceOptions;
import io.github.apim.companion.CompanionContext;
import io.github.apim.manifest.Manifest;
import io.github.apim.product.Pack;
import io.github.apim.product.PackException;
import io.github.apim.product.Product;
import io.github.apim.product.ProductVersion;
import io.github.apim.testing.SmallPack;
import io.github.apim.testing.TestDeployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The version that an opened pack has, and the one that the descriptor states without a look into it. */
class OpenedVersionsTest {

    private static final String DESCRIPTOR = """
            packs:
              message-broker: BROKER
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              driver: mysql-connector-java-5.1.49.jar
              credentials: apim-db
            nodes:
              mq: { role: message-broker, host: mq.internal, address: 10.0.0.19 }
            """;

    @TempDir
    Path folder;

    @Test
    void aPackOfAnotherVersionThanItsNameSaysIsRefusedWithBoth() throws IOException {
        Path pack = broker("apache-activemq-5.16.0.zip");

        assertThatThrownBy(deployment("apache-activemq-5.16.0.zip")::validate)
                .isInstanceOf(PackException.class)
                .hasMessage(folder.resolve("deployment.yaml") + ":2:19: " + pack + " is Apache ActiveMQ 5.18.3, but its"
                        + " file name says 5.16.0; name the pack of 5.16.0, or say under packs.message-broker.version"
                        + " that it is 5.18.3");
    }

    @Test
    void theKeySaysOfARenamedPackWhatItIs() throws IOException {
        broker("apache-activemq-5.16.0.zip");

        assertThat(deployment("{ path: apache-activemq-5.16.0.zip, version: 5.18.3 }")
                        .validate()
                        .nodes())
                .isEqualTo(1);
    }

    @Test
    void aKeyThatThePackDoesNotAgreeWithIsRefused() throws IOException {
        broker("broker.zip");

        assertThatThrownBy(deployment("{ path: broker.zip, version: '5.18' }")::validate)
                .isInstanceOf(PackException.class)
                .hasMessageContaining("broker.zip is Apache ActiveMQ 5.18.3, but the key 'version' says 5.18;");
    }

    @Test
    void whatTheDescriptorLeavesOpenIsAsThePackSays() throws IOException {
        Path file = broker("broker.zip");
        TestDeployment deployment = deployment("broker.zip");

        deployment.assemble();

        assertThat(Manifest.read(NodeOutput.of(deployment.output(), "mq").manifest())
                        .product())
                .isEqualTo(new ProductVersion(Product.MESSAGE_BROKER, "5.18.3"));
        assertThat(deployment.read().deployment().version(Product.MESSAGE_BROKER))
                .isEmpty();
        SourceOptions options = SourceOptions.cachingIn(folder.resolve("cache"));
        try (Pack pack = Pack.of(Product.MESSAGE_BROKER, file, SourceArchive.open(file, options), false)) {
            assertThat(CompanionContext.of(deployment.read().deployment(), Map.of(Product.MESSAGE_BROKER, pack))
                            .topology()
                            .suite()
                            .facts(Product.MESSAGE_BROKER)
                            .version()
                            .version())
                    .isEqualTo("5.18.3");
        }
    }

    private Path broker(String name) throws IOException {
        Path packs = Files.createDirectory(folder.resolve("packs"));
        return Files.move(SmallPack.broker(7).toZip(packs), folder.resolve(name));
    }

    private TestDeployment deployment(String broker) throws IOException {
        return TestDeployment.in(folder, folder, DESCRIPTOR.replace("BROKER", broker));
    }
}
