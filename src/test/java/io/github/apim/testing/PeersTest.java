package io.github.apim.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Missing programs are named, and only a continuous integration insists on them. */
class PeersTest {

    @TempDir
    Path folder;

    @Test
    void a_missing_program_skips_the_test_and_names_its_debian_package() {
        assertThatThrownBy(() -> Peers.require("bsdtar", folder.toString(), false))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("bsdtar is not installed (Debian: apt-get install libarchive-tools)");
    }

    @Test
    void a_missing_program_fails_the_test_in_continuous_integration() {
        assertThatThrownBy(() -> Peers.require("bsdtar", folder.toString(), true))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessage("bsdtar is not installed (Debian: apt-get install libarchive-tools)");
    }

    @Test
    void a_program_is_found_on_the_path() {
        assertThat(Peers.require("sh", folder + ":/bin:/usr/bin", true)).isExecutable();
    }

    @Test
    void a_program_without_a_package_is_a_mistake_of_the_test() {
        assertThatThrownBy(() -> Peers.require("cobol")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_continuous_integration_installs_every_package() throws IOException {
        String run = Files.readString(Project.folder().resolve(".ci/run"));

        assertThat(Peers.PACKAGES.entrySet())
                .allSatisfy(peer -> assertThat(run).contains(peer.getKey() + ":" + peer.getValue()));
    }

    @Test
    void the_shell_scripts_of_the_project_satisfy_shellcheck() throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(Peers.require("shellcheck").toString()));
        command.add(Project.folder().resolve(".ci/run").toString());
        try (Stream<Path> paths = Files.walk(Project.folder().resolve("src"))) {
            paths.map(Path::toString).filter(path -> path.endsWith(".sh")).forEach(command::add);
        }
        Process shellcheck =
                new ProcessBuilder(command).redirectErrorStream(true).start();

        String complaints = new String(shellcheck.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shellcheck.waitFor()).as(complaints).isZero();
    }
}
