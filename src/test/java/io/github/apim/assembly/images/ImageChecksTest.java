package io.github.apim.assembly.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.deployment.DeploymentException;
import io.github.apim.testing.ExampleDeployment;
import io.github.apim.testing.TestDeployment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with images, told without building any. */
class ImageChecksTest {

    @TempDir
    Path folder;

    private TestDeployment deployment;

    @BeforeEach
    void makeDeployment() throws IOException {
        deployment = ExampleDeployment.in(folder);
    }

    private void check(String images, Optional<String> tag, String version) throws IOException {
        ImageChecks.check(
                deployment.with("\nnodes:", "\n" + images + "nodes:").read().deployment(), tag, version);
    }

    private void isRefused(String images, Optional<String> tag, String version, String why) {
        assertThatThrownBy(() -> check(images, tag, version))
                .isInstanceOfSatisfying(
                        DeploymentException.class,
                        problem -> assertThat(problem.problems())
                                .singleElement()
                                .asString()
                                .contains(why));
    }

    @Test
    void aDescriptorThatSaysNothingOfImagesIsRight() {
        assertThatCode(() -> check("", Optional.empty(), "a+b")).doesNotThrowAnyException();
    }

    @Test
    void rightOnesAreRight() {
        assertThatCode(() -> check("images: { base: scratch }\n", Optional.empty(), "7"))
                .doesNotThrowAnyException();
    }

    @Test
    void everyProductNeedsABase() {
        isRefused(
                "images: { base: { api-manager: scratch } }\n",
                Optional.empty(),
                "7",
                "images.base: key 'identity-server' is missing");
    }

    @Test
    void aVersionThatIsNoTagIsRefusedUnlessThereIsAnother() throws IOException {
        isRefused("images: { base: scratch }\n", Optional.empty(), "a+b", "no registry takes the tag 'a+b'");
        ImageChecks.check(deployment.read().deployment(), Optional.of("8"), "a+b");
        isRefused("", Optional.of("c d"), "7", "no registry takes the tag 'c d'");
    }
}
