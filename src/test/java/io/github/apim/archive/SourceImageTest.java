package io.github.apim.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceImageTest {

    private static final Instant TIME = Instant.parse("2015-06-07T08:09:11Z");
    private static final byte[] JAR = Samples.random(200_000, 1);
    private static final byte[] TEXT = Samples.text(100_000, 2);

    @TempDir
    Path folder;

    private final ByteArrayOutputStream tarBytes = new ByteArrayOutputStream();
    private TarArchiveOutputStream tar;

    @BeforeEach
    void startATar() {
        tar = new TarArchiveOutputStream(tarBytes, "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
    }

    @Test
    void aFolderIsTakenInTheOrderOfItsNamesWhateverTheUmaskWas() throws IOException {
        Path source = exampleFolder();
        try (SourceArchive archive = open(source)) {
            assertThat(archive.entries())
                    .extracting(SourceEntry::name)
                    .containsExactly(
                            "source",
                            "source/Z.txt",
                            "source/a",
                            "source/a-b",
                            "source/a/empty",
                            "source/a/link",
                            "source/a/run.sh",
                            "source/big.jar",
                            "source/empty.txt");
            assertThat(archive.entries())
                    .extracting(SourceEntry::mode)
                    .containsExactly(0755, 0644, 0755, 0755, 0755, 0777, 0755, 0644, 0644);
            assertThat(archive.find("source/a/link").orElseThrow().linkTarget()).contains("run.sh");
            assertThat(archive.find("source/a/empty").orElseThrow().kind()).isEqualTo(EntryKind.DIRECTORY);
            assertThat(archive.find("source/Z.txt").orElseThrow().modified()).isEqualTo(TIME);
            assertThat(archive.read(archive.find("source/big.jar").orElseThrow()))
                    .isEqualTo(JAR);
            assertThat(archive.read(archive.find("source/Z.txt").orElseThrow())).isEqualTo(TEXT);
            assertThat(archive.read(archive.find("source/empty.txt").orElseThrow()))
                    .isEmpty();
        }
    }

    @Test
    void aFolderMayHaveNamesInOtherScripts() throws IOException {
        Path source = Files.createDirectory(folder.resolve("scripts"));
        try {
            Files.write(source.resolve("Größe-名前"), TEXT);
        } catch (InvalidPathException notInThisLocale) {
            Assumptions.abort("no such names in this locale");
        }
        try (SourceArchive archive = open(source)) {
            assertThat(archive.entries()).extracting(SourceEntry::name).containsExactly("scripts", "scripts/Größe-名前");
        }
    }

    @Test
    void aFolderMayBeGivenByALink() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("by link"), exampleFolder());
        try (SourceArchive archive = open(link)) {
            assertThat(archive.entries()).hasSize(9);
            assertThat(archive.entries().get(0).name()).isEqualTo("source");
        }
    }

    @Test
    void aFolderMayCompressBetterThanArchivesOfOthers() throws IOException {
        Path source = Files.createDirectory(folder.resolve("blank"));
        Files.write(source.resolve("zeros"), new byte[100_000_001]);
        try (SourceArchive archive = open(source)) {
            assertThat(archive.entries()).hasSize(2);
        }
        assertThatThrownBy(() -> open(source, new Limits(2, 100_000_000, 200)))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("holds 100000001 bytes, the limit is 100000000");
    }

    @Test
    void aFolderIsCompressedOnceAndAgainWhenItChanges() throws IOException {
        Path source = exampleFolder();
        open(source).close();
        try (SourceArchive again = open(source)) {
            assertThat(again.verified()).isZero();
        }
        Files.writeString(source.resolve("a-b"), "changed");
        try (SourceArchive changed = open(source)) {
            assertThat(changed.verified()).isPositive();
            assertThat(changed.read(changed.find("source/a-b").orElseThrow()))
                    .asString()
                    .isEqualTo("changed");
        }
    }

    @Test
    void aFolderAndItsTarGzAndZipGiveTheSameArchives() throws IOException {
        Path source = exampleFolder();
        try (SourceArchive archive = open(source)) {
            TarGzResult first = write(archive, "first.tar.gz");
            assertThat(TarItem.readGz(first.file())).isEqualTo(TarItem.ofAll(archive));
            // What was written is a source itself, and gives the same bytes again.
            try (SourceArchive copy =
                    SourceArchive.open(first.file(), SourceOptions.cachingIn(folder.resolve("other cache")))) {
                assertThat(copy.entries()).isEqualTo(archive.entries());
                assertThat(write(copy, "second.tar.gz").sha256()).isEqualTo(first.sha256());
            }
        }
    }

    @Test
    void anImageIsAZipThatOthersRead() throws IOException {
        open(exampleFolder()).close();
        try (ZipFile zip = ZipFile.builder().setPath(image()).get()) {
            assertThat(zip.getEntry("source/big.jar").getUnixMode()).isEqualTo(0100644);
            assertThat(zip.getInputStream(zip.getEntry("source/big.jar")).readAllBytes())
                    .isEqualTo(JAR);
            assertThat(zip.getEntry("source/a/empty/").isDirectory()).isTrue();
            assertThat(zip.getUnixSymlink(zip.getEntry("source/a/link"))).isEqualTo("run.sh");
        }
    }

    @Test
    void aDamagedImageIsMadeAnew() throws IOException {
        Path source = exampleFolder();
        open(source).close();
        byte[] bytes = Files.readAllBytes(image());
        Files.write(image(), Arrays.copyOf(bytes, bytes.length / 2));
        try (SourceArchive archive = open(source)) {
            assertThat(archive.read(archive.find("source/big.jar").orElseThrow()))
                    .isEqualTo(JAR);
        }
        assertThat(image()).hasBinaryContent(bytes);
    }

    @Test
    void temporaryFilesOfDeadProcessesAreRemovedAfterADay() throws IOException {
        Path cache = Files.createDirectory(folder.resolve("cache"));
        Path old = Files.createFile(cache.resolve("archive-1.tmp"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
        Path fresh = Files.createFile(cache.resolve("archive-2.tmp"));
        open(exampleFolder()).close();
        assertThat(old).doesNotExist();
        assertThat(fresh).exists();
    }

    @Test
    void aFolderWithANamedPipeIsRefused() throws IOException, InterruptedException {
        Path source = Files.createDirectory(folder.resolve("piped"));
        try {
            new ProcessBuilder("mkfifo", source.resolve("pipe").toString())
                    .start()
                    .waitFor();
        } catch (IOException notInstalled) {
            Assumptions.abort("no mkfifo here");
        }
        assertThatThrownBy(() -> open(source))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("entry 'piped/pipe': is neither file, folder nor symbolic link");
    }

    @Test
    void aTarGzKeepsModesTimesLinksAndEmptyDirectories() throws IOException {
        directory("./", 0700);
        directory("./root/", 0750);
        directory("./root/empty/", 0755);
        file("./root/run.sh", 0755, TEXT);
        file("./root/" + "long/".repeat(40) + "ü.txt", 0600, JAR);
        entry("./root/link", TarConstants.LF_SYMLINK, "run.sh");
        entry("./root/hard", TarConstants.LF_LINK, "./root/run.sh");
        try (SourceArchive archive = open(tarGz())) {
            assertThat(archive.entries())
                    .extracting(SourceEntry::name)
                    .containsExactly(
                            "root",
                            "root/empty",
                            "root/run.sh",
                            "root/" + "long/".repeat(40) + "ü.txt",
                            "root/link",
                            "root/hard");
            assertThat(archive.entries())
                    .extracting(SourceEntry::mode)
                    .containsExactly(0750, 0755, 0755, 0600, 0777, 0755);
            assertThat(archive.entries()).extracting(SourceEntry::modified).containsOnly(TIME);
            assertThat(archive.read(archive.find("root/hard").orElseThrow())).isEqualTo(TEXT);
            assertThat(archive.find("root/hard").orElseThrow().kind()).isEqualTo(EntryKind.FILE);
            assertThat(TarItem.readGz(write(archive, "again.tar.gz").file())).isEqualTo(TarItem.ofAll(archive));
        }
        try (SourceArchive again = open(folder.resolve("source.tar.gz"))) {
            assertThat(again.verified()).isZero();
        }
    }

    @Test
    void aTarGzOfSeveralMembersIsReadToItsEnd() throws IOException {
        file("a", 0644, TEXT);
        tar.close();
        byte[] bytes = tarBytes.toByteArray();
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        for (int from = 0; from < bytes.length; from += 30_000) {
            members.writeBytes(gzip(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + 30_000))));
        }
        try (SourceArchive archive = open(Files.write(folder.resolve("members.tgz"), members.toByteArray()))) {
            assertThat(archive.read(archive.entries().get(0))).isEqualTo(TEXT);
        }
    }

    @Test
    void whatATarGzCannotBringAlongIsRefused() throws IOException {
        assertRefused(TarConstants.LF_FIFO, "", "entry 'x': is a named pipe");
        assertRefused(TarConstants.LF_CHR, "", "entry 'x': is a device");
        assertRefused(TarConstants.LF_BLK, "", "entry 'x': is a device");
        assertRefused(TarConstants.LF_LINK, "later", "entry 'x': is a hard link to 'later', which is not before it");
        assertRefused(TarConstants.LF_SYMLINK, "../x", "entry 'x': is a symbolic link to '../x'");
        assertRefused((byte) 'Q', "", "entry 'x': has the type 0x51");
    }

    @Test
    void namesInATarGzAreCheckedLikeThoseOfAZip() throws IOException {
        file("../evil", 0644, TEXT);
        assertThatThrownBy(() -> open(tarGz()))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("source.tar.gz: entry '../evil': has the part '..'");
    }

    @Test
    void ofADirectoryThatATarGzHasTwiceTheFirstEntryCounts() throws IOException {
        directory("a/", 0755);
        file("a/b", 0644, TEXT);
        directory("a/", 0700);
        try (SourceArchive archive = open(tarGz())) {
            assertThat(archive.entries()).extracting(SourceEntry::name).containsExactly("a", "a/b");
            assertThat(archive.find("a").orElseThrow().mode()).isEqualTo(0755);
        }
    }

    @Test
    void anEntryThatATarGzHasTwiceIsRefused() throws IOException {
        file("a", 0644, TEXT);
        file("a", 0644, JAR);
        assertThatThrownBy(() -> open(tarGz()))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("entry 'a': occurs twice");
    }

    @Test
    void aDamagedOrTruncatedTarGzIsRefused() throws IOException {
        file("a", 0644, TEXT);
        file("b", 0644, JAR);
        tar.close();
        byte[] good = gzip(tarBytes.toByteArray());
        Path file = folder.resolve("damaged.tar.gz");
        for (int length = 3; length < good.length; length += 9_001) {
            Files.write(file, Arrays.copyOf(good, length));
            assertThatThrownBy(() -> open(file))
                    .isInstanceOf(ArchiveException.class)
                    .hasMessageContaining("damaged.tar.gz: the tar.gz is damaged or truncated");
        }
        byte[] wrongCrc = good.clone();
        wrongCrc[good.length - 8] ^= 1;
        Files.write(file, wrongCrc);
        assertThatThrownBy(() -> open(file)).isInstanceOf(ArchiveException.class);
        Files.write(
                file, gzip("no tar at all, but a long enough text".repeat(100).getBytes(StandardCharsets.UTF_8)));
        assertThatThrownBy(() -> open(file)).isInstanceOf(ArchiveException.class);
    }

    @Test
    void aTarGzMayNotGrowBeyondTheLimits() throws IOException {
        file("a", 0644, TEXT);
        file("b", 0644, new byte[2_000_000]);
        Path file = tarGz();
        assertThatThrownBy(() -> open(file, new Limits(1, 1L << 30, 200)))
                .hasMessageContaining("has more than 1 entries");
        assertThatThrownBy(() -> open(file, new Limits(10, 1_000_000, 200)))
                .hasMessageContaining("holds more than 1000000 bytes");
        try (Stream<Path> left = Files.list(folder.resolve("cache"))) {
            assertThat(left).isEmpty();
        }
    }

    private void assertRefused(byte type, String target, String message) throws IOException {
        tarBytes.reset();
        startATar();
        entry("x", type, target);
        Path file = tarGz();
        assertThatThrownBy(() -> open(file))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining(message);
    }

    private void directory(String name, int mode) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setMode(mode);
        put(entry, new byte[0]);
    }

    private void file(String name, int mode, byte[] content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setMode(mode);
        entry.setSize(content.length);
        put(entry, content);
    }

    private void entry(String name, byte type, String target) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, type);
        entry.setLinkName(target);
        put(entry, new byte[0]);
    }

    private void put(TarArchiveEntry entry, byte[] content) throws IOException {
        entry.setModTime(FileTime.from(TIME));
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    private Path tarGz() throws IOException {
        tar.close();
        return Files.write(folder.resolve("source.tar.gz"), gzip(tarBytes.toByteArray()));
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private Path exampleFolder() throws IOException {
        Path source = folder.resolve("source");
        Files.createDirectories(source.resolve("a/empty"));
        Files.write(source.resolve("Z.txt"), TEXT);
        Files.write(source.resolve("big.jar"), JAR);
        Files.createFile(source.resolve("empty.txt"));
        Files.writeString(source.resolve("a/run.sh"), "#!/bin/sh\n");
        Files.writeString(source.resolve("a-b"), "x");
        Files.createSymbolicLink(source.resolve("a/link"), Path.of("run.sh"));
        Files.setPosixFilePermissions(source.resolve("a/run.sh"), PosixFilePermissions.fromString("rwx------"));
        Files.setPosixFilePermissions(source.resolve("a-b"), PosixFilePermissions.fromString("rwxrwxr-x"));
        Files.setPosixFilePermissions(source.resolve("Z.txt"), PosixFilePermissions.fromString("rw-rw----"));
        Files.setLastModifiedTime(source.resolve("Z.txt"), FileTime.from(TIME));
        return source;
    }

    @Test
    void onlyTheZipOfTheLastStateIsKept() throws IOException {
        Path source = exampleFolder();
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.write(other.resolve("file"), TEXT);
        open(other).close();
        open(source).close();
        Files.writeString(source.resolve("a-b"), "changed");
        open(source).close();

        assertThat(images()).hasSize(2);
        try (SourceArchive again = open(other)) {
            assertThat(again.verified()).isZero();
        }
    }

    private Path image() throws IOException {
        return images().get(0);
    }

    private List<Path> images() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("cache"))) {
            return files.filter(file -> file.toString().endsWith(".image.zip")).toList();
        }
    }

    private TarGzResult write(SourceArchive archive, String name) throws IOException {
        return new TarGzWriter(archive, TarGzOptions.defaults())
                .write(List.of(new TarGzOutput(folder.resolve(name), Set.of(), List.of())))
                .get(0);
    }

    private SourceArchive open(Path source) throws IOException {
        return open(source, Limits.DEFAULT);
    }

    private SourceArchive open(Path source, Limits limits) throws IOException {
        return SourceArchive.open(source, new SourceOptions(limits, folder.resolve("cache"), 2));
    }
}
