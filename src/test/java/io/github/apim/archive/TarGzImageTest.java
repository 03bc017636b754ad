package io.github.apim.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;

/** Packs that are tar.gz files: what they bring along, and what is refused. */
class TarGzImageTest extends SourceImageHarness {

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
}
