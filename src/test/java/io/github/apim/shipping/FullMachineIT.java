package io.github.apim.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.SmallDisk;
import io.github.apim.testing.TestHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A machine whose disk is full, or cannot be written to, says so and keeps nothing half-done. */
@Timeout(120)
@Needs({Need.SMALL_DISKS, Need.SSHD, Need.SSH_KEYGEN})
class FullMachineIT {

    private static final int MEGABYTE = 1 << 20;

    @TempDir
    Path folder;

    private Fleet fleet;
    private SmallDisk disk;

    @BeforeEach
    void oneMachine() throws IOException {
        fleet = new Fleet(folder).machine("km", "key-manager");
    }

    @AfterEach
    void end() throws IOException {
        fleet.close();
        if (disk != null) {
            disk.close();
        }
    }

    @Test
    void aTarballThatDoesNotFitIsNotBegun() throws IOException {
        home("1").withBallast(20 * MEGABYTE).write(fleet.tarballs(), "km");
        disk = SmallDisk.mount(fleet.directory("km"), "size=10m");
        assertThat(fleet.ship().lines())
                .singleElement()
                .asString()
                .contains("km failed: the disk of [127.0.0.1]:")
                .contains(" is full: " + fleet.directory("km") + " has 10.5 MB left, and 21.0 MB are missing");
        assertThat(names()).isEmpty();
    }

    @Test
    void aDiskThatFillsWhileATarballArrivesIsSaid() throws IOException {
        home("1").withBallast(8 * MEGABYTE).write(fleet.tarballs(), "km");
        disk = SmallDisk.mount(fleet.directory("km"), "size=10m");
        Path other = fleet.directory("km").resolve("other");
        Journal journal = new Journal().onProgress(bytes -> fill(other));

        fleet.run(ShippingRequest.Action.SHIP, journal, connector -> connector);

        assertThat(journal.lines())
                .singleElement()
                .asString()
                .startsWith("km failed: the disk of [127.0.0.1]:")
                .contains(" is full: " + fleet.directory("km") + " has 0.0 MB left");
        assertThat(names()).containsExactly("other");

        Files.delete(other);
        assertThat(fleet.ship().failure()).isEmpty();
    }

    @Test
    void aReleaseThatDoesNotFitLeavesTheCurrentOne() throws IOException {
        disk = SmallDisk.mount(fleet.directory("km"), "size=10m");
        String first = home("1").write(fleet.tarballs(), "km");
        assertThat(fleet.install().failure()).isEmpty();

        home("2").withBallast(6 * MEGABYTE).write(fleet.tarballs(), "km");
        Journal journal = fleet.install();

        assertThat(journal.lines())
                .singleElement()
                .asString()
                .isEqualTo("km failed: the disk is full: " + fleet.directory("km") + "/km.tar.gz cannot be unpacked to "
                        + fleet.directory("km") + "/km/releases; make room there");
        Path home = fleet.directory("km").resolve("km");
        assertThat(Files.readSymbolicLink(home.resolve("current"))).hasToString("releases/" + first);
        try (Stream<Path> releases = Files.list(home.resolve("releases"))) {
            assertThat(releases).containsExactly(home.resolve("releases").resolve(first));
        }
    }

    @Test
    void aFolderThatCannotBeWrittenToIsSaidWithHowToMakeIt() throws IOException {
        home("1").write(fleet.tarballs(), "km");
        disk = SmallDisk.mount(fleet.directory("km"), "ro");
        String user = System.getProperty("user.name");

        assertThat(fleet.ship().lines())
                .containsExactly("km failed: " + user + " cannot write to " + fleet.directory("km")
                        + "; make it there and give it to that user: sudo install -d -o " + user + " "
                        + fleet.directory("km"));
        assertThat(names()).isEmpty();
    }

    /** Takes all that is left. */
    private static void fill(Path other) {
        if (!Files.exists(other)) {
            try {
                Files.write(other, new byte[20 * MEGABYTE]);
            } catch (IOException full) {
                assertThat(full).hasMessageContaining("No space left on device");
            }
        }
    }

    private TestHome home(String version) {
        return TestHome.of(folder.resolve("events"), version);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(fleet.directory("km"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
