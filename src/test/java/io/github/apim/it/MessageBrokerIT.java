package io.github.apim.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.assembly.NodeSelection;
import io.github.apim.testing.Command;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.Project;
import io.github.apim.testing.TestDeployment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real ActiveMQ, assembled with an offset, untarred and started by its launcher, carries a message. */
@Needs(Need.TAR)
class MessageBrokerIT {

    private static final String VERSION = System.getProperty("apim.it.activemq", "5.18.3");
    private static final String DESCRIPTOR = """
            packs:
              message-broker: "PACK"
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              driver: not-needed.jar
              credentials: apim-db
            nodes:
              mq: { role: message-broker, host: 127.0.0.1, offset: OFFSET, jvm: { heap: 256m } }
            """;

    /** All that the shipped files open; the highest must stay below 65536. */
    private static final int[] PORTS = {61616, 5672, 61613, 1883, 61614, 8161};

    private static final int HIGHEST_OFFSET = 3900;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @AfterEach
    void endProcesses() {
        Command.endAllOf(folder);
    }

    @Test
    @Timeout(value = 4, unit = TimeUnit.MINUTES)
    void aMessageGoesThroughTheAssembledBroker() throws Exception {
        int offset = freeOffset();
        int port = PORTS[0] + offset;
        Command command = new Command(folder, PATIENCE).with("JAVA_HOME", System.getProperty("java.home"));
        Path home = untarred(command, offset);
        String launcher = home.resolve("bin/start-node.sh").toString();

        Command.Result started = command.run(List.of(launcher, "start"));
        assertThat(started.code()).as("%s", started).isZero();
        awaitListening(port, home);

        assertThat(command.run(List.of(launcher, "status")).code()).isZero();
        Command.Result message = command.run(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                home + "/lib/*",
                Path.of(MessageBrokerIT.class.getResource("OneMessage.java").toURI())
                        .toString(),
                "tcp://127.0.0.1:" + port,
                "a word for the gateway"));
        assertThat(message.out()).as("%s", message).isEqualTo("a word for the gateway\n");

        assertThat(command.run(List.of(launcher, "stop")).out()).isEqualTo("mq: stopped\n");
        assertThat(isListening(port)).isFalse();
        assertThat(command.run(List.of(launcher, "status")).code()).isEqualTo(3);
        // It closed its store by itself and was not cut off.
        assertThat(Files.readString(home.resolve("data/activemq.log"))).contains("is shutdown");
    }

    private Path untarred(Command command, int offset) throws IOException, InterruptedException {
        Path pack = Path.of(System.getProperty(
                        "apim.it.packs", Project.target("it-packs").toString()))
                .resolve("apache-activemq-" + VERSION + "-bin.tar.gz");
        TestDeployment deployment = TestDeployment.in(folder, pack, DESCRIPTOR);
        Path tarball = deployment
                .with("OFFSET", Integer.toString(offset))
                .run(NodeSelection.ALL, 2)
                .get(0)
                .tarball();
        assertThat(command.run(List.of(Need.TAR.path().toString(), "xzf", tarball.toString()))
                        .code())
                .isZero();
        Path home = folder.resolve("apache-activemq-" + VERSION);
        // A test opens no port to other machines.
        Path broker = home.resolve("conf/activemq.xml");
        Files.writeString(broker, Files.readString(broker).replace("://0.0.0.0:", "://127.0.0.1:"));
        return home;
    }

    private static void awaitListening(int port, Path home) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isListening(port)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("nothing listens on " + port + "; the broker said\n"
                        + Files.readString(home.resolve("data/start-node.log")));
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static boolean isListening(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    /** An offset at which all ports are free now. */
    private static int freeOffset() {
        return new Random()
                .ints(1, HIGHEST_OFFSET)
                .limit(100)
                .filter(offset -> IntStream.of(PORTS).allMatch(port -> isFree(port + offset)))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
