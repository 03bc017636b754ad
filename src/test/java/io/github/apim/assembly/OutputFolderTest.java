package io.github.apim.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.manifest.TarballChecksum;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class OutputFolderTest {

    @TempDir
    Path folder;

    @Test
    void aFileAppearsUnderItsNameWithItsChecksumAndItsManifestAndNothingElseStays() throws IOException {
        try (OutputFolder output = OutputFolder.hold(folder, () -> {})) {
            Path part = Files.writeString(output.part("node.tar.gz"), "whole");
            assertThat(output.publish(
                            part,
                            NodeOutput.of(folder, "node"),
                            new TarballChecksum("0123", Optional.empty()),
                            new byte[] {'{', '}'}))
                    .isEqualTo(folder.resolve("node.tar.gz"));
        }

        assertThat(names()).containsExactly("node.manifest.json", "node.tar.gz", "node.tar.gz.sha256");
        assertThat(folder.resolve("node.manifest.json")).hasContent("{}");
        assertThat(folder.resolve("node.tar.gz.sha256")).hasContent("0123  node.tar.gz\n");
        for (String name : List.of("node.manifest.json", "node.tar.gz.sha256")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
                    .as(name)
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void whatAKilledBuildLeftIsClearedAwayAndTheUsersFilesAreNot() throws IOException {
        Files.writeString(folder.resolve(".node.tar.gz.part"), "half");
        Files.writeString(folder.resolve(".node.tar.gz.sha256.part"), "half");
        Files.writeString(folder.resolve(".apim.lock"), "stale");
        Files.writeString(folder.resolve("node.tar.gz"), "earlier");
        Files.writeString(folder.resolve(".hidden"), "mine");

        OutputFolder.hold(folder, () -> {}).close();

        assertThat(names()).containsExactly(".hidden", "node.tar.gz");
    }

    @Test
    void nothingIsClearedAwayOrWrittenThroughALinkThatSomebodyPlanted() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve(".letter.part"), "of somebody");
        Files.createSymbolicLink(folder.resolve(".state"), elsewhere);

        assertThatThrownBy(() -> OutputFolder.hold(folder, () -> {}).close())
                .isInstanceOf(FileSystemException.class)
                .hasMessage(folder.resolve(".state")
                        + ": is a link, which no build makes: nothing is written through it; remove it");
        assertThat(elsewhere.resolve(".letter.part")).hasContent("of somebody");
        assertThat(names()).containsExactly(".state", "elsewhere");
    }

    @Test
    void aSecondBuildWaitsUntilTheFirstHasEnded() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        AtomicBoolean held = new AtomicBoolean();
        OutputFolder first = OutputFolder.hold(folder, () -> {});
        Thread second = new Thread(() -> {
            try {
                OutputFolder output = OutputFolder.hold(folder, waiting::countDown);
                held.set(true);
                output.close();
            } catch (IOException problem) {
                throw new IllegalStateException(problem);
            }
        });
        second.start();

        assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(held).isFalse();
        assertThat(second.isAlive()).isTrue();
        first.close();
        second.join(10_000);

        assertThat(held).isTrue();
        assertThat(names()).isEmpty();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
