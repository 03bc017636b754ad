package io.github.apim.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive that somebody replaces while it is open gives no tarball, neither of the new bytes nor of both. */
class ReplacedSourceTest {

    private static final byte[] OLD = Samples.random(300_000, 1);
    private static final byte[] NEW = Samples.random(300_000, 2);

    @FunctionalInterface
    private interface Replacement {

        void replace(Path file, byte[] other) throws IOException;
    }

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.write(folder.resolve("source.zip"), zip(OLD));
        // Long ago, so that the time of the replacement is another on every file system.
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_400_000_000_000L));
    }

    @Test
    void inPlace() throws IOException {
        assertGivesNothing(Files::write);
    }

    @Test
    void inPlaceByHalf() throws IOException {
        assertGivesNothing((path, other) -> {
            byte[] bytes = Files.readAllBytes(path);
            System.arraycopy(other, 0, bytes, 0, bytes.length / 2);
            Files.write(path, bytes);
        });
    }

    @Test
    void byRename() throws IOException {
        assertGivesNothing((path, other) ->
                Files.move(Files.write(folder.resolve("new.zip"), other), path, StandardCopyOption.ATOMIC_MOVE));
    }

    @Test
    void byRenameWithTheOldTime() throws IOException {
        assertGivesNothing((path, other) -> {
            Path fresh = Files.write(folder.resolve("new.zip"), other);
            Files.setLastModifiedTime(fresh, Files.getLastModifiedTime(path));
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
        });
    }

    @Test
    void inPlaceWithTheOldTime() throws IOException {
        assertGivesNothing((path, other) -> {
            FileTime time = Files.getLastModifiedTime(path);
            Files.write(path, other);
            Files.setLastModifiedTime(path, time);
        });
    }

    @Test
    void byALinkThatLeadsToAnotherOne() throws IOException {
        Path old = Files.move(file, folder.resolve("old.zip"));
        Files.createSymbolicLink(file, old);
        assertGivesNothing((path, other) -> {
            Path fresh = Files.write(folder.resolve("new.zip"), other);
            Files.setLastModifiedTime(fresh, Files.getLastModifiedTime(old));
            Path link = Files.createSymbolicLink(folder.resolve("link"), fresh);
            Files.move(link, path, StandardCopyOption.ATOMIC_MOVE);
        });
    }

    @Test
    void byANewFileOfTheSameName() throws IOException {
        assertGivesNothing((path, other) -> {
            Files.delete(path);
            Files.write(path, other);
        });
    }

    @Test
    void byAShorterOne() throws IOException {
        assertGivesNothing((path, other) -> Files.write(path, new byte[100]));
    }

    @Test
    void theNewOneIsReadAfterwards() throws IOException {
        open().close();
        Files.write(file, zip(NEW));
        try (SourceArchive archive = open()) {
            assertThat(archive.verified()).isEqualTo(1);
            assertThat(archive.read(archive.entries().get(0))).isEqualTo(NEW);
        }
    }

    private void assertGivesNothing(Replacement replacement) throws IOException {
        try (SourceArchive archive = open()) {
            replacement.replace(file, zip(NEW));
            Path output = Files.createDirectory(folder.resolve("output"));
            TarGzOutput target = new TarGzOutput(output.resolve("out.tar.gz"), Set.of(), List.of());
            assertThatThrownBy(() -> new TarGzWriter(archive, TarGzOptions.defaults()).write(List.of(target)))
                    .isInstanceOf(ArchiveException.class)
                    .hasMessageStartingWith(file + ": has changed while it was read");
            try (Stream<Path> left = Files.list(output)) {
                assertThat(left).isEmpty();
            }
        }
    }

    private SourceArchive open() throws IOException {
        return SourceArchive.open(file, SourceOptions.cachingIn(folder.resolve("cache")));
    }

    private static byte[] zip(byte[] content) {
        return new RawZip().stored("a", content).build();
    }
}
