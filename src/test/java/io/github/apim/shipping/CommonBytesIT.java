package io.github.apim.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.shipping.ShippingRequest.Action;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.TestHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a machine has of a tarball in another one does not travel, and never makes a wrong file. */
@Timeout(120)
@Needs({Need.SSHD, Need.SSH_KEYGEN})
class CommonBytesIT {

    private static final int PACK = 40_000_000;

    /** A hundredth of the tarball, and what is its own. */
    private static final long LITTLE = 500_000;

    @TempDir
    Path folder;

    private Fleet fleet;
    private Travelled travelled = new Travelled();

    @BeforeEach
    void machines() throws IOException {
        fleet = new Fleet(folder).machine("km", "key-manager");
    }

    @AfterEach
    void end() {
        fleet.close();
    }

    /** Counts what is sent to machines, whatever the goal says of it. */
    private static final class Travelled implements UnaryOperator<Connector> {

        private long bytes;

        @Override
        public Connector apply(Connector connector) {
            return destination -> new Counted(connector.connect(destination));
        }

        /** A machine whose uploads are counted. */
        private final class Counted implements Machine {

            private final Machine machine;

            private Counted(Machine machine) {
                this.machine = machine;
            }

            @Override
            public List<String> run(String script, List<String> words) throws IOException {
                return machine.run(script, words);
            }

            @Override
            public byte[] read(String command, List<String> words, byte[] input) throws IOException {
                return machine.read(command, words, input);
            }

            @Override
            public void append(Path file, long from, String target, LongConsumer progress) throws IOException {
                machine.append(file, from, target, progress);
                bytes += Files.size(file) - from;
            }

            @Override
            public void close() throws IOException {
                machine.close();
            }
        }
    }

    @Test
    void twoNodesOfOneMachineSendTheirPackOnce() throws IOException {
        fleet.beside("km", "store", "store");
        build("km", "1");
        String sha256 = build("store", "2");

        Journal journal = ship();

        assertThat(journal.failure()).as("%s", journal.lines()).isEmpty();
        assertThat(travelled.bytes).isBetween((long) PACK, PACK + LITTLE);
        assertThat(journal.sent().get("store")).isLessThan(LITTLE);
        assertThat(journal.sent().get("km") + journal.sent().get("store")).isEqualTo(travelled.bytes);
        assertThat(TestHome.sha256(arrived("store"))).isEqualTo(sha256);
        assertThat(names()).containsExactly("km.tar.gz", "km.tar.gz.sha256", "store.tar.gz", "store.tar.gz.sha256");
    }

    @Test
    void aBaseIsSentOnceForTheNodesOfAMachineAndNotAgainForTheirNextRelease() throws IOException {
        fleet.beside("km", "store", "store");
        home("1").ofPack(PACK).writeLayer(fleet.tarballs(), "km");
        home("2").ofPack(PACK).writeLayer(fleet.tarballs(), "store");
        assertThat(fleet.dryRun(true).install().lines())
                .anyMatch(line -> line.startsWith("km: its base pack-1.0.base would be sent to "))
                .noneMatch(line -> line.startsWith("store: its base"));
        fleet.dryRun(false);

        Journal journal = fleet.run(Action.INSTALL, new Journal(), travelled);
        assertThat(journal.failure()).as("%s", journal.lines()).isEmpty();
        assertThat(travelled.bytes).isBetween((long) PACK, PACK + LITTLE);
        for (String node : List.of("km", "store")) {
            assertThat(fleet.directory(node).resolve(node).resolve("current/pack"))
                    .hasSize(PACK);
            assertThat(fleet.directory(node).resolve(node).resolve("current/gone"))
                    .doesNotExist();
        }

        home("3").ofPack(PACK).writeLayer(fleet.tarballs(), "km");
        travelled = new Travelled();
        journal = fleet.run(Action.INSTALL, new Journal(), travelled);
        assertThat(journal.failure()).as("%s", journal.lines()).isEmpty();
        assertThat(travelled.bytes).isPositive().isLessThan(LITTLE);
        assertThat(fleet.directory("km").resolve("km/current/repository/conf/version.txt"))
                .hasContent("3");
    }

    @Test
    void aLayerWhoseBaseIsAnotherOneOrGoneIsNotSent() throws IOException {
        home("1").ofPack(PACK).writeLayer(fleet.tarballs(), "km");
        Path base = fleet.tarballs().resolve(TestHome.BASE + ".tar.gz");
        damage(base, 5);
        assertThat(ship().failure()).contains("but nodes were built over", "nothing was sent");
        Files.delete(base);
        assertThat(ship().failure()).contains("does not exist, over which km is to be unpacked", "nothing was sent");
        assertThat(names()).isEmpty();
    }

    @Test
    void aRebuiltNodeSendsWhatHasChanged() throws IOException {
        build("km", "1");
        ship();
        String sha256 = build("km", "2");
        travelled = new Travelled();

        Journal journal = ship();

        assertThat(journal.failure()).as("%s", journal.lines()).isEmpty();
        assertThat(travelled.bytes).isPositive().isLessThan(LITTLE);
        assertThat(journal.sent()).containsEntry("km", travelled.bytes);
        assertThat(TestHome.sha256(arrived("km"))).isEqualTo(sha256);
        assertThat(names()).containsExactly("km.tar.gz", "km.tar.gz.sha256");
    }

    @Test
    void aDryRunSaysThatLessMayTravel() throws IOException {
        build("km", "1");
        ship();
        build("km", "2");

        assertThat(fleet.dryRun(true).ship().lines())
                .singleElement()
                .asString()
                .endsWith("40.0 MB; less, if a tarball that is there begins like it");
    }

    @Test
    void aTarballThatIsDamagedThereGivesNothingBehindTheDamage() throws IOException {
        build("km", "1");
        ship();
        damage(arrived("km"), PACK / 2);
        String sha256 = build("km", "2");

        Journal journal = ship();

        assertThat(journal.failure()).as("%s", journal.lines()).isEmpty();
        assertThat(journal.sent().get("km")).isBetween(PACK / 2L, PACK / 2 + LITTLE);
        assertThat(TestHome.sha256(arrived("km"))).isEqualTo(sha256);
    }

    @Test
    void aTarballThatWasTakenAwayIsMissedByNobody() throws IOException {
        build("km", "1");
        ship();
        Files.delete(arrived("km"));
        build("km", "2");
        travelled = new Travelled();

        assertThat(ship().failure()).isEmpty();
        assertThat(travelled.bytes).isGreaterThan(PACK);
    }

    @Test
    void aWrongBeginningIsRefusedAndTheNextRunSendsTheTarball() throws IOException {
        build("km", "1");
        ship();
        String before = TestHome.sha256(arrived("km"));
        String sha256 = build("km", "2");
        Journal journal = new Journal().onUploading(node -> damage(part(sha256), 5));

        fleet.run(Action.SHIP, journal, travelled);

        assertThat(journal.lines())
                .singleElement()
                .asString()
                .contains("km failed: what arrived has the SHA-256 ")
                .endsWith("; it was deleted");
        assertThat(TestHome.sha256(arrived("km"))).isEqualTo(before);
        assertThat(names()).containsExactly("km.tar.gz", "km.tar.gz.sha256");

        damage(arrived("km"), 5);
        travelled = new Travelled();
        assertThat(ship().failure()).isEmpty();
        assertThat(travelled.bytes).isGreaterThan(PACK);
        assertThat(TestHome.sha256(arrived("km"))).isEqualTo(sha256);
    }

    @Test
    void anUploadThatIsCutAfterACommonBeginningGoesOnThere() throws IOException {
        home("1").ofPack(PACK).write(fleet.tarballs(), "km");
        ship();
        String sha256 = home("2").ofPack(PACK).withBallast(PACK).write(fleet.tarballs(), "km");
        Journal cut = new Journal().onProgress(bytes -> {
            if (bytes > PACK * 3L / 2) {
                fleet.machine("km").cut();
            }
        });

        fleet.run(Action.SHIP, cut, travelled);

        assertThat(cut.failure()).isNotEmpty();
        long there = Files.size(part(sha256));
        assertThat(there).isGreaterThan(PACK);
        Journal second = ship();
        assertThat(second.failure()).as("%s", second.lines()).isEmpty();
        assertThat(second.resumed()).containsEntry("km", there);
        assertThat(TestHome.sha256(arrived("km"))).isEqualTo(sha256);
    }

    private Journal ship() throws IOException {
        return fleet.run(Action.SHIP, new Journal(), travelled);
    }

    private String build(String node, String version) throws IOException {
        return home(version).ofPack(PACK).write(fleet.tarballs(), node);
    }

    private TestHome home(String version) {
        return TestHome.of(folder.resolve("events"), version);
    }

    private Path arrived(String node) {
        return fleet.directory(node).resolve(node + ".tar.gz");
    }

    private Path part(String sha256) {
        return fleet.directory("km").resolve(".km.tar.gz." + sha256 + ".part");
    }

    private static void damage(Path file, long place) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap("damaged".getBytes(StandardCharsets.UTF_8)), place);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(fleet.directory("km"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
