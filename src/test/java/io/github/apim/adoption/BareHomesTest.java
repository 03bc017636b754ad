package io.github.apim.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.assembly.NodeSelection;
import io.github.apim.testing.ExampleDeployment;
import io.github.apim.testing.IdentityServerPacks;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.SeededTopology;
import io.github.apim.testing.TestDeployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Homes that say nothing of how they were built: neither manifest nor launcher, as they would be made by hand. Of one in
 * ten at most is something left that an edit must say, such as a port that depends on what no file tells.
 */
class BareHomesTest {

    private static final int TOPOLOGIES = 30;

    /** What nobody has in his home that made it by hand. */
    private static final List<String> OF_OURS = List.of("bin/start-node.sh", "bin/configure-analytics.sh");

    @TempDir
    static Path folder;

    @Test
    void mostOfThemAreFoundOutAllTheSame() throws IOException {
        TestDeployment example = ExampleDeployment.in(folder);
        IdentityServerPacks.SMALL
                .keyManager()
                .file(ExampleDeployment.KEY_STORE, Files.readAllBytes(folder.resolve("keys/shipped.jks")))
                .toZip(folder);
        List<String> left = new ArrayList<>();
        int nodes = 0;
        for (long seed = 0; seed < TOPOLOGIES; seed++) {
            TestDeployment deployment = example.saying(SeededTopology.descriptor(seed));
            Path homes = Files.createDirectories(folder.resolve("homes/" + seed));
            Map<String, NodeHome> built = deployment.forced().assemble(NodeSelection.ALL);
            nodes += built.size();
            for (Map.Entry<String, NodeHome> home : built.entrySet()) {
                unpack(home.getValue(), homes.resolve(home.getKey()));
            }
            Path target = folder.resolve("adopted/" + seed);
            AdoptedDeployment adopted = AdoptedDeployment.of(homes, RoundTrip.packs(folder), target);
            assertThat(adopted.report().count(FileFate.Kind.LOST))
                    .as("seed " + seed)
                    .isZero();
            if (adopted.report().leftOver() > 0) {
                left.add("seed " + seed + " leaves " + adopted.report().leftOver());
            }
        }
        assertThat(nodes).isGreaterThan(2 * TOPOLOGIES);
        assertThat(left).hasSizeLessThanOrEqualTo(TOPOLOGIES / 10);
    }

    /** It asks another node about keys, as gateways and portals do, and nobody else would be publisher and store. */
    @Test
    void anAllInOneBesideAnIdentityServerIsNoGateway() throws IOException {
        Path own = folder.resolve("beside");
        TestDeployment example = ExampleDeployment.in(own);
        IdentityServerPacks.SMALL
                .keyManager()
                .file(ExampleDeployment.KEY_STORE, Files.readAllBytes(own.resolve("keys/shipped.jks")))
                .toZip(own);
        Path homes = Files.createDirectories(own.resolve("homes"));
        Map<String, NodeHome> built = example.saying("""
                        packs: { api-manager: wso2am-1.9.0.zip, identity-server: wso2is-5.0.0.zip }
                        databases:
                          url: jdbc:mysql://10.0.0.20:3306
                          driver: mysql-connector-java-5.1.49.jar
                          credentials: apim-db
                        admin: { credentials: apim-admin }
                        nodes:
                          first: { role: all-in-one, host: first.internal, address: 10.0.0.10 }
                          second: { role: identity-server-key-manager, host: second.internal, address: 10.0.0.16 }
                        """).forced().assemble(NodeSelection.ALL);
        for (Map.Entry<String, NodeHome> home : built.entrySet()) {
            unpack(home.getValue(), homes.resolve(home.getKey()));
        }

        AdoptedDeployment adopted = AdoptedDeployment.of(homes, RoundTrip.packs(own), own.resolve("adopted"));

        assertThat(adopted.descriptor())
                .contains("role: all-in-one ", "role: identity-server-key-manager ")
                .doesNotContain("role: gateway");
        assertThat(adopted.report().leftOver()).isZero();
    }

    private static void unpack(NodeHome home, Path folder) throws IOException {
        for (String path : home.filePaths()) {
            if (!path.startsWith(".apim/") && !OF_OURS.contains(path)) {
                Path file = folder.resolve(path);
                Files.createDirectories(file.getParent());
                Files.write(file, home.bytes(path));
            }
        }
    }
}
