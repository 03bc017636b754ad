package io.github.apim.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is remembered of an archive is believed only while nobody can have changed the archive or the memory. */
class RememberedSourceTest {

    private static final byte[] CONTENT = Samples.random(5_000, 1);
    private static final byte[] MARK = "a mark that is easy to find".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    @Test
    void anArchiveThatWasChangedInPlaceAndHasItsOldTimeAgainIsCheckedAnew() throws IOException {
        Path zip = Files.write(
                folder.resolve("source.zip"),
                new RawZip().stored("root/a", MARK).stored("root/b", CONTENT).build());
        open(zip).close();

        changeInPlace(zip);

        assertThatThrownBy(() -> open(zip))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("entry 'root/a': its content has the CRC");
    }

    @Test
    void aFileInAFolderThatWasChangedAndHasItsOldTimeAgainIsReadAnew() throws IOException {
        Path home = Files.createDirectory(folder.resolve("root"));
        Path file = Files.write(home.resolve("a"), MARK);
        open(home).close();
        FileTime time = Files.getLastModifiedTime(file);
        Files.write(file, new byte[MARK.length]);
        Files.setLastModifiedTime(file, time);

        try (SourceArchive archive = open(home)) {
            assertThat(archive.read(archive.find("root/a").orElseThrow())).isEqualTo(new byte[MARK.length]);
        }
    }

    @Test
    void dataThatChangeBetweenCheckingAndCopyingGiveNoTarball() throws IOException {
        Path home = Files.createDirectory(folder.resolve("root"));
        Files.write(home.resolve("stored"), Samples.random(100_000, 3));
        Files.write(home.resolve("text"), Samples.text(100_000, 4));
        try (SourceArchive archive = open(home)) {
            Path image = onlyFile(".image.zip");
            for (String name : List.of("root/stored", "root/text")) {
                EntryData data = archive.data(archive.place(name).orElseThrow());
                for (long place : new long[] {0, data.length() / 2, data.length() - 2}) {
                    change(image, data.offset() + place);
                    TarGzOutput output = new TarGzOutput(folder.resolve("out.tar.gz"), Set.of(), List.of());
                    assertThatThrownBy(() -> new TarGzWriter(archive, TarGzOptions.defaults()).write(List.of(output)))
                            .isInstanceOf(ArchiveException.class)
                            .hasMessage(
                                    home + ": has changed while it was read. Start again when nothing writes to it.");
                    assertThat(output.file()).doesNotExist();
                    change(image, data.offset() + place);
                }
            }
        }
    }

    @Test
    void theChecksumIsThatOfTheFileAndOfEachContent() throws IOException {
        Path zip = Files.write(
                folder.resolve("source.zip"),
                new RawZip().deflated("a", CONTENT).stored("b", MARK).build());
        for (int time = 0; time < 2; time++) {
            try (SourceArchive archive = open(zip)) {
                assertThat(archive.sha256()).contains(FileDigests.sha256(zip));
                assertThat(archive.sha256(archive.find("a").orElseThrow())).isEqualTo(FileDigests.sha256(CONTENT));
                assertThat(archive.sha256(archive.find("b").orElseThrow())).isEqualTo(FileDigests.sha256(MARK));
            }
        }
        try (SourceArchive archive = open(Files.createDirectory(folder.resolve("home")))) {
            assertThat(archive.sha256()).isEmpty();
        }
    }

    @Test
    void theChecksumIsRememberedOnlyIfALaterChangeWouldShow() throws IOException {
        Path zip = Files.write(
                folder.resolve("source.zip"), new RawZip().stored("a", CONTENT).build());
        FileIdentity identity = FileIdentity.of(zip);
        Files.createDirectory(
                cache(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Instant changed = identity.changed().orElseThrow().toInstant();
        String right = FileDigests.sha256(zip);
        for (int millis : new int[] {-60_000, 0, 100, 101}) {
            assertThat(files(".sha256")).as("%s ms", millis).isEmpty();
            Clock clock = Clock.fixed(changed.plusMillis(millis), ZoneOffset.UTC);
            try (SourceDigest digest =
                    new SourceDigest(zip, identity, FileChannel.open(zip), CacheFolder.of(cache()), clock)) {
                assertThat(digest.get()).isEqualTo(right);
            }
        }
        Path memory = onlyFile(".sha256");
        assertThat(memory).content().startsWith(right + "  ");
        // Only whoever may write here can do this: it shows that the memory is asked.
        String said = "0".repeat(64) + Files.readString(memory).substring(64);
        Files.writeString(memory, said);
        assertThat(checksum(zip)).isEqualTo("0".repeat(64));

        FileTime time = Files.getLastModifiedTime(zip);
        change(zip, 60);
        change(zip, 60);
        Files.setLastModifiedTime(zip, time);
        assertThat(checksum(zip)).isEqualTo(right);
    }

    @Test
    void theChecksumOfAnotherFileIsNotBelievedUnderThisOnesName() throws Exception {
        Path zip = Files.write(
                folder.resolve("source.zip"), new RawZip().stored("a", CONTENT).build());
        Path other = Files.write(
                folder.resolve("other.zip"), new RawZip().stored("a", MARK).build());
        Thread.sleep(300);
        checksum(zip);
        Path memory = onlyFile(".sha256");
        checksum(other);
        Path others = files(".sha256").stream()
                .filter(file -> !file.equals(memory))
                .findFirst()
                .orElseThrow();
        Files.write(memory, Files.readAllBytes(others));

        assertThat(checksum(zip)).isEqualTo(FileDigests.sha256(zip));
    }

    @Test
    void theCacheIsItsOwnersAlone() throws IOException {
        open(Files.write(
                        folder.resolve("source.zip"),
                        new RawZip().stored("a", CONTENT).build()))
                .close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache())))
                .isEqualTo("rwx------");
    }

    @Test
    void aCacheThatOthersMayWriteToIsNeitherBelievedNorWrittenTo() throws IOException {
        Path zip = Files.write(
                folder.resolve("source.zip"), new RawZip().stored("a", CONTENT).build());
        for (String mode : List.of("rwxrwxr-x", "rwxr-xrwx")) {
            Files.createDirectories(cache());
            Files.setPosixFilePermissions(cache(), PosixFilePermissions.fromString("rwx------"));
            open(zip).close();
            Files.setPosixFilePermissions(cache(), PosixFilePermissions.fromString(mode));
            assertIsNotUsed(zip, "may be written to by others");
            files("").forEach(RememberedSourceTest::delete);
            assertIsNotUsed(zip, "may be written to by others");
            assertThat(files("")).isEmpty();
        }
    }

    @Test
    @Needs(Need.ROOT)
    void aCacheOfSomebodyElseIsNotBelieved() throws IOException {
        Path zip = Files.write(
                folder.resolve("source.zip"), new RawZip().stored("a", CONTENT).build());
        open(zip).close();
        giveAway(cache());

        assertIsNotUsed(zip, "belongs to ");
    }

    @Test
    @Needs(Need.ROOT)
    void aFileOfSomebodyElseOrThatOthersMayWriteToCountsAsAbsent() throws IOException {
        Path zip = Files.write(
                folder.resolve("source.zip"), new RawZip().stored("a", CONTENT).build());
        open(zip).close();
        Files.setPosixFilePermissions(onlyFile(".index"), PosixFilePermissions.fromString("rw-rw-rw-"));
        assertThat(verified(zip)).isEqualTo(1);
        assertThat(verified(zip)).isZero();
        giveAway(onlyFile(".index"));
        assertThat(verified(zip)).isEqualTo(1);
    }

    @Test
    void aFolderIsReadWithoutACacheToo() throws IOException {
        Path home = Files.createDirectory(folder.resolve("root"));
        Files.write(home.resolve("a"), CONTENT);
        Files.createDirectory(cache());
        Files.setPosixFilePermissions(cache(), PosixFilePermissions.fromString("rwxrwxrwx"));

        try (SourceArchive archive = open(home)) {
            assertThat(archive.read(archive.find("root/a").orElseThrow())).isEqualTo(CONTENT);
        }
        assertThat(files("")).isEmpty();
    }

    @Test
    @Needs(Need.ROOT)
    void whatNoArchiveCouldSayIsNotBelievedOfAMemoryEither() throws IOException {
        Path zip = Files.write(
                folder.resolve("source.zip"),
                new RawZip()
                        .stored("root/xx/yy/evil", CONTENT)
                        .stored("root/zz", CONTENT)
                        .link("root/zlink", "zz")
                        .build());
        List<SourceEntry> right;
        try (SourceArchive archive = open(zip)) {
            right = archive.entries();
        }
        List<UnaryOperator<String>> poisons = List.of(
                index -> index.replace("root/xx/yy/evil", "root/../../evil"),
                index -> index.replace("root/xx", "/oot/xx"),
                index -> index.replace("root/zz", "root/xx"),
                // Mode 04644 instead of 0644.
                index -> index.replace("evil\0\1\u00a4", "evil\0\11\u00a4"),
                index -> index.replace("\2zz", "\2.."));
        Path memory = onlyFile(".index");
        byte[] good = Files.readAllBytes(memory);
        for (UnaryOperator<String> poison : poisons) {
            byte[] bad = poisoned(good, poison);
            assertThat(bad).as("what this test would change").isNotEqualTo(good);
            Files.write(memory, bad);
            try (SourceArchive archive = open(zip)) {
                assertThat(archive.verified()).isEqualTo(3);
                assertThat(archive.entries()).isEqualTo(right);
            }
            Files.write(memory, good);
            assertThat(verified(zip)).isZero();
        }
    }

    /** The same with its checksum: nothing but the entries themselves can tell. */
    private static byte[] poisoned(byte[] index, UnaryOperator<String> poison) {
        String text = new String(index, 0, index.length - 4, StandardCharsets.ISO_8859_1);
        byte[] changed = poison.apply(text).getBytes(StandardCharsets.ISO_8859_1);
        CRC32C checksum = new CRC32C();
        checksum.update(changed);
        return ByteBuffer.allocate(changed.length + 4)
                .put(changed)
                .putInt((int) checksum.getValue())
                .array();
    }

    private void assertIsNotUsed(Path zip, String why) throws IOException {
        for (int time = 0; time < 2; time++) {
            try (SourceArchive archive = open(zip)) {
                assertThat(archive.verified()).isEqualTo(1);
                assertThat(archive.remarks()).singleElement().asString().contains(cache().toString(), why);
            }
        }
    }

    private int verified(Path zip) throws IOException {
        try (SourceArchive archive = open(zip)) {
            return archive.verified();
        }
    }

    private String checksum(Path zip) throws IOException {
        try (SourceArchive archive = open(zip)) {
            return archive.sha256().orElseThrow();
        }
    }

    /** Overwrites the mark and sets the time back, as somebody would who does not want to be noticed. */
    private static void changeInPlace(Path zip) throws IOException {
        FileTime time = Files.getLastModifiedTime(zip);
        String text = new String(Files.readAllBytes(zip), StandardCharsets.ISO_8859_1);
        change(zip, text.indexOf(new String(MARK, StandardCharsets.ISO_8859_1)));
        Files.setLastModifiedTime(zip, time);
    }

    /** Flips bits of one byte; the second time it is as it was. */
    private static void change(Path path, long place) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.seek(place);
            int value = file.read();
            file.seek(place);
            file.write(value ^ 0x20);
        }
    }

    private static void giveAway(Path path) throws IOException {
        Files.setAttribute(path, "unix:uid", 65_534);
    }

    private static void delete(Path file) {
        assertThat(file.toFile().delete()).isTrue();
    }

    private Path onlyFile(String suffix) throws IOException {
        List<Path> files = files(suffix);
        assertThat(files).hasSize(1);
        return files.get(0);
    }

    private List<Path> files(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(cache())) {
            return files.filter(file -> file.toString().endsWith(suffix)).toList();
        }
    }

    private Path cache() {
        return folder.resolve("cache");
    }

    private SourceArchive open(Path source) throws IOException {
        return SourceArchive.open(source, new SourceOptions(Limits.DEFAULT, cache(), 1));
    }
}
