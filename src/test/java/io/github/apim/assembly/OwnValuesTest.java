package io.github.apim.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.deployment.DeploymentException;
import io.github.apim.deployment.Problem;
import io.github.apim.deployment.Problem.Severity;
import io.github.apim.testing.ExampleDeployment;
import io.github.apim.testing.IdentityServerPacks;
import io.github.apim.testing.SeededTopology;
import io.github.apim.testing.TestDeployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the plugin makes of a sound descriptor, no rule refuses. */
class OwnValuesTest {

    private static final int TOPOLOGIES = 500;

    @TempDir
    static Path folder;

    @Test
    void noRuleRefusesAValueThatThePluginMade() throws IOException {
        TestDeployment example = ExampleDeployment.in(folder);
        IdentityServerPacks.SMALL
                .keyManager()
                .file(ExampleDeployment.KEY_STORE, Files.readAllBytes(folder.resolve("keys/shipped.jks")))
                .toZip(folder);
        List<String> refused = new ArrayList<>();
        int nodes = 0;
        for (long seed = 0; seed < TOPOLOGIES; seed++) {
            try {
                nodes += example.saying(SeededTopology.descriptor(seed))
                        .validate()
                        .nodes();
            } catch (DeploymentException problem) {
                for (Problem found : problem.problems()) {
                    if (found.severity() == Severity.ERROR) {
                        refused.add("seed " + seed + ": " + found);
                    }
                }
            }
        }
        assertThat(refused).isEmpty();
        assertThat(nodes).isGreaterThan(2 * TOPOLOGIES);
    }
}
