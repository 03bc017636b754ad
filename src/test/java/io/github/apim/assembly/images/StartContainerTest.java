package io.github.apim.assembly.images;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.edit.BundledFile;
import io.github.apim.testing.Command;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a container does before it becomes the server, in the shells that base images have. */
@Needs({Need.SH, Need.BASH, Need.BUSYBOX, Need.SHELLCHECK})
class StartContainerTest {

    private enum Shell {
        DASH,
        BASH,
        BUSYBOX;

        List<String> command() {
            return switch (this) {
                case DASH -> List.of(Need.SH.path().toString());
                case BASH -> List.of(Need.BASH.path().toString(), "--posix");
                case BUSYBOX -> List.of(Need.BUSYBOX.path().toString(), "sh");
            };
        }
    }

    @TempDir
    Path folder;

    private Path home;
    private Path secrets;

    @BeforeEach
    void makeHome() throws IOException {
        home = Files.createDirectories(folder.resolve("a home"));
        secrets = Files.createDirectories(folder.resolve("mounted here"));
        Files.createDirectories(home.resolve("bin"));
        Files.createDirectories(home.resolve(".apim"));
        Files.createDirectories(home.resolve("conf"));
        Files.write(home.resolve("bin/start-container.sh"), BundledFile.bytes(NodeLayers.class, "start-container.sh"));
        Files.writeString(home.resolve("bin/start-node.sh"), "echo \"started $* $(umask)\"\n");
        Files.writeString(home.resolve(".apim/secret-files"), "600 a.xml conf/a.xml\n700 run.sh bin/own dir/run.sh\n");
        Files.writeString(home.resolve("conf/a.xml"), "shipped");
    }

    /** As a cluster mounts it. */
    private void mount(String key, String content) throws IOException {
        Path version = Files.createDirectories(secrets.resolve("..2026"));
        Files.writeString(version.resolve(key), content);
        if (Files.notExists(secrets.resolve("..data"))) {
            Files.createSymbolicLink(secrets.resolve("..data"), Path.of("..2026"));
        }
        Files.createSymbolicLink(secrets.resolve(key), Path.of("..data").resolve(key));
    }

    private Command.Result start(Shell shell) throws Exception {
        List<String> command = new ArrayList<>(shell.command());
        command.add(home.resolve("bin/start-container.sh").toString());
        return new Command(folder, Duration.ofSeconds(30))
                .with("APIM_SECRETS", secrets.toString())
                .run(command);
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @ParameterizedTest
    @EnumSource(Shell.class)
    void filesGetIntoTheirPlacesForTheirOwnerOnlyAndTheNodeStarts(Shell shell) throws Exception {
        mount("a.xml", "own");
        mount("run.sh", "#!/bin/sh\n");

        Command.Result result = start(shell);

        assertThat(result.err()).isEmpty();
        assertThat(result.out()).isEqualTo("started run 0022\n");
        assertThat(result.code()).isZero();
        assertThat(home.resolve("conf/a.xml")).hasContent("own").isRegularFile();
        assertThat(Files.isSymbolicLink(home.resolve("conf/a.xml"))).isFalse();
        assertThat(mode(home.resolve("conf/a.xml"))).isEqualTo("rw-------");
        assertThat(mode(home.resolve("bin/own dir/run.sh"))).isEqualTo("rwx------");
        assertThat(home.resolve("conf/a.xml.part")).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource(Shell.class)
    void aContainerThatStartsAgainTakesTheNewFiles(Shell shell) throws Exception {
        mount("a.xml", "own");
        mount("run.sh", "#!/bin/sh\n");
        start(shell);
        Files.writeString(secrets.resolve("..2026/a.xml"), "newer");

        assertThat(start(shell).code()).isZero();
        assertThat(home.resolve("conf/a.xml")).hasContent("newer");
    }

    @ParameterizedTest
    @EnumSource(Shell.class)
    void nothingStartsWhereAFileIsMissing(Shell shell) throws Exception {
        mount("a.xml", "own");

        Command.Result result = start(shell);

        assertThat(result.code()).isEqualTo(78);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("missing in " + secrets, ": run.sh\n").doesNotContain("a.xml", "own");
        assertThat(home.resolve("conf/a.xml")).hasContent("shipped");
    }

    @ParameterizedTest
    @EnumSource(Shell.class)
    void aHomeThatCannotBeWrittenIsTold(Shell shell) throws Exception {
        mount("a.xml", "own");
        mount("run.sh", "#!/bin/sh\n");
        Files.writeString(home.resolve(".apim/secret-files"), "600 a.xml conf/a.xml/below.xml\n");

        Command.Result result = start(shell);

        assertThat(result.code()).isEqualTo(73);
        assertThat(result.err()).contains("cannot write " + home.resolve("conf/a.xml/below.xml"));
        assertThat(result.out()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Shell.class)
    void theKeyStoresPasswordIsHandedOverAndNotCopied(Shell shell) throws Exception {
        mount("password-tmp", "of the store\n");
        Files.writeString(home.resolve(".apim/secret-files"), "open password-tmp password-tmp\n");
        Files.writeString(
                home.resolve("bin/start-node.sh"),
                "read -r line <&\"$APIM_KEYSTORE_PASSWORD_FD\"; echo \"$APIM_KEYSTORE_PASSWORD_FD: $line\"\n");

        Command.Result result = start(shell);

        assertThat(result.err()).isEmpty();
        assertThat(result.out()).isEqualTo("3: of the store\n");
        assertThat(home.resolve("password-tmp")).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource(Shell.class)
    void withoutTheKeyStoresPasswordNothingStarts(Shell shell) throws Exception {
        Files.writeString(home.resolve(".apim/secret-files"), "open password-tmp password-tmp\n");

        Command.Result result = start(shell);

        assertThat(result.code()).isEqualTo(78);
        assertThat(result.err()).contains("missing in " + secrets, ": password-tmp\n");
        assertThat(result.out()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Shell.class)
    void aNodeWithoutSecretsJustStarts(Shell shell) throws Exception {
        Files.writeString(home.resolve(".apim/secret-files"), "");

        assertThat(start(shell).out()).startsWith("started run");
    }

    @Test
    void shellcheckHasNothingToSay() throws Exception {
        Command.Result result = new Command(folder, Duration.ofSeconds(60))
                .run(List.of(
                        Need.SHELLCHECK.path().toString(),
                        home.resolve("bin/start-container.sh").toString()));

        assertThat(result.out()).isEmpty();
        assertThat(result.code()).isZero();
    }
}
