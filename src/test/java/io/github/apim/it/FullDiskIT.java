package io.github.apim.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.assembly.NodeSelection;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.RealShapePack;
import io.github.apim.testing.SmallDisk;
import io.github.apim.testing.TestDeployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a disk that fills, a build says so and leaves nothing half-written. */
@Needs({Need.REAL_PACKS, Need.SMALL_DISKS})
class FullDiskIT {

    /** Room for one tarball of about 10 MB, not for four. */
    private static final String SIZE = "size=15m";

    @TempDir
    Path folder;

    private Path output;
    private SmallDisk disk;

    @BeforeEach
    void mountASmallDisk() throws Exception {
        output = Files.createDirectories(folder.resolve("target/apim"));
        disk = SmallDisk.mount(output, SIZE);
    }

    @AfterEach
    void unmount() throws Exception {
        if (disk != null) {
            disk.close();
        }
    }

    @Test
    void aFullDiskIsSaidAndNothingHalfWrittenStays() throws IOException {
        TestDeployment deployment =
                TestDeployment.in(folder, RealShapePack.scale(0.02).zip(), Gateways.DESCRIPTOR);

        assertThatThrownBy(() -> deployment.run(NodeSelection.ALL, 2))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No space left on device")
                .hasMessageContaining(output.toString());
        assertThat(names()).isEmpty();

        deployment.run(new NodeSelection(List.of(), List.of("gateway-worker-1")), 2);
        assertThat(names())
                .containsExactly(
                        ".state",
                        "gateway-worker-1.manifest.json",
                        "gateway-worker-1.tar.gz",
                        "gateway-worker-1.tar.gz.sha256");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(output)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
