package io.github.apim.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.deployment.DeploymentException;
import io.github.apim.deployment.Problem.Severity;
import io.github.apim.testing.ExampleDeployment;
import io.github.apim.testing.IdentityServerPacks;
import io.github.apim.testing.KeyStores;
import io.github.apim.testing.SeededTopology;
import io.github.apim.testing.SmallPack;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestJars;
import io.github.apim.testing.UserStoreFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
            nodes += check(example, seed, SeededTopology.descriptor(seed), refused);
        }
        assertThat(refused).isEmpty();
        assertThat(nodes).isGreaterThan(2 * TOPOLOGIES);
    }

    /** Those in which somebody counts the calls; an identity server is a key manager, if there is one. */
    @Test
    void norOneThatItMadeFor2_6() throws IOException {
        byte[] keys = KeyStores.selfSigned(folder.resolve("throttled/keys/shipped.jks"), "localhost");
        Path own = folder.resolve("throttled");
        SmallPack.broker(7).toZip(own);
        UserStoreFile.in(own);
        TestJars.jar(own.resolve("svnkit-all-1.8.7.wso2v1.jar"), "svnkit.txt", new byte[] {1});
        TestDeployment throttled = TestDeployment.in(
                own,
                SmallPack.throttled().file(ExampleDeployment.KEY_STORE, keys).toZip(own),
                "");
        IdentityServerPacks.throttled(own, Map.of(ExampleDeployment.KEY_STORE, keys));
        List<String> refused = new ArrayList<>();
        int nodes = 0;
        int besideAKeyManager = 0;
        for (long seed = 0; seed < TOPOLOGIES; seed++) {
            String descriptor = SeededTopology.throttledDescriptor(seed);
            boolean counted = descriptor.contains("role: traffic-manager") || descriptor.contains("role: all-in-one");
            boolean servesKeys = descriptor.contains("role: identity-server-key-manager");
            if (counted && (servesKeys || !descriptor.contains("role: identity-server"))) {
                String pack = servesKeys ? "  identity-server: wso2is-5.7.0.zip\n" : "";
                nodes += check(throttled, seed, descriptor.replaceFirst("  identity-server: .*\n", pack), refused);
                besideAKeyManager += servesKeys && descriptor.contains("role: all-in-one") ? 1 : 0;
            }
        }
        assertThat(refused).isEmpty();
        assertThat(nodes).isGreaterThan(TOPOLOGIES);
        assertThat(besideAKeyManager).isGreaterThan(TOPOLOGIES / 50);
    }

    private static int check(TestDeployment deployment, long seed, String descriptor, List<String> refused)
            throws IOException {
        try {
            return deployment.saying(descriptor).validate().nodes();
        } catch (DeploymentException problem) {
            problem.problems().stream()
                    .filter(found -> found.severity() == Severity.ERROR)
                    .forEach(found -> refused.add("seed " + seed + ": " + found));
            return 0;
        }
    }
}
