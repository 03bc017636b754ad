package io.github.apim.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.deployment.Images;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.Secrets;
import io.github.apim.product.Product;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the descriptor says about images. */
class ContainersTest {

    @TempDir
    Path folder;

    private Descriptors descriptors;

    @BeforeEach
    void prepare() {
        descriptors = new Descriptors(folder).server("registry", "robot", "registry-secret");
    }

    private Images images(String yaml) {
        return descriptors
                .read(Descriptors.SHORTEST + yaml)
                .deployment()
                .images()
                .orElseThrow();
    }

    private Node node() {
        return descriptors.read(Descriptors.SHORTEST).deployment().nodes().get(0);
    }

    @Test
    void withoutTheKeyThereAreNoImages() {
        assertThat(descriptors.read(Descriptors.SHORTEST).deployment().images()).isEmpty();
    }

    @Test
    void aBaseIsEnough() {
        Images images = images("images: { base: eclipse-temurin:17-jre }");

        assertThat(images.bases())
                .containsEntry(Product.API_MANAGER, "eclipse-temurin:17-jre")
                .containsEntry(Product.MESSAGE_BROKER, "eclipse-temurin:17-jre");
        assertThat(images.user()).isEqualTo("10001:0");
        assertThat(images.directory()).isEqualTo("/opt/wso2");
        assertThat(images.repositoryOf(node())).isEqualTo("apim-gw-1");
        assertThat(images.tagOf(node(), "7")).isEqualTo("7");
    }

    @Test
    void aNameWithoutTheNodeHasItInItsTag() {
        Images images = images("images: { registry: 'registry.example.com:5000/team', name: apim, tag: 8, base: scratch }"
                .replace("tag: 8", "tag: '8'"));

        assertThat(images.repositoryOf(node())).isEqualTo("registry.example.com:5000/team/apim");
        assertThat(images.tagOf(node(), "7")).isEqualTo("gw-1-8");
    }

    @Test
    void theRegistrysPasswordIsOneOfTheSecrets() {
        var deployment = descriptors
                .read(Descriptors.SHORTEST + "images: { base: scratch, credentials: registry }")
                .deployment();

        assertThat(Secrets.of(deployment)).anyMatch(secret -> secret.reveal().equals("registry-secret"));
        assertThat(deployment.toString()).doesNotContain("registry-secret");
    }

    @Test
    void whatAnImageStandsOnIsAskedFor() {
        assertThat(descriptors.problems(Descriptors.SHORTEST + "images: {}"))
                .containsExactly("9:1: images: key 'base' is missing. The image with a Java that all of them stand on,"
                        + " or one for each product.");
        assertThat(descriptors.problems(Descriptors.SHORTEST + "images: { base: { bam: scratch } }"))
                .containsExactly("9:11: images.base: key 'api-manager' is missing; what is the image of gw-1 to stand on?");
    }

    @Test
    void namesThatNoRegistryTakesAreRefused() {
        assertThat(descriptors.problems(Descriptors.SHORTEST
                        + "images: { base: Temurin, name: Apim, registry: 'https://registry/', user: wso2, tag: a b }"))
                .hasSize(5)
                .anyMatch(problem -> problem.contains("leave out") || problem.contains("without a scheme"));
    }
}
