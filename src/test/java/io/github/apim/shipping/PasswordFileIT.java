package io.github.apim.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.TestHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The password of a key store comes to a real OpenSSH server's machine, for one user, and shows nowhere. */
@Timeout(300)
@Needs({Need.SSHD, Need.SSH_KEYGEN})
class PasswordFileIT {

    private static final String PASSWORD = "p w\\n$(id)'\"%s&<ä";

    @TempDir
    Path folder;

    private Fleet fleet;
    private Path etc;
    private String release;

    @BeforeEach
    void machine() throws IOException {
        etc = folder.resolve("etc/apim");
        fleet = new Fleet(folder).machine("km", "key-manager").passwords(etc, PASSWORD);
        release = build("1");
    }

    /** A tarball of the node, whose SHA-256 is returned. */
    private String build(String version) throws IOException {
        return TestHome.of(folder.resolve("events"), version)
                .readingPassword(etc.resolve("km.password"))
                .write(fleet.tarballs(), "km");
    }

    @AfterEach
    void end() throws IOException {
        fleet.close();
    }

    private Path file() {
        return file(release);
    }

    private Path file(String sha256) {
        return etc.resolve("km.password." + sha256);
    }

    @Test
    void itIsPutThereOnceAndShownNowhere() throws IOException {
        Journal installed = fleet.install();

        assertThat(installed.failure()).as("%s", installed.lines()).isEmpty();
        assertThat(file()).hasContent(PASSWORD);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(etc)))
                .isEqualTo("rwx------");
        assertThat(etc).isDirectoryNotContaining(path -> !path.equals(file()));
        assertThat(installed.lines())
                .anyMatch(line -> line.contains("km: finds the password of its key store in " + file()))
                .noneMatch(line -> line.contains("$(id)"));

        assertThat(fleet.install().lines()).noneMatch(line -> line.contains("password"));
    }

    @Test
    void anotherOneReplacesIt() throws IOException {
        fleet.install();

        fleet.passwords(etc, "another").install();

        assertThat(file()).hasContent("another");
    }

    @Test
    void eachReleaseHasItsOwnUntilItGoes() throws IOException {
        fleet.install();
        String second = build("2");
        fleet.passwords(etc, "another").install();

        assertThat(file()).hasContent(PASSWORD);
        assertThat(file(second)).hasContent("another");

        String third = build("3");
        fleet.shipping("releases: 2").install();

        assertThat(file()).doesNotExist();
        assertThat(file(second)).hasContent("another");
        assertThat(file(third)).hasContent("another");
    }

    @Test
    void oneThatWasPutThereByHandStays() throws IOException {
        Files.createDirectories(
                etc, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path byHand = Files.writeString(etc.resolve("km.password"), "by hand\n");

        fleet.shipping("releases: 2").install();
        for (String version : List.of("2", "3")) {
            build(version);
            fleet.install();
        }

        assertThat(byHand).hasContent("by hand");
        assertThat(file()).doesNotExist();
    }

    @Test
    void oneThatOthersMayReadIsWrittenAnew() throws IOException {
        Files.createDirectories(
                etc, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(file(), PASSWORD + "\n");
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));

        fleet.install();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void aLinkIsReplacedAndNotFollowed() throws IOException {
        Files.createDirectories(
                etc, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path target = Files.writeString(folder.resolve("other.txt"), "other\n");
        Files.createSymbolicLink(file(), target);

        fleet.install();

        assertThat(target).hasContent("other");
        assertThat(Files.isSymbolicLink(file())).isFalse();
    }

    @Test
    void aFolderThatOthersMayWriteToIsLeftAloneAndNothingIsInstalled() throws IOException {
        Files.createDirectories(etc);
        Files.setPosixFilePermissions(etc, PosixFilePermissions.fromString("rwxrwxrwx"));

        Journal failed = fleet.install();

        assertThat(failed.failure()).isNotEmpty();
        assertThat(failed.lines()).last().asString().contains("km failed: " + etc + " is left alone");
        assertThat(file()).doesNotExist();
        assertThat(fleet.directory("km").resolve("km")).doesNotExist();
    }

    @Test
    void aDryRunTellsWhere() throws IOException {
        assertThat(fleet.dryRun(true).install().lines())
                .anyMatch(line -> line.equals("km: would find the password of its key store in " + file()));
        assertThat(file()).doesNotExist();
    }
}
