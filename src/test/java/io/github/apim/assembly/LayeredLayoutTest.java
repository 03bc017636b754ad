package io.github.apim.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.deployment.DeploymentException;
import io.github.apim.manifest.Drift;
import io.github.apim.manifest.Manifest;
import io.github.apim.manifest.ManifestException;
import io.github.apim.manifest.TarballChecksum;
import io.github.apim.manifest.Verification;
import io.github.apim.manifest.Verifier;
import io.github.apim.testing.Command;
import io.github.apim.testing.ExampleDeployment;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The nodes of the example as layers over four bases; each test starts from a build of all ten. */
class LayeredLayoutTest {

    private static final String BASE = "api-manager-1.9.0.base.tar.gz";

    @TempDir
    static Path shared;

    @TempDir
    Path scratch;

    private static TestDeployment first;

    private TestDeployment deployment;

    @BeforeAll
    static void makePacks() throws IOException {
        first = ExampleDeployment.in(shared);
    }

    @BeforeEach
    void buildAll() throws IOException {
        deployment = first.copy().in(Layout.LAYERED);
        deployment.run(NodeSelection.ALL, 2);
    }

    @Test
    @Needs({Need.TAR, Need.SH, Need.SHA256SUM})
    void theGuidesLineMakesTheTreeOfTheWholeTarball() throws IOException, InterruptedException {
        List<String> nodes = deployment.nodes();
        for (String node : nodes) {
            String home = Manifest.read(NodeOutput.of(deployment.output(), node).manifest())
                    .home();
            run(scratch.resolve(node), """
                    cd "$1" && sha256sum -c "$2.tar.gz.sha256" || exit 1
                    base=$(sed -n '2s/^.\\{66\\}//p' "$2.tar.gz.sha256")
                    cd "$3" || exit 1
                    tar -xzpf "$1/$base" && tar -xzpf "$1/$2.tar.gz" && cd "$4" && xargs -0 rm -rf <.apim/dropped
                    """, node, home);
        }
        deployment.in(Layout.SINGLE).run(NodeSelection.ALL, 2);
        for (String node : nodes) {
            run(scratch.resolve(node + " whole"), "cd \"$3\" && tar -xzpf \"$1/$2.tar.gz\"", node, "");
            assertThat(Trees.diff(Trees.folder(scratch.resolve(node + " whole")), Trees.folder(scratch.resolve(node))))
                    .as(node)
                    .isEmpty();
        }
    }

    private void run(Path place, String script, String node, String home) throws IOException, InterruptedException {
        Files.createDirectory(place);
        Command.Result result = new Command(scratch, Duration.ofMinutes(1))
                .run(List.of(
                        "sh",
                        "-c",
                        script,
                        "sh",
                        deployment.output().toAbsolutePath().toString(),
                        node,
                        place.toString(),
                        home));
        assertThat(result.code()).as(node + ": " + result.err()).isZero();
    }

    @Test
    void thereIsOneBaseOfEachPackAndEachNodeSaysWhich() throws IOException {
        try (Stream<Path> files = Files.list(deployment.output())) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.contains(".base.")))
                    .containsExactlyInAnyOrder(
                            BASE,
                            BASE + ".sha256",
                            "bam-2.5.0.base.tar.gz",
                            "bam-2.5.0.base.tar.gz.sha256",
                            "identity-server-5.0.0.base.tar.gz",
                            "identity-server-5.0.0.base.tar.gz.sha256",
                            "message-broker-5.18.3.base.tar.gz",
                            "message-broker-5.18.3.base.tar.gz.sha256");
        }
        TarballChecksum base = TarballChecksum.read(deployment.output().resolve(BASE + ".sha256"));
        assertThat(TarballChecksum.read(
                                NodeOutput.of(deployment.output(), "store-1").checksum())
                        .base())
                .contains(new TarballChecksum.Base(BASE, base.sha256()));
    }

    @Test
    void nothingIsBuiltAgainIfNothingHasChanged() throws IOException {
        assertThat(rebuilt()).isEmpty();
    }

    @Test
    void aChangedNodeIsBuiltAgainAndItsBaseIsLeftAlone() throws IOException {
        FileTime before = Files.getLastModifiedTime(deployment.output().resolve(BASE));
        deployment.with("jvm: { heap: 2g }", "jvm: { heap: 3g }");

        assertThat(rebuilt()).containsExactly("gateway-worker-2");
        assertThat(Files.getLastModifiedTime(deployment.output().resolve(BASE))).isEqualTo(before);
    }

    @Test
    void aBaseThatWasTouchedIsWrittenAgainAndNodesOverTheSameBytesAreLeftAlone() throws IOException {
        Path base = deployment.output().resolve(BASE);
        byte[] before = Files.readAllBytes(base);
        Files.write(base, new byte[] {1});

        assertThat(rebuilt()).isEmpty();
        assertThat(base).hasBinaryContent(before);
    }

    @Test
    void aBaseThatIsGoneIsWrittenAgainAndNodesOverTheSameBytesAreLeftAlone() throws IOException {
        Path base = deployment.output().resolve(BASE);
        Files.delete(base);

        assertThat(rebuilt()).isEmpty();
        assertThat(base).exists();
    }

    @Test
    void aPlanThatFailsLeavesNothingOfTheBaseThatWasBegunMeanwhile() throws IOException {
        Files.delete(deployment.output().resolve(BASE));
        Map<String, byte[]> before = files();
        deployment.with("\nnodes:", "\nedits: { store: { repository/conf/no-such-file.xml: { /a/b: c } } }\nnodes:");

        assertThatThrownBy(this::rebuilt)
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("no-such-file.xml");

        assertThat(files()).containsExactlyEntriesOf(before);
    }

    @Test
    void aBaseThatCannotBeWrittenIsToldAndNothingIsLeftOfIt() throws IOException {
        Path place = deployment.output().resolve(BASE);
        Files.delete(place);
        Files.createDirectories(place.resolve("in the way"));
        Map<String, byte[]> before = files();

        assertThatThrownBy(this::rebuilt).isInstanceOf(IOException.class).hasMessageContaining(BASE);

        Files.delete(place.resolve("in the way"));
        Files.delete(place);
        assertThat(files().keySet()).isSubsetOf(before.keySet());
    }

    @Test
    void anotherLayoutRebuildsAllAndBackAgain() throws IOException {
        deployment.in(Layout.SINGLE);
        assertThat(rebuilt()).hasSize(10);
        assertThat(files().keySet()).noneMatch(name -> name.contains(".base."));
        deployment.in(Layout.LAYERED);
        assertThat(rebuilt()).hasSize(10);
        assertThat(rebuilt()).isEmpty();
    }

    @Test
    void aBaseStaysAsLongAsANodeLiesOverIt() throws IOException {
        Path own = Files.write(deployment.output().resolve("mine.base.tar.gz"), new byte[] {1});
        deployment.copy().run(new NodeSelection(List.of(), List.of("gateway-manager", "bam-1")), 2);

        assertThat(files().keySet()).contains(BASE, BASE + ".sha256").doesNotContain("bam-2.5.0.base.tar.gz");
        assertThat(own).exists();
        Files.delete(own);
    }

    @Test
    void aReleaseOfAnotherTimeHasTheSameBase() throws IOException {
        byte[] before = Files.readAllBytes(deployment.output().resolve(BASE));
        deployment.at(Instant.parse("2026-11-23T00:00:00Z")).forced();

        assertThat(rebuilt()).hasSize(10);
        assertThat(deployment.output().resolve(BASE)).hasBinaryContent(before);
    }

    @Test
    void theBytesDependNeitherOnThreadsNorOnWhichNodesAreBuilt() throws IOException {
        Map<String, byte[]> before = files();
        for (int threads : new int[] {1, 5}) {
            deployment.copy().in(Layout.LAYERED).forced().run(NodeSelection.ALL, threads);
            assertThat(files()).containsExactlyEntriesOf(before);
        }
        deployment.copy().in(Layout.LAYERED).forced().run(new NodeSelection(List.of(), List.of("store-1", "is-1")), 2);
        assertThat(files()).containsExactlyEntriesOf(before);
    }

    @Test
    void aLayerIsVerifiedTogetherWithItsBase() throws IOException {
        Verifier verifier = new Verifier();
        for (String node : deployment.nodes()) {
            Verification found =
                    verifier.of(NodeOutput.of(deployment.output(), node).tarball());
            assertThat(found.drifts()).as(node).isEmpty();
            assertThat(found.checked()).isGreaterThan(10);
        }
    }

    @Test
    void aLayerOverAnotherBaseIsDamaged() throws IOException {
        NodeOutput store = NodeOutput.of(deployment.output(), "store-1");
        Files.copy(
                deployment.output().resolve("bam-2.5.0.base.tar.gz"),
                deployment.output().resolve(BASE),
                StandardCopyOption.REPLACE_EXISTING);
        assertThat(Verification.of(store.tarball()).drifts())
                .extracting(Drift::toString)
                .contains("damaged: " + BASE + ": is not the base that the tarball was built over");
        Files.delete(deployment.output().resolve(BASE));
        assertThatThrownBy(() -> Verification.of(store.tarball()))
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining("is a layer over " + BASE + ", which does not lie beside it");
        Files.delete(store.checksum());
        assertThatThrownBy(() -> Verification.of(store.tarball()))
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining("no second line of its .sha256");
    }

    private Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(deployment.output())) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }

    private List<String> rebuilt() throws IOException {
        List<String> built = new ArrayList<>();
        for (AssembledNode node : deployment.run(NodeSelection.ALL, 2)) {
            if (node.built()) {
                built.add(node.plan().node().name());
            }
        }
        return built;
    }
}
