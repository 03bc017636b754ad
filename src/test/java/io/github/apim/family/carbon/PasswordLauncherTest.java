package io.github.apim.family.carbon;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.edit.ShellFile;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Gives a stand-in of the server the password of its key store, as Carbon's callback handler takes it. */
@Needs(Need.SH)
class PasswordLauncherTest extends LauncherHarness {

    private static final String PASSWORD = "p w\\n$(id)'\"%s";

    /** Reads, overwrites and deletes it, and waits. */
    private static final String READING = """
            echo $$ >wso2carbon.pid
            ls -l password-tmp >repository/logs/seen.txt
            cat password-tmp >repository/logs/password.txt
            echo '!@#$%^' >password-tmp
            rm password-tmp
            ps -ef >repository/logs/processes.txt 2>/dev/null
            export -p >repository/logs/environment.txt
            exec sh -c 'while :; do sleep 0.2; done' server -Dcarbon.home="$CARBON_HOME"
            """;

    private Path outside;

    @BeforeEach
    void installWithVault() throws IOException {
        outside = Files.createDirectory(folder.resolve("etc"));
        Path file = home.resolve("bin/start-node.sh");
        String launcher = new String(
                ShellFile.parse(
                                "start-node.sh",
                                LauncherOverlay.render(node(TWO_GIGABYTES), FACTS, Optional.empty(), true))
                        .set("START_TIMEOUT", "20")
                        .bytes(),
                StandardCharsets.UTF_8);
        assertThat(launcher).contains("KEYSTORE_PASSWORD_FILE=/etc/apim/gw-1.password\n");
        Files.writeString(
                file,
                launcher.replace("=/etc/apim/gw-1.password\n", "='" + outside.resolve("gw-1.password") + "'\n")
                        .replace("sleep 1\n", "sleep 0.1\n"));
        script("echo $$ >wso2carbon.pid; while [ -e password-tmp ] && [ ! -e go ]; do sleep 0.1; done\n");
    }

    private Path password(String name, String content, String mode) throws IOException {
        Path file = Files.writeString(outside.resolve(name), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    private void assertReadAndGone() throws Exception {
        await(() -> Files.exists(home.resolve("repository/logs/environment.txt")));
        assertThat(Files.readString(home.resolve("repository/logs/password.txt")))
                .isEqualTo(PASSWORD + "\n");
        assertThat(Files.readString(home.resolve("repository/logs/seen.txt"))).startsWith("-rw-------");
        assertThat(Files.readString(home.resolve("repository/logs/processes.txt")))
                .doesNotContain("$(id)");
        assertThat(Files.readString(home.resolve("repository/logs/environment.txt")))
                .doesNotContain("$(id)");
        Files.delete(home.resolve("repository/logs/password.txt"));
        assertThat(whereverTheHomeHasIt()).isEmpty();
    }

    private List<Path> whereverTheHomeHasIt() throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> {
                        try {
                            return Files.readString(file, StandardCharsets.ISO_8859_1)
                                    .contains("$(id)'");
                        } catch (IOException gone) {
                            return false;
                        }
                    })
                    .filter(file -> !file.endsWith("bin/wso2server.sh"))
                    .toList();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theServerGetsItFromAFileOutsideTheHome(Shell shell) throws Exception {
        password("gw-1.password", PASSWORD + "\nsecond line\n", "rw-------");
        script(READING);

        assertThat(launch(shell, "start").code()).isZero();

        assertReadAndGone();
        assertThat(launch(shell, "stop").code()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aReleaseReadsItsOwnBeforeTheNodes(Shell shell) throws Exception {
        password("gw-1.password", "of another key store\n", "rw-------");
        password("gw-1.password." + home.toRealPath().getFileName(), PASSWORD + "\n", "rw-------");
        script(READING);

        assertThat(launch(shell, "start").code()).isZero();

        assertReadAndGone();
        assertThat(launch(shell, "stop").code()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void orFromSystemdsCredentials(Shell shell) throws Exception {
        Path credentials = Files.createDirectory(folder.resolve("credentials"));
        Files.writeString(credentials.resolve("gw-1.password"), PASSWORD);
        environment.put("CREDENTIALS_DIRECTORY", credentials.toString());
        script(READING);

        assertThat(launch(shell, "start").code()).isZero();

        assertReadAndGone();
        assertThat(launch(shell, "stop").code()).isZero();
    }

    @Test
    void orFromAFileThatTheEnvironmentNames() throws Exception {
        environment.put(
                "APIM_KEYSTORE_PASSWORD_FILE",
                password("other", PASSWORD, "r--------").toString());
        script(READING);

        assertThat(launch(Shell.DASH, "start").code()).isZero();

        assertReadAndGone();
        assertThat(launch(Shell.DASH, "stop").code()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"DASH", "BASH"})
    void orFromAnOpenFile(Shell shell) throws Exception {
        Path file = password("any", PASSWORD + "\n", "rw-------");
        script(READING);
        environment.put("APIM_KEYSTORE_PASSWORD_FD", "4");

        Result started = finish(begin(Stream.concat(
                        Stream.of(Need.SH.path().toString(), "-c", "exec 4<\"$0\"; exec \"$@\"", file.toString()),
                        Stream.concat(
                                shell.command().stream(),
                                Stream.of(home.resolve("bin/start-node.sh").toString(), "start")))
                .toList()));

        assertThat(started.code()).as(started.err()).isZero();
        assertReadAndGone();
        assertThat(launch(shell, "stop").code()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void withoutOneItIsSaidWhereItBelongsAndNothingIsStarted(Shell shell) throws Exception {
        Result started = launch(shell, "start");

        assertThat(started.code()).isEqualTo(6);
        assertThat(started.err())
                .contains("the password of the key store is not there", outside + "/gw-1.password", "mode 0600")
                .contains("LoadCredential=gw-1.password:");
        assertThat(home.resolve("wso2carbon.pid")).doesNotExist();
        assertThat(home.resolve("password-tmp")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw-r-----", "rw--w----", "rw----r--"})
    void oneThatOthersMayReadIsRefused(String mode) throws Exception {
        password("gw-1.password", PASSWORD, mode);

        Result started = launch(Shell.DASH, "run");

        assertThat(started.code()).isEqualTo(6);
        assertThat(started.err())
                .contains("others than its owner may read or change")
                .doesNotContain("$(id)");
        assertThat(home.resolve("password-tmp")).doesNotExist();
    }

    @Test
    void oneInTheHomeIsRefused() throws Exception {
        Path file = Files.writeString(home.resolve("bin/password.txt"), "hidden");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        environment.put("APIM_KEYSTORE_PASSWORD_FILE", file.toString());

        assertThat(launch(Shell.DASH, "start").err()).contains("is in the home itself");
    }

    @Test
    void anEmptyOneIsRefused() throws Exception {
        password("gw-1.password", "\nsecond\n", "rw-------");

        assertThat(launch(Shell.DASH, "start").err()).contains("its first line is empty");
    }

    @Test
    void aClosedFileIsRefused() throws Exception {
        environment.put("APIM_KEYSTORE_PASSWORD_FD", "7");

        assertThat(launch(Shell.DASH, "start").err()).contains("which is no open file");
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatDoesNotReadItLeavesNothingBehind(Shell shell) throws Exception {
        password("gw-1.password", PASSWORD, "rw-------");
        script("exit 3\n");

        assertThat(launch(shell, "start").code()).isEqualTo(1);

        await(() -> !Files.exists(home.resolve("password-tmp")));
        assertThat(whereverTheHomeHasIt()).isEmpty();
    }

    @Test
    void aServerThatTakesTooLongDoesNotKeepIt() throws Exception {
        Path launcher = home.resolve("bin/start-node.sh");
        Files.writeString(
                launcher, Files.readString(launcher).replace("PASSWORD_TIMEOUT=300\n", "PASSWORD_TIMEOUT=5\n"));
        password("gw-1.password", PASSWORD, "rw-------");
        script(
                "echo $$ >wso2carbon.pid\nexec sh -c 'while :; do sleep 0.2; done' server -Dcarbon.home=\"$CARBON_HOME\"\n");

        assertThat(launch(Shell.DASH, "start").code()).isZero();

        await(() -> !Files.exists(home.resolve("password-tmp")));
        assertThat(launch(Shell.DASH, "stop").code()).isZero();
    }

    @Test
    void tracingDoesNotShowIt() throws Exception {
        password("gw-1.password", PASSWORD, "rw-------");
        script(READING);

        Result started = finish(begin(List.of(
                Need.SH.path().toString(),
                "-x",
                home.resolve("bin/start-node.sh").toString(),
                "start")));

        assertThat(started.err()).contains("require_java").doesNotContain("$(id)");
        assertReadAndGone();
        assertThat(launch(Shell.DASH, "stop").code()).isZero();
    }
}
