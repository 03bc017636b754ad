package io.github.apim.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.assembly.NodeOutput;
import io.github.apim.deployment.Deployment;
import io.github.apim.product.Product;
import io.github.apim.testing.ExampleDeployment;
import io.github.apim.testing.TestDeployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What shipping knows of the last build without a pack. */
class BuiltManifestsTest {

    @TempDir
    Path folder;

    @Test
    void theVersionsAreThoseThatWereBuiltAndWithoutAManifestThoseOfTheDescriptor() throws IOException {
        TestDeployment deployment = ExampleDeployment.in(folder);
        deployment.assemble();
        Path manifest = NodeOutput.of(deployment.output(), "gateway-worker-1").manifest();
        Files.writeString(
                manifest, Files.readString(manifest).replace("\"version\": \"1.9.0\"", "\"version\": \"1.9.7\""));
        Deployment read = deployment.read().deployment();

        assertThat(versioned(deployment, read)).isEqualTo("1.9.7");
        Files.writeString(manifest, "{");
        assertThat(versioned(deployment, read)).isEqualTo("1.9.0");
        Files.delete(manifest);
        assertThat(versioned(deployment, read)).isEqualTo("1.9.0");
    }

    private static String versioned(TestDeployment deployment, Deployment read) throws IOException {
        return new BuiltManifests(deployment.output())
                .versioned(
                        read,
                        read.nodes().stream()
                                .filter(node -> node.name().equals("gateway-worker-1"))
                                .toList())
                .version(Product.API_MANAGER);
    }
}
