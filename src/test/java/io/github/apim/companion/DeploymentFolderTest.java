package io.github.apim.companion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.archive.LockFile;
import io.github.apim.companion.DeploymentFolder.Written;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class DeploymentFolderTest {

    private static final CompanionFile NOTE = CompanionFile.text("note.md", "word\n");
    private static final CompanionFile SCRIPT = CompanionFile.script("a/b/run.sh", "#!/bin/sh\n");

    @TempDir
    Path output;

    private Path folder;

    @BeforeEach
    void findFolder() {
        folder = output.resolve("deployment");
    }

    @Test
    void filesAppearWithTheirModesWhateverTheUmask() throws IOException {
        assertThat(write(NOTE, SCRIPT)).isEqualTo(written(2, 0, NOTE, SCRIPT));

        assertThat(names()).containsExactly(".apim-files", "a/b/run.sh", "note.md");
        assertThat(folder.resolve("note.md")).hasContent("word\n");
        assertThat(mode("note.md")).isEqualTo("rw-r--r--");
        assertThat(mode("a/b/run.sh")).isEqualTo("rwxr-xr-x");
    }

    @Test
    void foldersInWhichOthersMayWriteAreTakenFromThem() throws IOException {
        for (String name : List.of("", "a", "a/b")) {
            Path wide = Files.createDirectories(folder.resolve(name));
            Files.setPosixFilePermissions(wide, PosixFilePermissions.fromString("rwxrwxrwx"));
        }

        write(NOTE, SCRIPT);

        for (String name : List.of("", "a", "a/b")) {
            assertThat(mode(name)).as(name).isEqualTo("rwxr-xr-x");
        }
    }

    @Test
    void nothingIsWrittenOrRemovedThroughALinkThatSomebodyPlanted() throws IOException {
        write(NOTE, SCRIPT);
        Path elsewhere = Files.createDirectory(output.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("run.sh"), "of somebody");
        Files.delete(folder.resolve("a/b/run.sh"));
        Files.delete(folder.resolve("a/b"));
        Files.createSymbolicLink(folder.resolve("a/b"), elsewhere);

        for (CompanionFile[] wanted : List.of(new CompanionFile[] {NOTE, SCRIPT}, new CompanionFile[] {NOTE})) {
            assertThatThrownBy(() -> write(wanted))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessage(folder.resolve("a/b")
                            + ": is a link, which no build makes: nothing is written through it; remove it");
        }
        assertThat(elsewhere.resolve("run.sh")).hasContent("of somebody");
    }

    @Test
    void theFolderItselfIsNoLinkEither() throws IOException {
        Path elsewhere = Files.createDirectory(output.resolve("elsewhere"));
        Files.createSymbolicLink(folder, elsewhere);

        assertThatThrownBy(() -> write(NOTE))
                .isInstanceOf(FileSystemException.class)
                .hasMessageStartingWith(folder + ": is a link");
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void whatIsAsItShouldBeIsNotTouched() throws IOException {
        write(NOTE, SCRIPT);
        FileTime before = FileTime.from(Instant.parse("2015-07-02T00:00:00Z"));
        for (String name : List.of("note.md", "a/b/run.sh", ".apim-files")) {
            Files.setLastModifiedTime(folder.resolve(name), before);
        }

        assertThat(write(NOTE, CompanionFile.script("a/b/run.sh", "#!/bin/sh\n:\n")))
                .isEqualTo(written(1, 0, NOTE, SCRIPT));

        assertThat(Files.getLastModifiedTime(folder.resolve("note.md"))).isEqualTo(before);
        assertThat(Files.getLastModifiedTime(folder.resolve(".apim-files"))).isEqualTo(before);
        assertThat(Files.getLastModifiedTime(folder.resolve("a/b/run.sh"))).isNotEqualTo(before);
    }

    @Test
    void aModeIsMendedWithoutWritingTheFile() throws IOException {
        write(SCRIPT);
        Files.setPosixFilePermissions(folder.resolve("a/b/run.sh"), PosixFilePermissions.fromString("rw-------"));

        assertThat(write(SCRIPT).changed()).isEqualTo(1);

        assertThat(mode("a/b/run.sh")).isEqualTo("rwxr-xr-x");
    }

    @Test
    void whatIsNotWantedAnyMoreGoesWithItsEmptyFoldersAndTheUsersFilesStay() throws IOException {
        write(NOTE, SCRIPT, CompanionFile.text("c/old.txt", "old"));
        Files.writeString(folder.resolve("c/mine.txt"), "mine");
        Files.writeString(folder.resolve("mine.md"), "mine");

        assertThat(write(NOTE)).isEqualTo(written(0, 2, NOTE));

        assertThat(names()).containsExactly(".apim-files", "c/mine.txt", "mine.md", "note.md");
        assertThat(folder.resolve("a")).doesNotExist();
    }

    @Test
    void aFileOfTheUserThatIsInTheWayStopsItBeforeAnythingIsWritten() throws IOException {
        Files.createDirectories(folder.resolve("a/b"));
        Files.writeString(folder.resolve("a/b/run.sh"), "mine");

        assertThatThrownBy(() -> write(NOTE, SCRIPT))
                .isInstanceOf(FileSystemException.class)
                .hasMessage(folder.resolve("a/b/run.sh")
                        + ": is in the way: it is not a file that this plugin has written; move it away");

        assertThat(names()).containsExactly("a/b/run.sh");
    }

    @Test
    void whatAKilledRunLeftIsClearedAway() throws IOException {
        write(NOTE, SCRIPT);
        Files.writeString(folder.resolve("a/b/.run.sh.part"), "hal");
        Files.writeString(folder.resolve(".note.md.part"), "hal");

        write(NOTE);

        assertThat(names()).containsExactly(".apim-files", "note.md");
    }

    @Test
    void aListThatLeadsElsewhereRemovesNothingThere() throws IOException {
        write(NOTE);
        Path outside = Files.writeString(output.resolve("gateway.tar.gz"), "dear");
        Files.writeString(folder.resolve(".apim-files"), "../gateway.tar.gz\n" + outside + "\na/../../x\n.\nnote.md\n");

        write(NOTE);

        assertThat(outside).exists();
        assertThat(folder.resolve(".apim-files")).hasContent("note.md\n");
    }

    @Test
    void anotherBuildIsWaitedFor() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        LockFile other = LockFile.ofFolder(output, () -> {});
        Thread build = new Thread(() -> {
            try {
                DeploymentFolder.write(output, List.of(NOTE), waiting::countDown);
            } catch (IOException problem) {
                throw new IllegalStateException(problem);
            }
        });
        build.start();

        assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(folder).doesNotExist();
        other.close();
        build.join(10_000);

        assertThat(names()).containsExactly(".apim-files", "note.md");
    }

    private Written write(CompanionFile... files) throws IOException {
        return DeploymentFolder.write(output, List.of(files), () -> {});
    }

    private String mode(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private Written written(int changed, int removed, CompanionFile... files) {
        List<Path> paths = Stream.of(files)
                .map(file -> folder.resolve(file.path()))
                .sorted()
                .toList();
        return new Written(folder, paths, changed, removed);
    }
}
