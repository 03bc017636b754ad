package io.github.apim.family.carbon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.deployment.Jvm;
import io.github.apim.overlay.OverlayException;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.SmallPack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Starts and stops a stand-in of the server by the launcher, in the shells that machines have. */
@Needs(Need.SH)
class LauncherTest extends LauncherHarness {

    @ParameterizedTest
    @EnumSource
    void aNodeIsStartedShownAndStopped(Shell shell) throws Exception {
        assertThat(launch(shell, "status")).isEqualTo(new Result(3, "gw-1: is not running\n", ""));

        Result started = launch(shell, "start");

        long server = server();
        assertThat(started)
                .isEqualTo(new Result(
                        0,
                        "gw-1: started, process " + server + "; its log is " + home
                                + "/repository/logs/wso2carbon.log\n",
                        ""));
        assertThat(launch(shell, "status")).isEqualTo(new Result(0, "gw-1: is running, process " + server + "\n", ""));
        assertThat(Files.readString(home.resolve("repository/logs/started.txt")))
                .contains(
                        "arguments=-Dprofile=gateway-worker\n",
                        "JAVA_HOME=" + environment.get("JAVA_HOME") + "\n",
                        "JAVA_OPTS=-Xmx2g -Da=b\n",
                        "CARBON_HOME=" + home + "\n")
                .doesNotContain("workerNode");
        assertThat(launch(shell)).isEqualTo(new Result(0, "gw-1: is running already, process " + server + "\n", ""));
        assertThat(server()).isEqualTo(server);

        assertThat(launch(shell, "stop")).isEqualTo(new Result(0, "gw-1: stopped\n", ""));
        assertThat(lives(server)).isFalse();
        assertThat(launch(shell, "status").code()).isEqualTo(3);
        assertThat(launch(shell, "stop")).isEqualTo(new Result(0, "gw-1: is not running\n", ""));
    }

    @ParameterizedTest
    @EnumSource
    void aRestartEndsTheOldServerAndStartsANewOne(Shell shell) throws Exception {
        launch(shell, "start");
        long first = server();

        assertThat(launch(shell, "restart").code()).isZero();

        assertThat(server()).isNotEqualTo(first);
        assertThat(lives(first)).isFalse();
        assertThat(launch(shell, "stop").code()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aRestartFromTheConsoleIsFollowed(Shell shell) throws Exception {
        launch(shell, "start");
        long first = server();
        Files.delete(home.resolve("repository/logs/started.txt"));

        signal("USR1", first);
        await(() -> Files.exists(home.resolve("repository/logs/started.txt")));

        long second = server();
        assertThat(second).isNotEqualTo(first);
        assertThat(launch(shell, "status").out()).isEqualTo("gw-1: is running, process " + second + "\n");
        assertThat(launch(shell, "stop").code()).isZero();
        assertThat(lives(second)).isFalse();
        assertThat(processesOfHome()).isEmpty();
    }

    /** Between two servers there is only the product's script: it counts, and what it has just begun ends with it. */
    @ParameterizedTest
    @EnumSource
    @Needs(Need.SETSID)
    void aScriptThatHasNoServerYetIsRunningAndIsStoppedWithItsChildren(Shell shell) throws Exception {
        script("sleep 50 &\necho $! >begun.txt\nwait\n");

        Result started = launch(shell, "start");

        long script = number(home.resolve("repository/logs/start-node.pid"));
        long child = number(home.resolve("begun.txt"));
        assertThat(started.code()).isZero();
        assertThat(started.out()).startsWith("gw-1: started, process " + script + ";");
        assertThat(launch(shell, "status").out()).isEqualTo("gw-1: is running, process " + script + "\n");
        assertThat(launch(shell).out()).isEqualTo("gw-1: is running already, process " + script + "\n");
        assertThat(launch(shell, "stop").code()).isZero();
        assertThat(lives(script)).isFalse();
        await(() -> !lives(child));
    }

    @ParameterizedTest
    @EnumSource
    @Needs(Need.NOHUP)
    void aServerThatWasStartedWithoutTheLauncherIsShownAndStopped(Shell shell) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder("sh", home.resolve("bin/wso2server.sh").toString(), "start");
        builder.environment().putAll(environment);
        assertThat(builder.inheritIO().start().waitFor()).isZero();
        await(() -> Files.exists(home.resolve("repository/logs/started.txt")));

        long server = server();
        assertThat(launch(shell, "status").out()).isEqualTo("gw-1: is running, process " + server + "\n");
        assertThat(launch(shell, "stop").code()).isZero();
        assertThat(lives(server)).isFalse();
        await(() -> processesOfHome().isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatEndsAtOnceIsReportedWithWhatItSaid(Shell shell) throws Exception {
        script("echo 'no room on the device'\nexit 3\n");

        Result started = launch(shell, "start");

        assertThat(started)
                .isEqualTo(new Result(
                        1,
                        "",
                        "gw-1: did not start; the end of " + home + "/repository/logs/start-node.log:\n"
                                + "no room on the device\n"));
        assertThat(launch(shell, "status")).isEqualTo(new Result(1, "gw-1: is not running, but was not stopped\n", ""));
    }

    @ParameterizedTest
    @EnumSource
    void aNumberThatAnotherProcessHasByNowIsNotTakenForTheServer(Shell shell) throws Exception {
        long own = ProcessHandle.current().pid();
        Files.writeString(home.resolve("wso2carbon.pid"), own + "\n");
        Files.writeString(home.resolve("repository/logs/start-node.pid"), own + "\n");

        assertThat(launch(shell, "status").code()).isEqualTo(1);
        assertThat(launch(shell, "stop")).isEqualTo(new Result(0, "gw-1: is not running\n", ""));
        assertThat(launch(shell, "status").code()).isEqualTo(3);

        Files.writeString(home.resolve("wso2carbon.pid"), own + "\n");
        assertThat(launch(shell, "start").code()).isZero();
        assertThat(server()).isNotEqualTo(own);
        launch(shell, "stop");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "gone\n", "4194999\n", "-1\n", "0\n", "1 2\n", "$(touch x)\n"})
    void aPidFileWithoutTheNumberOfAProcessIsStale(String content) throws Exception {
        Files.writeString(home.resolve("wso2carbon.pid"), content);

        assertThat(launch(Shell.DASH, "status"))
                .isEqualTo(new Result(1, "gw-1: is not running, but was not stopped\n", ""));
    }

    /** Carbon writes its number and fills the rest of a buffer of a hundred bytes with NUL. */
    @ParameterizedTest
    @EnumSource
    void aPidFileMayEndInNothingOrInZeros(Shell shell) throws Exception {
        launch(shell, "start");
        long server = server();
        Files.delete(home.resolve("repository/logs/start-node.pid"));

        for (String end : List.of("", "\n", "\n" + "\0".repeat(90))) {
            Files.writeString(home.resolve("wso2carbon.pid"), server + end);
            assertThat(launch(shell, "status"))
                    .isEqualTo(new Result(0, "gw-1: is running, process " + server + "\n", ""));
        }
        assertThat(launch(shell, "stop").code()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void theHomeMayHaveBlanksAndTheLauncherMayBeCalledThroughLinks(Shell shell) throws Exception {
        home = SmallPack.unpacked(Files.createDirectory(folder.resolve("a home -> with  blanks")));
        install(home, TWO_GIGABYTES);
        Path absolute = Files.createSymbolicLink(folder.resolve("a link"), home.resolve("bin/start-node.sh"));
        Path links = Files.createDirectory(folder.resolve("links"));
        Path relative = Files.createSymbolicLink(links.resolve("gw"), Path.of("../a link"));

        Result started = run(shell, relative, "start");

        assertThat(started.err()).isEmpty();
        assertThat(started.out()).endsWith("; its log is " + home + "/repository/logs/wso2carbon.log\n");
        assertThat(Files.readString(home.resolve("repository/logs/started.txt")))
                .contains("CARBON_HOME=" + home + "\n");
        assertThat(run(shell, absolute, "status").code()).isZero();
        assertThat(run(shell, absolute, "stop").out()).isEqualTo("gw-1: stopped\n");
    }

    /** An administrator may have the variables of another installation set. */
    @Test
    void theEnvironmentNamesJavaAndAddsOptionsButNotTheHome() throws Exception {
        environment.put("CARBON_HOME", "/somewhere/else");
        environment.put("JAVA_OPTS", "-Xmx3g");

        launch(Shell.DASH, "start");

        assertThat(Files.readString(home.resolve("repository/logs/started.txt")))
                .contains("CARBON_HOME=" + home + "\n", "JAVA_OPTS=-Xmx2g -Da=b -Xmx3g\n");
        assertThat(launch(Shell.DASH, "stop").code()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void withoutJavaNothingIsStartedOrStopped(Shell shell) throws Exception {
        launch(shell, "start");
        long server = server();
        environment.remove("JAVA_HOME");

        assertThat(launch(shell, "restart"))
                .isEqualTo(new Result(1, "", "gw-1: JAVA_HOME must point to a Java 7 installation, but is ''\n"));
        assertThat(lives(server)).isTrue();
        assertThat(launch(shell, "stop").code()).isZero();

        environment.put("JAVA_HOME", "/no java");
        assertThat(launch(shell, "start"))
                .isEqualTo(
                        new Result(1, "", "gw-1: JAVA_HOME must point to a Java 7 installation, but is '/no java'\n"));
        assertThat(launch(shell, "run").code()).isEqualTo(1);
        assertThat(launch(shell, "status").code()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void aLayerWhoseBaseIsNotInOrderYetIsNotStarted(Shell shell) throws Exception {
        Files.createDirectories(home.resolve(".apim"));
        Files.writeString(home.resolve(".apim/dropped"), "./gone\0./.apim/dropped\0");

        for (String word : List.of("start", "run", "restart")) {
            Result refused = launch(shell, word);
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.err()).contains("is not whole yet", "&& xargs -0 rm -rf <.apim/dropped");
        }
        assertThat(processesOfHome()).isEmpty();
    }

    @Test
    void theDescriptorsJavaGoesBeforeTheEnvironmentsAndALaterVersionIsWarnedOf() throws Exception {
        Path newer = javaHome("jdk 17", "17.0.1");
        install(
                home,
                new Jvm(
                        Optional.of(newer.toString()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of()));

        Result started = launch(Shell.DASH, "start");

        assertThat(started.code()).isZero();
        assertThat(started.err())
                .isEqualTo("gw-1: warning: WSO2 API Manager 1.9.0 is made for Java 6 and 7, but " + newer
                        + " is 17.0.1\n");
        assertThat(Files.readString(home.resolve("repository/logs/started.txt")))
                .contains("JAVA_HOME=" + newer + "\n", "JAVA_OPTS=\n");
        assertThat(launch(Shell.DASH, "stop").code()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void runStaysUntilASignalAndThenUntilTheServerHasEnded(Shell shell) throws Exception {
        Process launcher = begin(shell, home.resolve("bin/start-node.sh"), "run");
        await(() -> Files.exists(home.resolve("repository/logs/started.txt")));
        long server = server();
        assertThat(launch(shell, "status").out()).isEqualTo("gw-1: is running, process " + server + "\n");
        assertThat(launch(shell, "run").code()).isEqualTo(1);
        assertThat(launcher.isAlive()).isTrue();

        signal("TERM", launcher.pid());

        assertThat(finish(launcher).code()).isEqualTo(143);
        assertThat(lives(server)).isFalse();
        assertThat(processesOfHome()).isEmpty();
        assertThat(launch(shell, "status").code()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void runEndsWithTheServersCodeAndShowsWhatItSays(Shell shell) throws Exception {
        script("echo \"profile: $1\"\necho 'no room on the device' >&2\nexit 3\n");

        assertThat(launch(shell, "run"))
                .isEqualTo(new Result(3, "profile: -Dprofile=gateway-worker\n", "no room on the device\n"));
    }

    /** Else ssh would hang until the server ends. */
    @Test
    void startLetsGoOfItsCallersOutput() throws Exception {
        Path caller = Files.writeString(folder.resolve("caller.sh"), "out=$(sh \"$1\" start); echo \"got: $out\"\n");

        Process process = begin(List.of("sh", caller.toString(), home + "/bin/start-node.sh"));

        assertThat(finish(process).out()).startsWith("got: gw-1: started");
        assertThat(launch(Shell.DASH, "stop").code()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"halt", "--help", "start now", ""})
    void anUnknownWordShowsTheUsage(String words) throws Exception {
        Result result = launch(Shell.DASH, words.split(" "));

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).endsWith("start-node.sh [start|stop|restart|status|run]\n");
    }

    /** As on macOS and the BSDs. */
    @Test
    @Needs(Need.PS)
    void withoutAProcFileSystemPsTellsWhatAProcessIs() throws Exception {
        Path launcher = home.resolve("bin/start-node.sh");
        Files.writeString(launcher, Files.readString(launcher).replace("/proc/", "/no-proc/"));

        assertThat(launch(Shell.DASH, "start").code()).isZero();
        assertThat(launch(Shell.DASH, "status").out()).isEqualTo("gw-1: is running, process " + server() + "\n");
        assertThat(launch(Shell.DASH, "stop").out()).isEqualTo("gw-1: stopped\n");
        Files.writeString(
                home.resolve("wso2carbon.pid"), ProcessHandle.current().pid() + "\n");
        assertThat(launch(Shell.DASH, "status").code()).isEqualTo(1);
    }

    @Test
    void withoutSetsidTheScriptAndTheServerAreEndedOneByOne() throws Exception {
        Path launcher = home.resolve("bin/start-node.sh");
        Files.writeString(launcher, Files.readString(launcher).replace("setsid", "no-such-program"));
        launch(Shell.DASH, "start");
        long server = server();

        assertThat(launch(Shell.DASH, "stop").out()).isEqualTo("gw-1: stopped\n");

        assertThat(lives(server)).isFalse();
        assertThat(processesOfHome()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void optionsAreTakenLiterally(Shell shell) throws Exception {
        List<String> nasty = List.of(
                "-Da='",
                "-Db=\"",
                "-Dc=$(touch${IFS}x)",
                "-Dd=`touch${IFS}x`",
                "-De=\\",
                "-Df=$HOME",
                "-Dg=;:",
                "-Dh=#");
        install(home, new Jvm(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), nasty));

        Result started = launch(shell, "start");

        assertThat(started.err()).isEmpty();
        assertThat(Files.readString(home.resolve("repository/logs/started.txt")))
                .contains("JAVA_OPTS=" + String.join(" ", nasty) + "\n");
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).doesNotContain("x");
        }
        assertThat(launch(shell, "stop").code()).isZero();
    }

    @Test
    @Needs({Need.BASH, Need.BUSYBOX, Need.SHELLCHECK})
    void aRenderedLauncherSatisfiesEveryShellAndShellcheck() throws Exception {
        Path launcher = home.resolve("bin/start-node.sh");
        for (Jvm jvm : List.of(
                Jvm.DEFAULT,
                TWO_GIGABYTES,
                new Jvm(
                        Optional.of("/opt/it's \"java\" $(touch x)"),
                        Optional.of("2g"),
                        Optional.of("1g"),
                        Optional.of("256m"),
                        List.of("-Da='", "-Db=\"$(touch)\"", "-Dc=`touch`", "-Dd=\\")))) {
            install(home, jvm);
            for (List<String> command : List.of(
                    List.of(Need.SH.path().toString(), "-n"),
                    List.of(Need.BASH.path().toString(), "-n"),
                    List.of(Need.BUSYBOX.path().toString(), "sh", "-n"),
                    // what the quotes in these values look like
                    List.of(Need.SHELLCHECK.path().toString(), "--exclude=SC2016,SC2089,SC2090,SC1003"))) {
                List<String> checked = new ArrayList<>(command);
                checked.add(launcher.toString());
                assertThat(finish(begin(checked))).as("%s", command).isEqualTo(new Result(0, "", ""));
            }
        }
    }

    @Test
    void noVariableIsReadBeforeItIsSet() throws Exception {
        Path launcher = home.resolve("bin/start-node.sh");
        Files.writeString(launcher, Files.readString(launcher).replaceFirst("\n", "\nset -u\n"));

        assertThat(launch(Shell.DASH).err()).isEmpty();
        assertThat(launch(Shell.DASH, "status").err()).isEmpty();
        assertThat(launch(Shell.DASH, "stop").err()).isEmpty();
        environment.remove("JAVA_HOME");
        assertThat(launch(Shell.DASH, "run").err()).contains("JAVA_HOME must point");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Da=b c", "-Da=\u0009b"})
    void anOptionThatTheServerCannotTakeIsRefused(String option) {
        Jvm jvm = new Jvm(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(option));

        assertThatThrownBy(() -> LauncherOverlay.render(node(jvm), LauncherHarness.FACTS, Optional.empty(), false))
                .isInstanceOf(OverlayException.class)
                .hasMessageStartingWith("\"" + option + "\" holds a blank");
    }
}
