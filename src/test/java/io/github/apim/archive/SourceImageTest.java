package io.github.apim.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.testing.NamedPipes;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Packs that are folders: compressed once, and kept as a zip. */
class SourceImageTest extends SourceImageHarness {

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
    @EnabledIfSystemProperty(
            named = "sun.jnu.encoding",
            matches = "UTF-8",
            disabledReason = "Skipped: paths of this system have no such names")
    void aFolderMayHaveNamesInOtherScripts() throws IOException {
        Path source = Files.createDirectory(folder.resolve("scripts"));
        Files.write(source.resolve("Größe-名前"), TEXT);
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
    void aTarGzThatWasChangedInPlaceAndHasItsOldTimeAgainIsReadAnew() throws IOException {
        file("a", 0644, JAR);
        Path source = tarGz();
        open(source).close();
        FileTime time = Files.getLastModifiedTime(source);
        byte[] bytes = Files.readAllBytes(source);
        bytes[bytes.length / 2] ^= 1;
        Files.write(source, bytes);
        Files.setLastModifiedTime(source, time);

        assertThatThrownBy(() -> open(source))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("the tar.gz is damaged or truncated");
    }

    @Test
    @Needs(Need.MKFIFO)
    @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aNamedPipeIsRefusedBeforeItIsOpened() throws IOException {
        Path pipe = NamedPipes.make(folder.resolve("pack.zip"));

        assertThatThrownBy(() -> open(pipe))
                .isInstanceOf(ArchiveException.class)
                .hasMessage(pipe + ": is neither a file nor a folder, but a pipe, a socket or a device. Name a file.");
    }

    @Test
    @Needs(Need.MKFIFO)
    void aFolderWithANamedPipeIsRefused() throws IOException {
        Path source = Files.createDirectory(folder.resolve("piped"));
        NamedPipes.make(source.resolve("pipe"));
        assertThatThrownBy(() -> open(source))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("entry 'piped/pipe': is neither file, folder nor symbolic link");
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
}
