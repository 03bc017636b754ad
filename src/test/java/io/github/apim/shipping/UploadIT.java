package io.github.apim.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.TestHome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tarballs arrive at real OpenSSH servers whole, once, and under their names only when they are whole. */
@Timeout(120)
@Needs({Need.SSHD, Need.SSH_KEYGEN})
class UploadIT {

    private static final int LARGE = 40_000_000;

    @TempDir
    Path folder;

    private Fleet fleet;

    @BeforeEach
    void machines() throws IOException {
        fleet = new Fleet(folder);
    }

    @AfterEach
    void end() {
        fleet.close();
    }

    @Test
    void aTarballArrivesWithItsChecksumAndForItsOwnerOnly() throws IOException {
        fleet.machine("km", "key-manager");
        String sha256 = home("1").write(fleet.tarballs(), "km");

        Journal journal = fleet.ship();

        assertThat(journal.failure()).as("%s", journal.lines()).isEmpty();
        Path arrived = fleet.directory("km").resolve("km.tar.gz");
        assertThat(TestHome.sha256(arrived)).isEqualTo(sha256);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(arrived)))
                .isEqualTo("rw-------");
        assertThat(fleet.directory("km").resolve("km.tar.gz.sha256")).hasContent(sha256 + "  km.tar.gz");
        assertThat(names("km")).containsExactly("km.tar.gz", "km.tar.gz.sha256");
    }

    @Test
    void anIdenticalTarballIsNotSentAgain() throws IOException {
        fleet.machine("km", "key-manager");
        home("1").write(fleet.tarballs(), "km");
        fleet.ship();

        Journal second = fleet.ship();

        assertThat(second.sent()).isEmpty();
        assertThat(second.lines()).singleElement().asString().startsWith("km: is on [127.0.0.1]:");
    }

    @Test
    void anUploadThatWasCutGoesOnWhereItStopped() throws IOException {
        fleet.machine("km", "key-manager");
        String sha256 = home("1").withBallast(LARGE).write(fleet.tarballs(), "km");
        Journal cut = new Journal().onProgress(bytes -> {
            if (bytes > LARGE / 2) {
                fleet.machine("km").cut();
            }
        });

        String logged = logged(() -> fleet.run(ShippingRequest.Action.SHIP, cut, connector -> connector));

        assertThat(logged).as("what the SSH library says of its own").isEmpty();
        assertThat(cut.lines())
                .singleElement()
                .asString()
                .contains("km failed: the connection to [127.0.0.1]:")
                .contains("run the goal again, and it goes on where it stopped");
        assertThat(cut.failure()).startsWith("1 of 1 nodes failed: km");
        assertThat(names("km")).containsExactly(".km.tar.gz." + sha256 + ".part");

        Journal second = fleet.ship();

        assertThat(second.failure()).isEmpty();
        assertThat(second.resumed().get("km")).isGreaterThan(1_000_000);
        assertThat(second.sent().get("km")).isLessThan(LARGE - 1_000_000L);
        assertThat(TestHome.sha256(fleet.directory("km").resolve("km.tar.gz"))).isEqualTo(sha256);
        assertThat(names("km")).containsExactly("km.tar.gz", "km.tar.gz.sha256");
    }

    /** What libraries write to the log while something is done. */
    private static String logged(ThrowingRunnable work) throws IOException {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setErr(before);
        }
        return log.toString(StandardCharsets.UTF_8);
    }

    /** Something that is done. */
    @FunctionalInterface
    private interface ThrowingRunnable {
        void run() throws IOException;
    }

    @Test
    void aBeginningThatIsNotTheTarballsIsSentAnew() throws IOException {
        fleet.machine("km", "key-manager");
        String sha256 = home("1").withBallast(100_000).write(fleet.tarballs(), "km");
        Files.write(fleet.directory("km").resolve(".km.tar.gz." + sha256 + ".part"), new byte[50_000]);
        Files.write(fleet.directory("km").resolve(".km.tar.gz.older.part"), new byte[10]);

        Journal journal = fleet.ship();

        assertThat(journal.resumed()).containsEntry("km", 0L);
        assertThat(TestHome.sha256(fleet.directory("km").resolve("km.tar.gz"))).isEqualTo(sha256);
        assertThat(names("km")).containsExactly("km.tar.gz", "km.tar.gz.sha256");
    }

    @Needs(Need.FLOCK)
    @ParameterizedTest
    @ValueSource(ints = {0, 100})
    void whatSomebodyElseIsSendingJustNowIsNotTouched(int arrived) throws IOException {
        fleet.machine("km", "key-manager");
        String sha256 = home("1").write(fleet.tarballs(), "km");
        byte[] beginning = Arrays.copyOf(Files.readAllBytes(fleet.tarballs().resolve("km.tar.gz")), arrived);
        Path part = Files.write(fleet.directory("km").resolve(".km.tar.gz." + sha256 + ".part"), beginning);
        Process other = new ProcessBuilder(
                        Need.FLOCK.path().toString(), part.toString(), "sh", "-c", "echo holds; exec sleep 60")
                .start();
        try {
            assertThat(other.getInputStream().read()).isEqualTo('h');

            assertThat(fleet.ship().lines())
                    .singleElement()
                    .asString()
                    .startsWith("km failed: ")
                    .containsPattern("somebody else (is|may be) sending");
            assertThat(part).hasBinaryContent(beginning);
        } finally {
            other.descendants().forEach(ProcessHandle::destroyForcibly);
            other.destroyForcibly();
        }
        assertThat(fleet.ship().failure()).isEmpty();
    }

    @Test
    void bytesThatChangeOnTheWayAreFoundAndDeleted() throws IOException {
        fleet.machine("km", "key-manager");
        home("1").withBallast(LARGE).write(fleet.tarballs(), "km");
        Journal journal = new Journal().onProgress(bytes -> {
            if (bytes > LARGE / 2) {
                damage();
            }
        });

        fleet.run(ShippingRequest.Action.SHIP, journal, connector -> connector);

        assertThat(journal.lines())
                .singleElement()
                .asString()
                .contains("km failed: what arrived has the SHA-256 ")
                .contains("it was deleted");
        assertThat(names("km")).isEmpty();
    }

    /** Changes the beginning of what has arrived. */
    private void damage() {
        try (Stream<Path> files = Files.list(fleet.directory("km"))) {
            for (Path part :
                    files.filter(file -> file.toString().endsWith(".part")).toList()) {
                try (var channel = java.nio.channels.FileChannel.open(part, java.nio.file.StandardOpenOption.WRITE)) {
                    channel.write(java.nio.ByteBuffer.wrap("damaged".getBytes(StandardCharsets.UTF_8)), 0);
                }
            }
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    @Test
    void aTarballThatChangedSinceItWasBuiltIsNotSent() throws IOException {
        fleet.machine("km", "key-manager").machine("pub", "publisher");
        home("1").write(fleet.tarballs(), "km");
        home("1").write(fleet.tarballs(), "pub");
        Files.writeString(fleet.tarballs().resolve("km.tar.gz"), "something else");

        Journal journal = fleet.ship();

        assertThat(journal.failure())
                .contains("km.tar.gz has the SHA-256 ")
                .contains("but its .sha256 says")
                .contains("build it with apim:assemble -Dapim.node=km")
                .endsWith("nothing was sent");
        assertThat(names("pub")).isEmpty();
    }

    @Test
    void aMissingTarballIsToBeBuilt() throws IOException {
        fleet.machine("km", "key-manager");

        assertThat(fleet.ship().failure())
                .contains("km.tar.gz does not exist; build it with apim:assemble -Dapim.node=km");
    }

    @Test
    void aDryRunAsksTheMachineAndLeavesItAsItIs() throws IOException {
        fleet.machine("km", "key-manager");
        home("1").write(fleet.tarballs(), "km");

        Journal journal = fleet.dryRun(true).install();

        assertThat(journal.failure()).isEmpty();
        assertThat(journal.lines()).hasSize(2);
        assertThat(journal.lines().get(0)).contains("would be sent to [127.0.0.1]:");
        assertThat(journal.lines().get(1)).endsWith("would be unpacked, made current instead of nothing");
        assertThat(names("km")).isEmpty();
    }

    @Test
    void tenNodesGoToTenMachinesSideBySideAndOneThatIsDownStopsNoOther() throws IOException {
        List<String> nodes = IntStream.rangeClosed(1, 10)
                .mapToObj(number -> "node-" + number)
                .toList();
        for (String node : nodes) {
            fleet.machine(node, "key-manager");
            home(node).withBallast(2_000_000).write(fleet.tarballs(), node);
        }
        fleet.machine("node-4").stop();
        CountDownLatch waiting = new CountDownLatch(9);
        AtomicInteger together = new AtomicInteger();
        Journal first = new Journal().onUploading(node -> {
            waiting.countDown();
            together.addAndGet(isOver(waiting) ? 1 : 0);
        });

        fleet.run(ShippingRequest.Action.SHIP, first, connector -> connector);

        assertThat(together).as("nodes that were sent at one time").hasValue(9);
        assertThat(first.failure()).startsWith("1 of 10 nodes failed: node-4;");
        assertThat(first.lines()).singleElement().asString().contains("node-4 failed: cannot connect to [127.0.0.4]:");
        assertThat(first.sent()).hasSize(9);

        fleet.machine("node-4").start();
        Journal second = fleet.ship();

        assertThat(second.failure()).isEmpty();
        assertThat(second.sent()).containsOnlyKeys("node-4");
        assertThat(nodes).allSatisfy(node -> assertThat(names(node)).contains(node + ".tar.gz"));
    }

    private static boolean isOver(CountDownLatch waiting) {
        try {
            return waiting.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void whatAnotherOneSendsAtTheSameTimeIsNotMixedUpWithIt() throws IOException {
        fleet.machine("km", "key-manager");
        String sha256 = home("1").withBallast(100_000).write(fleet.tarballs(), "km");
        Path part = fleet.directory("km").resolve(".km.tar.gz." + sha256 + ".part");
        Journal journal = new Journal().onUploading(node -> write(part, "the beginning, by somebody else"));

        fleet.run(ShippingRequest.Action.SHIP, journal, connector -> connector);

        assertThat(journal.lines())
                .singleElement()
                .asString()
                .startsWith("km failed: cannot write to " + fleet.directory("km") + " on [127.0.0.1]:")
                .endsWith(part + " has changed meanwhile; somebody else may be sending it");
        assertThat(part).hasContent("the beginning, by somebody else");
        assertThat(fleet.ship().failure()).isEmpty();
        assertThat(TestHome.sha256(fleet.directory("km").resolve("km.tar.gz"))).isEqualTo(sha256);
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private TestHome home(String version) {
        return TestHome.of(folder.resolve("events"), version);
    }

    private List<String> names(String node) throws IOException {
        try (Stream<Path> files = Files.list(fleet.directory(node))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
