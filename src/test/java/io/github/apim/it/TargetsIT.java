package io.github.apim.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.assembly.NodeSelection;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.SmallDisk;
import io.github.apim.testing.SmallPack;
import io.github.apim.testing.TestDeployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the tarballs go may be read-only, or another file system than where the pack and the cache are. */
@Needs(Need.SMALL_DISKS)
class TargetsIT {

    private static final NodeSelection WORKER = new NodeSelection(List.of(), List.of("gateway-worker-1"));

    @TempDir
    Path folder;

    @Test
    void aReadOnlyTargetIsSaidAndLeftAsItIs() throws Exception {
        Path output = Files.createDirectories(folder.resolve("target/apim"));
        try (SmallDisk disk = SmallDisk.mount(output, "size=5m")) {
            TestDeployment deployment = deployment();
            deployment.run(WORKER, 2);
            List<String> before = names(output);
            disk.makeReadOnly();

            assertThatThrownBy(() -> deployment.run(WORKER, 2))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(output.toString())
                    .hasMessageContaining("Read-only file system");
            assertThat(names(output)).isEqualTo(before);
        }
    }

    @Test
    void aTargetOnAnotherFileSystemIsAsGood() throws Exception {
        Path output = Files.createDirectories(folder.resolve("target/apim"));
        try (SmallDisk disk = SmallDisk.mount(output, "size=5m")) {
            assertThat(Files.getFileStore(disk.folder())).isNotEqualTo(Files.getFileStore(folder));
            assertThat(deployment().assemble(WORKER)).containsOnlyKeys("gateway-worker-1");
            assertThat(names(output))
                    .containsExactly(
                            ".state",
                            "gateway-worker-1.manifest.json",
                            "gateway-worker-1.tar.gz",
                            "gateway-worker-1.tar.gz.sha256");
        }
    }

    /** A cache that cannot be written costs time and nothing else. */
    @Test
    void aReadOnlyCacheOnlyCostsTime() throws Exception {
        Path cache = Files.createDirectories(folder.resolve("cache"));
        try (SmallDisk disk = SmallDisk.mount(cache, "size=5m")) {
            disk.makeReadOnly();
            assertThat(deployment().assemble(WORKER)).containsOnlyKeys("gateway-worker-1");
        }
    }

    private TestDeployment deployment() throws IOException {
        return TestDeployment.in(folder, SmallPack.zip(folder), Gateways.DESCRIPTOR);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
