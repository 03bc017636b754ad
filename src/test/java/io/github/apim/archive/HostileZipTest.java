package io.github.apim.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostileZipTest {

    private static final byte[] CONTENT = Samples.text(2_000, 1);

    @TempDir
    Path folder;

    private Limits limits = Limits.DEFAULT;

    @ParameterizedTest
    @CsvSource({
        "../evil.sh,      leads out of the archive",
        "a/../../evil,    leads out of the archive",
        "/etc/passwd,     has an absolute name",
        "C:/evil.exe,     has a drive in its name",
        "a\\..\\evil,     has a backslash in its name",
        "a//b,            has an empty part in its name",
        "./a,             has the part '.' in its name"
    })
    void refusesNamesThatLeadElsewhere(String name, String problem) throws IOException {
        assertRefused(new RawZip().deflated("good", CONTENT).deflated(name, CONTENT), "entry '" + name + "'", problem);
    }

    @Test
    void showsControlCharactersAsEscapes() throws IOException {
        assertRefused(
                new RawZip().deflated("a\u001b[31m\0b", CONTENT),
                "source.zip: entry 'a\\u{001b}[31m\\u{0000}b': has a control character");
    }

    @Test
    void refusesDuplicatesAndConflicts() throws IOException {
        assertRefused(new RawZip().deflated("a", CONTENT).deflated("a", CONTENT), "entry 'a': occurs twice");
        assertRefused(
                new RawZip().deflated("a", CONTENT).deflated("a/b", CONTENT),
                "entry 'a/b': is below 'a', which is a file");
        assertRefused(new RawZip().deflated("a/b", CONTENT).deflated("a", CONTENT), "entry 'a': is no directory");
        assertRefused(new RawZip().deflated("Ab", CONTENT).deflated("aB", CONTENT), "differs from 'Ab' only in case");
        assertRefused(new RawZip().deflated("a", CONTENT).stored("a/", new byte[0]), "entry 'a/': occurs twice");
    }

    @Test
    void refusesLinksThatLeaveTheArchiveAndEntriesBelowLinks() throws IOException {
        assertRefused(new RawZip().link("a/link", "../../etc"), "entry 'a/link': is a symbolic link to '../../etc'");
        assertRefused(new RawZip().link("a/link", "/etc/passwd"), "is a symbolic link to the absolute path");
        assertRefused(
                new RawZip().link("a/link", "b").stored("a/link/x", CONTENT),
                "is below 'a/link', which is a symbolic link");
        assertRefused(
                new RawZip().stored("a/link", new byte[5_000], entry -> entry.external = 0120777 << 16),
                "is a symbolic link with a target of 5000 bytes");
        assertRefused(
                new RawZip().stored("a/link", new byte[] {-1}, entry -> entry.external = 0120777 << 16),
                "is a symbolic link whose target is not UTF-8");
    }

    @Test
    void refusesDevicesAndDirectoriesWithContent() throws IOException {
        assertRefused(
                new RawZip().stored("pipe", new byte[0], entry -> entry.external = 0010644 << 16),
                "entry 'pipe': is neither file, directory nor symbolic link (type 010000)");
        assertRefused(new RawZip().stored("folder/", CONTENT), "entry 'folder/': is a directory with content");
    }

    @Test
    void refusesEncryptionAndOtherMethods() throws IOException {
        assertRefused(
                new RawZip().deflated("secret", CONTENT, entry -> {
                    entry.flags |= 1;
                    entry.localFlags |= 1;
                }),
                "entry 'secret': is encrypted");
        assertRefused(
                new RawZip().deflated("lzma", CONTENT, entry -> {
                    entry.method = 14;
                    entry.localMethod = 14;
                }),
                "entry 'lzma': is compressed by method 14");
    }

    @Test
    void refusesLocalHeadersThatSaySomethingElse() throws IOException {
        assertRefused(
                new RawZip().deflated("a", CONTENT, entry -> entry.localName = new byte[] {'b'}), "has another name");
        assertRefused(
                new RawZip().deflated("a", CONTENT, entry -> entry.localMethod = 0), "has another compression method");
        assertRefused(new RawZip().deflated("a", CONTENT, entry -> entry.localFlags |= 1), "has other flags");
        assertRefused(new RawZip().deflated("a", CONTENT, entry -> entry.localCrc++), "has another size or CRC");
        assertRefused(
                new RawZip().deflated("a", CONTENT).deflated("b", CONTENT, entry -> entry.offset = 1),
                "entry 'b': the zip contradicts itself: there is no local header in its place");
    }

    @Test
    void refusesWrongCrcAndSize() throws IOException {
        for (boolean stored : new boolean[] {true, false}) {
            RawZip crc = new RawZip();
            Consumer<RawZip.Entry> change = entry -> {
                entry.crc ^= 0x100;
                entry.localCrc = entry.crc;
            };
            assertRefused(
                    stored ? crc.stored("a", CONTENT, change) : crc.deflated("a", CONTENT, change),
                    "entry 'a': its content has the CRC ");
        }
        assertRefused(
                new RawZip().deflated("a", CONTENT, entry -> entry.size++),
                "its compressed data yields 2000 bytes instead of 2001");
        assertRefused(
                new RawZip().deflated("a", CONTENT, entry -> entry.size--),
                "yields more than the 1999 bytes it should");
        assertRefused(
                new RawZip().stored("a", CONTENT, entry -> entry.size--), "is stored, but has two different sizes");
    }

    @Test
    void refusesBytesBehindTheDeflateStreamAndDamageInIt() throws IOException {
        assertRefused(
                new RawZip().deflated("a", CONTENT, entry -> {
                    entry.data = Arrays.copyOf(entry.data, entry.data.length + 3);
                    entry.compressed += 3;
                }),
                "entry 'a': its compressed data ends after");
        assertRefused(
                new RawZip().deflated("a", CONTENT, entry -> entry.data[entry.data.length / 2] ^= 0x10),
                "entry 'a': its c");
    }

    @Test
    void refusesEntriesThatShareData() throws IOException {
        byte[] bomb = Samples.deflate(new byte[10_000]);
        RawZip zip = new RawZip().stored("a", bomb).stored("a", bomb, entry -> entry.offset = 0);
        assertRefused(zip, "entry 'a': shares data with entry 'a'");
    }

    @Test
    void refusesDataOutsideTheFile() throws IOException {
        assertRefused(
                new RawZip().stored("a", CONTENT, entry -> {
                    entry.compressed = 1_000_000;
                    entry.size = 1_000_000;
                }),
                "entry 'a': its data reach beyond the file or into the directory");
        assertRefused(
                new RawZip().stored("b", CONTENT).stored("a", CONTENT, entry -> entry.offset = 1_000_000),
                "entry 'a': lies outside the file");
    }

    @Test
    void refusesAFileThatIsCutOffAnywhere() throws IOException {
        byte[] zip = new RawZip().deflated("a", CONTENT).deflated("b", CONTENT).build();
        for (int length = 1; length < zip.length; length += 13) {
            Path file = write(Arrays.copyOf(zip, length));
            assertThatThrownBy(() -> open(file)).isInstanceOf(ArchiveException.class);
        }
        assertRefused(write(Arrays.copyOf(zip, 500)), "the zip has no end record: it is truncated");
    }

    @Test
    void refusesBytesBehindTheEnd() throws IOException {
        RawZip zip = new RawZip().deflated("a", CONTENT);
        zip.trailing = new byte[] {1};
        assertRefused(zip, "the zip does not end where its end record says");
    }

    @Test
    void findsTheRealEndBehindACommentThatLooksLikeOne() throws IOException {
        RawZip zip = new RawZip().deflated("a", CONTENT);
        zip.comment = new byte[60];
        RawZip.buffer(4).putInt(0x06054b50).flip().get(zip.comment, 5, 4);
        try (SourceArchive archive = open(write(zip.build()))) {
            assertThat(archive.entries()).hasSize(1);
        }
    }

    @Test
    void refusesDirectoriesThatDoNotHaveTheirNumberOfEntries() throws IOException {
        RawZip zip = new RawZip().deflated("a", CONTENT);
        zip.countDifference = 1;
        assertRefused(zip, "the zip's directory is damaged");
    }

    @Test
    void refusesZip64WithoutItsNumbers() throws IOException {
        assertRefused(
                new RawZip().deflated("a", CONTENT, entry -> entry.size = 0xFFFF_FFFFL),
                "entry 'a': its zip64 field is missing or too short");
        assertRefused(
                new RawZip().deflated("a", CONTENT, entry -> {
                    entry.size = 0xFFFF_FFFFL;
                    entry.extra = RawZip.extra(1, RawZip.buffer(8).putLong(-5).array());
                }),
                "entry 'a': its size or place is negative");
        assertRefused(
                new RawZip().deflated("a", CONTENT, entry -> {
                    entry.size = 0xFFFF_FFFFL;
                    entry.extra =
                            RawZip.extra(1, RawZip.buffer(8).putLong(1L << 60).array());
                    entry.localExtra = entry.extra;
                }),
                "entry 'a': becomes 1152921504606846976 bytes");
    }

    @Test
    void refusesADamagedZip64End() throws IOException {
        Path file = folder.resolve("source.zip");
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(file)) {
            zip.setUseZip64(Zip64Mode.Always);
            zip.putArchiveEntry(new ZipArchiveEntry("a"));
            zip.write(CONTENT);
            zip.closeArchiveEntry();
        }
        byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length - 22 - 20 - 56;
        byte[] signature = bytes.clone();
        signature[end] ^= 1;
        assertRefused(write(signature), "the zip's zip64 end record is damaged");
        byte[] disk = bytes.clone();
        disk[end + 16] = 1;
        assertRefused(write(disk), "this is one part of a zip split over several files");
        byte[] place = bytes.clone();
        place[end + 48 + 6] = 1;
        assertRefused(write(place), "the zip's end record points to no central directory");
    }

    @Test
    void refusesOnePartOfMany() throws IOException {
        RawZip zip = new RawZip().deflated("a", CONTENT);
        zip.disk = 1;
        assertRefused(zip, "this is one part of a zip split over several files");
    }

    @Test
    void refusesMoreThanTheLimits() throws IOException {
        limits = new Limits(2, 1_000_000, 200);
        assertRefused(
                new RawZip().stored("a", CONTENT).stored("b", CONTENT).stored("c", CONTENT),
                "has 3 entries, the limit is 2");
        limits = new Limits(10, 3_999, 200);
        assertRefused(
                new RawZip().stored("a", CONTENT).stored("b", CONTENT),
                "holds 4000 bytes uncompressed, the limit is 3999");
        limits = new Limits(10, 1L << 40, 200);
        assertRefused(new RawZip().deflated("a", new byte[100_000_001]), "entry 'a': becomes 100000001 bytes from ");
    }

    @Test
    void saysWhatAFileLooksLikeThatIsNoZip() throws IOException {
        assertRefused(write("<!DOCTYPE html><html>Please log in".getBytes(StandardCharsets.UTF_8)), "an HTML page");
        assertRefused(write("  <html lang=en>".getBytes(StandardCharsets.UTF_8)), "an HTML page");
        assertRefused(write("<?xml version='1.0'?><Error/>".getBytes(StandardCharsets.UTF_8)), "an XML document");
        assertRefused(write("{\"error\": 404}".getBytes(StandardCharsets.UTF_8)), "a JSON document");
        assertRefused(
                write("version https://git-lfs.github.com/spec/v1".getBytes(StandardCharsets.UTF_8)),
                "a Git LFS pointer");
        assertRefused(
                write("Not found\n".getBytes(StandardCharsets.UTF_8)), "text that begins with 'Not found\\u{000a}'");
        assertRefused(write(new byte[0]), "an empty file");
        assertRefused(write(new byte[1_000]), "binary data");
        byte[] tar = new byte[1_024];
        System.arraycopy("ustar".getBytes(StandardCharsets.US_ASCII), 0, tar, 257, 5);
        assertRefused(write(tar), "an uncompressed tar");
    }

    @Test
    void neitherFailsOtherwiseNorHangsOnRandomDamage() throws IOException {
        byte[] zip = new RawZip()
                .deflated("a", CONTENT)
                .stored("b/c", CONTENT)
                .link("b/d", "c")
                .build();
        Random random = new Random(7);
        for (int round = 0; round < 1_500; round++) {
            byte[] damaged = zip.clone();
            for (int change = 0; change <= random.nextInt(3); change++) {
                // Mostly in the headers, which are at the end.
                int place = random.nextInt(4) == 0 ? random.nextInt(zip.length) : zip.length - 1 - random.nextInt(230);
                damaged[place] = (byte) random.nextInt();
            }
            Path file = write(damaged);
            assertThatCode(() -> {
                        try (SourceArchive archive = open(file)) {
                            assertThat(archive.entries()).hasSize(3);
                        } catch (ArchiveException refused) {
                            assertThat(refused).hasMessageStartingWith(file.toString());
                        }
                    })
                    .doesNotThrowAnyException();
        }
    }

    private void assertRefused(RawZip zip, String... messages) throws IOException {
        assertRefused(write(zip.build()), messages);
    }

    private void assertRefused(Path file, String... messages) {
        assertThatThrownBy(() -> open(file))
                .isInstanceOf(ArchiveException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContainingAll(messages);
    }

    private SourceArchive open(Path file) throws IOException {
        return SourceArchive.open(file, new SourceOptions(limits, folder.resolve("cache"), 1));
    }

    private Path write(byte[] zip) throws IOException {
        return Files.write(folder.resolve("source.zip"), zip);
    }
}
