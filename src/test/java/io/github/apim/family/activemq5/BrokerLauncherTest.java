package io.github.apim.family.activemq5;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.deployment.Jvm;
import io.github.apim.deployment.Location;
import io.github.apim.deployment.Node;
import io.github.apim.family.carbon.Shell;
import io.github.apim.product.Role;
import io.github.apim.testing.Command;
import io.github.apim.testing.Command.Result;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.SmallPack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Starts and stops a stand-in of the broker by its launcher, in the shells that machines have. */
@Needs(Need.SH)
class BrokerLauncherTest {

    private static final Jvm TWO_GIGABYTES =
            new Jvm(Optional.empty(), Optional.of("2g"), Optional.empty(), Optional.empty(), List.of("-Da=b"));

    @TempDir
    Path folder;

    private Command command;
    private Path home;

    @BeforeEach
    void unpack() throws IOException {
        home = SmallPack.broker(7).toFolder(folder);
        command = new Command(folder, Duration.ofSeconds(30))
                .with("JAVA_HOME", System.getProperty("java.home"))
                .with("ACTIVEMQ_HOME", "/another/broker")
                .with("ACTIVEMQ_OPTS", "-Dof=another");
        install(home);
    }

    @AfterEach
    void endProcesses() {
        Command.endAllOf(folder);
    }

    @ParameterizedTest
    @EnumSource
    void aBrokerIsStartedShownAndStopped(Shell shell) throws Exception {
        assertThat(launch(shell, "status")).isEqualTo(new Result(3, "mq-1: is not running\n", ""));

        Result started = launch(shell);

        String number = Files.readString(home.resolve("data/start-node.pid")).strip();
        assertThat(started)
                .isEqualTo(new Result(
                        0, "mq-1: started, process " + number + "; its log is " + home + "/data/activemq.log\n", ""));
        assertThat(Files.readString(home.resolve("data/started.txt")))
                .isEqualTo("""
                JAVA_HOME=%s
                ACTIVEMQ_HOME=%s
                ACTIVEMQ_OPTS=unset
                ACTIVEMQ_OPTS_MEMORY=-Xmx2g -Da=b
                """.formatted(System.getProperty("java.home"), home));
        assertThat(launch(shell, "status")).isEqualTo(new Result(0, "mq-1: is running, process " + number + "\n", ""));
        assertThat(launch(shell, "start").out()).isEqualTo("mq-1: is running already, process " + number + "\n");

        assertThat(launch(shell, "stop")).isEqualTo(new Result(0, "mq-1: stopped\n", ""));
        // A process that has ended and that nobody has asked about yet has a number still, but no command line.
        assertThat(ProcessHandle.of(Long.parseLong(number))
                        .flatMap(process -> process.info().commandLine()))
                .isEmpty();
        assertThat(launch(shell, "status").code()).isEqualTo(3);
        assertThat(launch(shell, "stop")).isEqualTo(new Result(0, "mq-1: is not running\n", ""));
    }

    /** What leads the group may be a shell only, which ends before Java has closed its store. */
    @ParameterizedTest
    @EnumSource(names = {"DASH", "BUSYBOX"})
    void aBrokerThatOutlivesItsShellIsWaitedFor(Shell shell) throws Exception {
        javaThatTheShellWaitsFor();
        launch(shell, "start");
        awaitFile("opened.txt");

        assertThat(launch(shell, "stop").out()).isEqualTo("mq-1: stopped\n");
        assertThat(home.resolve("closed.txt")).exists();
    }

    @Test
    void withoutSetsidTheShellAndTheBrokerAreEndedOneByOne() throws Exception {
        Path launcher = home.resolve("bin/start-node.sh");
        Files.writeString(launcher, Files.readString(launcher).replace("setsid", "no-such-program"));
        javaThatTheShellWaitsFor();
        launch(Shell.DASH, "start");
        awaitFile("opened.txt");

        assertThat(launch(Shell.DASH, "stop").out()).isEqualTo("mq-1: stopped\n");
        assertThat(home.resolve("closed.txt")).exists();
    }

    private void awaitFile(String name) throws InterruptedException {
        for (int i = 0; i < 300 && !Files.exists(home.resolve(name)); i++) {
            Thread.sleep(100);
        }
        assertThat(home.resolve(name)).exists();
    }

    /** A program of its own, because some shells of busybox run their own ones without a command line. */
    private void javaThatTheShellWaitsFor() throws IOException {
        Path java = Files.writeString(home.resolve("bin/java"), """
                #!/bin/sh
                trap 'sleep 1; touch closed.txt; exit 0' TERM
                touch opened.txt
                while :; do sleep 0.1; done
                """);
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("bin/activemq"), """
                "$ACTIVEMQ_HOME/bin/java" -Dactivemq.home="$ACTIVEMQ_HOME" -jar activemq.jar start &
                wait
                """);
    }

    @Test
    void aBrokerThatWasStartedWithoutTheLauncherIsShownAndStopped() throws Exception {
        Process other = new ProcessBuilder(
                        "sh", "-c", "sleep 60; :", "java", "-Dactivemq.home=" + home, "-jar", "activemq.jar", "start")
                .start();
        Process tool = new ProcessBuilder(
                        "sh", "-c", "sleep 60; :", "java", "-Dactivemq.home=" + home, "-jar", "activemq.jar", "browse")
                .start();

        assertThat(launch(Shell.DASH, "status").out()).isEqualTo("mq-1: is running, process " + other.pid() + "\n");
        assertThat(launch(Shell.DASH, "stop").out()).isEqualTo("mq-1: stopped\n");
        assertThat(other.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(tool.isAlive()).isTrue();
        assertThat(launch(Shell.DASH, "status").code()).isEqualTo(3);
    }

    @Test
    void aBrokerThatEndsAtOnceIsReportedWithWhatItSaid() throws Exception {
        Files.writeString(home.resolve("bin/activemq"), "echo 'no room on the device'\nexit 3\n");

        assertThat(launch(Shell.DASH, "start"))
                .isEqualTo(new Result(
                        1,
                        "",
                        "mq-1: did not start; the end of " + home + "/data/start-node.log:\nno room on the device\n"));
        assertThat(launch(Shell.DASH, "status"))
                .isEqualTo(new Result(1, "mq-1: is not running, but was not stopped\n", ""));
    }

    @Test
    void aNumberThatAnotherProcessHasByNowIsNotTakenForTheBroker() throws Exception {
        Files.writeString(
                home.resolve("data/start-node.pid"), ProcessHandle.current().pid() + "\n");

        assertThat(launch(Shell.DASH, "status").code()).isEqualTo(1);
        assertThat(launch(Shell.DASH, "stop")).isEqualTo(new Result(0, "mq-1: is not running\n", ""));
        assertThat(home.resolve("data/start-node.pid")).doesNotExist();
    }

    @Test
    void runStaysUntilTheBrokerEndsAndHandsOnItsExitCode() throws Exception {
        Files.writeString(home.resolve("bin/activemq"), "echo \"console: $1\"\nexit 7\n");

        assertThat(launch(Shell.DASH, "run")).isEqualTo(new Result(7, "console: console\n", ""));
        assertThat(home.resolve("data/start-node.pid")).doesNotExist();
    }

    @Test
    void withoutJavaNothingIsTouched() throws Exception {
        command.with("JAVA_HOME", "/no/java");

        assertThat(launch(Shell.DASH, "start"))
                .isEqualTo(new Result(1, "", "mq-1: JAVA_HOME must point to a Java installation, but is '/no/java'\n"));
        assertThat(home.resolve("data/start-node.log")).doesNotExist();
    }

    @Test
    void aLayerWhoseBaseIsNotInOrderYetIsNotStarted() throws Exception {
        Files.createDirectories(home.resolve(".apim"));
        Files.writeString(home.resolve(".apim/dropped"), "./gone\0./.apim/dropped\0");

        for (String word : List.of("start", "run", "restart")) {
            Result refused = launch(Shell.DASH, word);
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.err()).contains("is not whole yet", "&& xargs -0 rm -rf <.apim/dropped");
        }
    }

    @Test
    void aWordThatItDoesNotKnowIsAnsweredWithItsUsage() throws Exception {
        assertThat(launch(Shell.DASH, "kill").code()).isEqualTo(2);
        assertThat(launch(Shell.DASH, "start", "now").err()).contains("[start|stop|restart|status|run]");
    }

    @Test
    @Needs(Need.SHELLCHECK)
    void theLauncherSatisfiesShellcheck() throws Exception {
        assertThat(command.run(List.of(
                        Need.SHELLCHECK.path().toString(),
                        home.resolve("bin/start-node.sh").toString())))
                .isEqualTo(new Result(0, "", ""));
    }

    private Result launch(Shell shell, String... words) throws Exception {
        List<String> call = new ArrayList<>(shell.command());
        call.add(home.resolve("bin/start-node.sh").toString());
        call.addAll(List.of(words));
        return command.run(call);
    }

    /** The rendered launcher, with shorter waits. */
    private static void install(Path home) throws IOException {
        Node node = new Node(
                "mq-1",
                Role.MESSAGE_BROKER,
                "mq.internal",
                Optional.empty(),
                false,
                0,
                TWO_GIGABYTES,
                Optional.empty(),
                new Location("deployment.yaml", 1, 1));
        Path file = Files.writeString(
                home.resolve("bin/start-node.sh"),
                new String(BrokerLauncherOverlay.render(node), StandardCharsets.UTF_8)
                        .replace("sleep 1\n", "sleep 0.2\n"));
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
