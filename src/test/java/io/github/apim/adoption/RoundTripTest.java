package io.github.apim.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.assembly.AssembledNode;
import io.github.apim.assembly.NodeSelection;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was built, adopted and built again, is what it was, byte for byte. */
class RoundTripTest {

    @TempDir
    static Path folder;

    @Test
    void theExampleComesBack() throws IOException {
        TestDeployment example = ExampleDeployment.in(folder);
        List<AssembledNode> built = example.run(NodeSelection.ALL, 2);

        AdoptedDeployment adopted =
                AdoptedDeployment.of(example.output(), RoundTrip.packs(folder), folder.resolve("adopted"));

        assertThat(adopted.report().leftOver()).isZero();
        assertThat(AdoptedDeployment.differences(built, adopted.assemble())).isEmpty();
    }

    @Test
    void seededDeploymentsOf19ComeBackWithoutAnEdit() throws IOException {
        Path own = folder.resolve("first");
        TestDeployment example = ExampleDeployment.in(own);
        IdentityServerPacks.SMALL
                .keyManager()
                .file(ExampleDeployment.KEY_STORE, Files.readAllBytes(own.resolve("keys/shipped.jks")))
                .toZip(own);
        List<String> wrong = new ArrayList<>();
        int topologies = RoundTrip.share(40);
        int nodes = 0;
        for (long seed = 0; seed < topologies; seed++) {
            nodes += roundTrip(example.saying(SeededTopology.descriptor(seed)), seed, wrong);
        }
        assertThat(wrong).isEmpty();
        assertThat(nodes).isGreaterThan(2 * topologies);
    }

    private static int roundTrip(TestDeployment deployment, long seed, List<String> wrong) throws IOException {
        RoundTrip trip = RoundTrip.of(deployment);
        trip.wrong().forEach(each -> wrong.add("seed " + seed + ": " + each));
        return trip.nodes();
    }

    @Test
    void soDoThoseOf26() throws IOException {
        Path own = folder.resolve("throttled");
        byte[] keys = KeyStores.selfSigned(own.resolve("keys/shipped.jks"), "localhost");
        SmallPack.broker(7).toZip(own);
        UserStoreFile.in(own);
        TestJars.jar(own.resolve("svnkit-all-1.8.7.wso2v1.jar"), "svnkit.txt", new byte[] {1});
        TestDeployment throttled = TestDeployment.in(
                own,
                SmallPack.throttled().file(ExampleDeployment.KEY_STORE, keys).toZip(own),
                "");
        List<String> wrong = new ArrayList<>();
        int topologies = 0;
        for (long seed = 0; topologies < RoundTrip.share(20); seed++) {
            String descriptor = SeededTopology.throttledDescriptor(seed);
            boolean counted = descriptor.contains("role: traffic-manager") || descriptor.contains("role: all-in-one");
            if (counted && !descriptor.contains("role: identity-server")) {
                topologies++;
                roundTrip(throttled.saying(descriptor.replaceFirst("  identity-server: .*\n", "")), seed, wrong);
            }
        }
        assertThat(wrong).isEmpty();
    }
}
