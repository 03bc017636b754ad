package io.github.apim.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

/** What is missing is named, and only continuous integration insists on it. */
class NeedsTest {

    private static final String LINE = "bsdtar is not installed (Debian: apt-get install libarchive-tools)";

    @TempDir
    Path folder;

    @Test
    void aMissingProgramIsNamedWithItsDebianPackage() {
        assertThat(Need.BSDTAR.missing(folder.toString())).contains(LINE);
    }

    @Test
    void aProgramIsFoundOnThePath() throws IOException {
        program("somewhere/bsdtar");

        assertThat(Need.BSDTAR.missing(folder + ":" + folder.resolve("somewhere")))
                .isEmpty();
    }

    @Test
    void aServerIsFoundBesideTheProgramsOnThePath() throws IOException {
        program("usr/sbin/sshd");

        assertThat(Need.SSHD.missing(folder.resolve("usr/bin").toString())).isEmpty();
        assertThat(Need.SSHD.missing(folder.resolve("usr/links").toString())).isPresent();
    }

    @Test
    void whatIsMissingSkipsTheTestWithItsLine() {
        Optional<ConditionEvaluationResult> judged = new NeedsCondition(false).judge(Need.BSDTAR, Optional.of(LINE));

        assertThat(judged).hasValueSatisfying(result -> {
            assertThat(result.isDisabled()).isTrue();
            assertThat(result.getReason()).contains("Skipped: " + LINE);
        });
    }

    @Test
    void whatIsMissingFailsTheTestInContinuousIntegration() {
        NeedsCondition condition = new NeedsCondition(true);

        assertThatThrownBy(() -> condition.judge(Need.BSDTAR, Optional.of(LINE)))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessage(LINE);
        assertThatThrownBy(() -> condition.judge(Need.NEWER_JAVA, Optional.of("no Java")))
                .isInstanceOf(AssertionFailedError.class);
    }

    @Test
    void continuousIntegrationExcusesWhatNobodyCanInstall() {
        assertThat(new NeedsCondition(true).judge(Need.SMALL_DISKS, Optional.of("only root may")))
                .hasValueSatisfying(result -> assertThat(result.isDisabled()).isTrue());
    }

    @Test
    void whatIsThereIsNoMatterAnywhere() {
        assertThat(new NeedsCondition(true).judge(Need.BSDTAR, Optional.empty()))
                .isEmpty();
        assertThat(new NeedsCondition(false).judge(Need.BSDTAR, Optional.empty()))
                .isEmpty();
    }

    @Test
    void theContinuousIntegrationInstallsEveryPackage() throws IOException {
        String run = Files.readString(Project.folder().resolve(".ci/run"));

        assertThat(Arrays.stream(Need.values()).flatMap(need -> need.commandAndPackage().stream()))
                .isNotEmpty()
                .allSatisfy(each -> assertThat(run).contains("\n  " + each + "\n"));
    }

    @Test
    @Needs(Need.SHELLCHECK)
    void theShellScriptsOfTheProjectSatisfyShellcheck() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Need.SHELLCHECK.path().toString()));
        command.add(Project.folder().resolve(".ci/run").toString());
        try (Stream<Path> paths = Files.walk(Project.folder().resolve("src"))) {
            paths.map(Path::toString).filter(path -> path.endsWith(".sh")).forEach(command::add);
        }
        Process shellcheck =
                new ProcessBuilder(command).redirectErrorStream(true).start();

        String complaints = new String(shellcheck.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shellcheck.waitFor()).as(complaints).isZero();
    }

    private void program(String path) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        assertThat(Files.createFile(file).toFile().setExecutable(true)).isTrue();
    }
}
