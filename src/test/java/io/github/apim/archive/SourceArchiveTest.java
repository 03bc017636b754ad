package io.github.apim.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceArchiveTest {

    private static final byte[] CONTENT = Samples.text(5_000, 1);

    @TempDir
    Path folder;

    @Test
    void holdsEverythingInTheZipsOrder() throws IOException {
        Path zip = folder.resolve("source.zip");
        try (ZipBuilder builder = new ZipBuilder(zip)) {
            builder.directory("z", 0750)
                    .file("z/b.txt", 0640, CONTENT)
                    .link("z/a", "b.txt")
                    .stored("c.jar", 0600, CONTENT);
        }
        try (SourceArchive archive = open(zip)) {
            assertThat(archive.entries())
                    .containsExactly(
                            new SourceEntry("z", EntryKind.DIRECTORY, 0750, 0, 0, ZipBuilder.TIME, Optional.empty()),
                            file("z/b.txt", 0640),
                            new SourceEntry(
                                    "z/a", EntryKind.SYMLINK, 0777, 0, 0, ZipBuilder.TIME, Optional.of("b.txt")),
                            file("c.jar", 0600));
            assertThat(archive.find("z/b.txt")).contains(archive.entries().get(1));
            assertThat(archive.find("z/")).isEmpty();
            assertThat(archive.read(archive.entries().get(0))).isEmpty();
            assertThat(archive.read(archive.entries().get(1))).isEqualTo(CONTENT);
            assertThat(archive.read(archive.entries().get(2))).asString().isEqualTo("b.txt");
            assertThat(archive.read(archive.entries().get(3))).isEqualTo(CONTENT);
            try (InputStream stream = archive.open(archive.entries().get(1))) {
                assertThat(stream.read()).isEqualTo(CONTENT[0]);
            }
        }
    }

    @Test
    void takesTheZipsOfTheJdkAndOfCommonsCompress() throws IOException {
        Path jdk = folder.resolve("jdk.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jdk))) {
            for (String name : new String[] {"a.txt", "folder/", "folder/ü.txt"}) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(name.endsWith("/") ? new byte[0] : CONTENT);
                zip.closeEntry();
            }
        }
        Path wide = folder.resolve("wide.zip");
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(wide)) {
            zip.setUseZip64(Zip64Mode.Always);
            zip.putArchiveEntry(new ZipArchiveEntry("a.txt"));
            zip.write(CONTENT);
            zip.closeArchiveEntry();
        }
        try (SourceArchive archive = open(jdk);
                SourceArchive other = open(wide)) {
            assertThat(archive.entries())
                    .extracting(SourceEntry::name)
                    .containsExactly("a.txt", "folder", "folder/ü.txt");
            assertThat(archive.read(archive.entries().get(2))).isEqualTo(CONTENT);
            assertThat(other.read(other.entries().get(0))).isEqualTo(CONTENT);
        }
    }

    @Test
    void takesMoreEntriesThanSixteenBitsCanCount() throws IOException {
        Path zip = folder.resolve("many.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (int i = 0; i < 66_000; i++) {
                out.putNextEntry(new ZipEntry("e" + i));
                out.closeEntry();
            }
        }
        try (SourceArchive archive = open(zip)) {
            assertThat(archive.entries()).hasSize(66_000);
        }
    }

    @Test
    void takesAZipBehindAPrefixWithEitherKindOfOffsets() throws IOException {
        for (boolean counted : new boolean[] {true, false}) {
            RawZip zip = new RawZip().deflated("a", CONTENT).stored("b", CONTENT);
            zip.prefix = "#!/bin/sh\nexit 0\n".getBytes(StandardCharsets.US_ASCII);
            zip.offsetsCountPrefix = counted;
            try (SourceArchive archive = open(write(zip))) {
                assertThat(archive.read(archive.entries().get(0))).isEqualTo(CONTENT);
                assertThat(archive.read(archive.entries().get(1))).isEqualTo(CONTENT);
            }
        }
    }

    @Test
    void takesALocalExtraFieldOfAnotherLength() throws IOException {
        RawZip zip =
                new RawZip().deflated("a", CONTENT, entry -> entry.localExtra = RawZip.extra(0x9999, new byte[40]));
        try (SourceArchive archive = open(write(zip))) {
            assertThat(archive.read(archive.entries().get(0))).isEqualTo(CONTENT);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0,                bin/start,      755",
        "0,                a/bin/start,    755",
        "0,                a/bin/start.jar,644",
        "0,                cabin/start,    644",
        "0,                a/run.sh,       755",
        "0,                a/readme,       644",
        "0,                folder/,        755",
        "0100000,          a/run.sh,       755",
        "0100600,          a/run.sh,       600",
        "0106755,          a/setuid,       755",
        "0664,             a/b,            664",
        "0040700,          folder/,        700"
    })
    void takesTheModesOfUnixOrTheUsualOnes(String unixMode, String name, String expected) throws IOException {
        int mode = Integer.parseInt(unixMode, 8);
        RawZip zip = new RawZip().stored(name, new byte[0], entry -> entry.external = mode << 16);
        try (SourceArchive archive = open(write(zip))) {
            assertThat(archive.entries().get(0).mode()).isEqualTo(Integer.parseInt(expected, 8));
        }
    }

    @Test
    void takesTimesForUtcUnlessTheyAreGivenExactly() throws IOException {
        RawZip zip = new RawZip()
                .stored("dos", CONTENT, entry -> {
                    entry.date = 2015 - 1980 << 9 | 6 << 5 | 7;
                    entry.time = 8 << 11 | 9 << 5 | 5;
                })
                .stored(
                        "exact",
                        CONTENT,
                        entry -> entry.extra = RawZip.extra(
                                0x5455,
                                RawZip.buffer(5)
                                        .put((byte) 1)
                                        .putInt(1_000_000_001)
                                        .array()))
                .stored("none", CONTENT, entry -> entry.date = 0);
        try (SourceArchive archive = open(write(zip))) {
            assertThat(archive.entries())
                    .extracting(SourceEntry::modified)
                    .containsExactly(
                            Instant.parse("2015-06-07T08:09:10Z"),
                            Instant.ofEpochSecond(1_000_000_001),
                            Instant.parse("1980-01-01T00:00:00Z"));
        }
    }

    @Test
    void readsNamesInTheirEncoding() throws IOException {
        byte[] codePage = "Größe".getBytes(Charset.forName("IBM437"));
        CRC32 crc = new CRC32();
        crc.update(codePage);
        byte[] unicode = "名前".getBytes(StandardCharsets.UTF_8);
        byte[] field = ByteBuffer.allocate(5 + unicode.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 1)
                .putInt((int) crc.getValue())
                .put(unicode)
                .array();
        RawZip zip = new RawZip()
                .stored("utf-8 ü", CONTENT)
                .stored("", CONTENT, entry -> {
                    entry.name = entry.localName = codePage;
                    entry.flags = entry.localFlags = 0;
                })
                .stored("", CONTENT, entry -> {
                    entry.name = entry.localName = codePage;
                    entry.flags = entry.localFlags = 0;
                    entry.extra = RawZip.extra(0x7075, field);
                });
        try (SourceArchive archive = open(write(zip))) {
            assertThat(archive.entries()).extracting(SourceEntry::name).containsExactly("utf-8 ü", "Größe", "名前");
        }
        assertThatThrownBy(() -> open(write(new RawZip().stored("", CONTENT, entry -> {
                    entry.name = entry.localName = codePage;
                }))))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("its name is not the UTF-8 it should be");
    }

    @Test
    void canBeReadBySeveralThreads() throws IOException {
        RawZip zip = new RawZip();
        for (int i = 0; i < 200; i++) {
            zip.deflated("e" + i, Samples.text(3_000, i));
        }
        try (SourceArchive archive = open(write(zip))) {
            assertThat(archive.entries().parallelStream().allMatch(entry -> {
                        try {
                            return Arrays.equals(
                                    archive.read(entry),
                                    Samples.text(
                                            3_000, Long.parseLong(entry.name().substring(1))));
                        } catch (IOException failure) {
                            throw new UncheckedIOException(failure);
                        }
                    }))
                    .isTrue();
        }
    }

    @Test
    void readsAnArchiveInFullOnlyOnce() throws IOException {
        Path zip = write(new RawZip().deflated("a", CONTENT).stored("b", CONTENT));
        try (SourceArchive first = open(zip);
                SourceArchive second = open(zip)) {
            assertThat(first.verified()).isEqualTo(2);
            assertThat(second.verified()).isZero();
            assertThat(second.entries()).isEqualTo(first.entries());
            assertThat(second.data(0)).isEqualTo(first.data(0));
        }
    }

    @Test
    void readsAnArchiveAgainThatHasChanged() throws IOException {
        Path zip = write(new RawZip().deflated("a", CONTENT));
        open(zip).close();
        Instant time = Files.getLastModifiedTime(zip).toInstant();
        Files.setLastModifiedTime(zip, FileTime.from(time.plusNanos(1_000)));
        try (SourceArchive touched = open(zip)) {
            assertThat(touched.verified()).isEqualTo(1);
        }
    }

    @Test
    void doesNotTrustTheTimeAloneIfTheDirectoryIsAnother() throws IOException {
        Path zip = write(new RawZip().deflated("a", CONTENT));
        open(zip).close();
        FileTime time = Files.getLastModifiedTime(zip);
        byte[] other = new RawZip().deflated("b", CONTENT).build();
        assertThat(other).hasSize((int) Files.size(zip));
        Files.write(zip, other);
        Files.setLastModifiedTime(zip, time);
        try (SourceArchive changed = open(zip)) {
            assertThat(changed.verified()).isEqualTo(1);
        }
    }

    @Test
    void ignoresADamagedCacheAndRepairsIt() throws IOException {
        Path zip = write(new RawZip().deflated("a", CONTENT).deflated("b", CONTENT));
        open(zip).close();
        Path cached;
        try (Stream<Path> files = Files.list(folder.resolve("cache"))) {
            cached = files.findFirst().orElseThrow();
        }
        byte[] good = Files.readAllBytes(cached);
        assertThat(good.length).isLessThan(300);
        for (int place = 0; place < good.length; place++) {
            byte[] bad = good.clone();
            bad[place] ^= 4;
            Files.write(cached, bad);
            try (SourceArchive archive = open(zip)) {
                assertThat(archive.verified()).isEqualTo(2);
            }
            assertThat(cached).hasBinaryContent(good);
        }
        Files.write(cached, Arrays.copyOf(good, 20));
        try (SourceArchive archive = open(zip)) {
            assertThat(archive.verified()).isEqualTo(2);
        }
        Files.write(cached, new byte[10_000]);
        try (SourceArchive archive = open(zip)) {
            assertThat(archive.verified()).isEqualTo(2);
        }
    }

    @Test
    void goesOnWithoutACacheIfThereCanBeNone() throws IOException {
        Path zip = write(new RawZip().deflated("a", CONTENT));
        Path noFolder = Files.createFile(folder.resolve("no folder"));
        for (int time = 0; time < 2; time++) {
            try (SourceArchive archive = SourceArchive.open(zip, SourceOptions.cachingIn(noFolder))) {
                assertThat(archive.verified()).isEqualTo(1);
            }
        }
    }

    @Test
    void leavesNoTemporaryFiles() throws IOException {
        Path zip = write(new RawZip().deflated("a", CONTENT));
        open(zip).close();
        try (Stream<Path> files = Files.list(folder.resolve("cache"))) {
            assertThat(files).singleElement().asString().endsWith(".index");
        }
    }

    @Test
    void findsDamageWithAnyNumberOfThreads() throws IOException {
        RawZip zip = new RawZip();
        for (int i = 0; i < 50; i++) {
            zip.deflated("e" + i, CONTENT);
        }
        zip.deflated("bad", CONTENT, entry -> entry.data[100] ^= 1);
        Path file = write(zip);
        for (int threads : new int[] {1, 2, 8}) {
            SourceOptions options = new SourceOptions(Limits.DEFAULT, folder.resolve("cache"), threads);
            assertThatThrownBy(() -> SourceArchive.open(file, options))
                    .isInstanceOf(ArchiveException.class)
                    .hasMessageContaining("entry 'bad'");
        }
    }

    @Test
    void saysThatThereIsNoFile() {
        assertThatThrownBy(() -> open(folder.resolve("missing.zip"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void refusesEntriesOfOtherArchives() throws IOException {
        try (SourceArchive archive = open(write(new RawZip().deflated("a", CONTENT)))) {
            assertThatThrownBy(() -> archive.read(file("b", 0644))).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static SourceEntry file(String name, int mode) {
        CRC32 crc = new CRC32();
        crc.update(CONTENT);
        return new SourceEntry(
                name, EntryKind.FILE, mode, CONTENT.length, crc.getValue(), ZipBuilder.TIME, Optional.empty());
    }

    private SourceArchive open(Path file) throws IOException {
        return SourceArchive.open(file, SourceOptions.cachingIn(folder.resolve("cache")));
    }

    private Path write(RawZip zip) throws IOException {
        return Files.write(folder.resolve("source.zip"), zip.build());
    }
}
