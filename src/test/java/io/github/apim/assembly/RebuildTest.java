package io.github.apim.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.testing.ExampleDeployment;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.TestDeployment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only nodes that would become others are built again; each test starts from a build of all ten. */
class RebuildTest {

    @TempDir
    static Path shared;

    private static TestDeployment first;

    private TestDeployment deployment;

    @BeforeAll
    static void makePacks() throws IOException {
        first = ExampleDeployment.in(shared);
    }

    @BeforeEach
    void buildAll() throws IOException {
        deployment = first.copy();
        deployment.run(NodeSelection.ALL, 2);
    }

    @Test
    void nothingIsBuiltAgainIfNothingHasChanged() throws IOException {
        assertThat(rebuilt()).isEmpty();
    }

    @Test
    void aChangedHeapOfOneWorkerRebuildsThatWorkerAndSkipsNine() throws IOException {
        deployment.with("jvm: { heap: 2g }", "jvm: { heap: 3g }");

        assertThat(rebuilt()).containsExactly("gateway-worker-2");
        assertThat(rebuilt()).isEmpty();
    }

    @Test
    void aChangedDatabaseRebuildsExactlyTheNodesThatHaveIt() throws IOException {
        List<String> having = having("10.0.0.20:3306");
        deployment.with("10.0.0.20:3306", "10.0.0.22:3306");

        assertThat(having).contains("gateway-worker-1", "is-1").doesNotContain("mq-1");
        assertThat(rebuilt()).isEqualTo(having);
    }

    @Test
    void aChangedSchemaOfStatisticsRebuildsExactlyTheNodesThatHaveIt() throws IOException {
        List<String> having = having("/statsdb");
        deployment.with("statistics: statsdb", "statistics: stats2db");

        assertThat(having).contains("bam-1").doesNotContain("gateway-worker-1", "mq-1");
        assertThat(rebuilt()).isEqualTo(having);
    }

    @Test
    void aFileOfTheUsersRebuildsTheNodesItIsLaidOver() throws IOException {
        Path file = shared.resolve("overlays/key-manager/bin/own.sh");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n");
        try {
            assertThat(rebuilt()).containsExactly("key-manager-1", "key-manager-2");
            Files.writeString(file, "#!/bin/sh\nexit 0\n");
            assertThat(rebuilt()).containsExactly("key-manager-1", "key-manager-2");
        } finally {
            Files.delete(file);
        }
        assertThat(rebuilt()).containsExactly("key-manager-1", "key-manager-2");
    }

    @Test
    void aChangedJarRebuildsTheNodesThatHaveIt() throws IOException {
        Files.write(shared.resolve("svnkit-1.3.9.wso2v2.jar"), new byte[] {9});

        assertThat(rebuilt()).containsExactly("gateway-manager", "gateway-worker-1", "gateway-worker-2");
    }

    @Test
    void anotherTimestampRebuildsAll() throws IOException {
        deployment.at(Instant.parse("2026-11-23T00:00:00Z"));

        assertThat(rebuilt()).hasSize(10);
        assertThat(rebuilt()).isEmpty();
    }

    @Test
    void aPackThatWasOnlyCopiedAgainRebuildsNothing() throws IOException {
        Path pack = shared.resolve("wso2is-5.0.0.zip");
        Files.setLastModifiedTime(pack, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));

        assertThat(rebuilt()).isEmpty();
    }

    @Test
    void whatIsMissingOrWasTouchedIsBuiltAgain() throws IOException {
        NodeOutput manager = NodeOutput.of(deployment.output(), "gateway-manager");
        NodeOutput store = NodeOutput.of(deployment.output(), "store-1");
        NodeOutput publisher = NodeOutput.of(deployment.output(), "publisher-1");
        Files.delete(manager.checksum());
        Files.write(store.tarball(), new byte[] {1});
        Files.writeString(publisher.manifest(), "{}");

        assertThat(rebuilt()).containsExactly("gateway-manager", "publisher-1", "store-1");
        assertThat(rebuilt()).isEmpty();
    }

    private List<String> having(String text) throws IOException {
        return deployment.nodes().stream()
                .filter(node -> {
                    NodeHome home = home(node);
                    return home.filePaths().stream()
                            .anyMatch(path -> home.text(path).contains(text));
                })
                .toList();
    }

    private NodeHome home(String node) {
        try {
            return NodeHome.read(NodeOutput.of(deployment.output(), node).tarball());
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private List<String> rebuilt() throws IOException {
        return deployment.run(NodeSelection.ALL, 2).stream()
                .filter(AssembledNode::built)
                .map(node -> node.plan().node().name())
                .toList();
    }
}
