package io.github.apim.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarDigestsTest {

    @TempDir
    Path folder;

    @Test
    void areThoseOfTheTarWithin() throws IOException {
        for (int size : new int[] {10, 3_000_000}) {
            TarGzResult result = written("a" + size, size);
            assertThat(digests().of(result)).isEqualTo(FileDigests.sha256(tar(result.file())));
        }
    }

    @Test
    void areKnownOfALargeFileWithoutReadingItAgain() throws IOException {
        TarGzResult result = written("large", 3_000_000);
        String digest = digests().of(result);
        Files.delete(result.file());
        assertThat(digests().of(result)).isEqualTo(digest);
    }

    @Test
    void areNotKeptOfASmallOne() throws IOException {
        TarGzResult result = written("small", 10);
        digests().of(result);
        Files.delete(result.file());
        assertThatThrownBy(() -> digests().of(result)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void areThoseOfAFileThatHasBeenMoved() throws IOException {
        TarGzResult result = written("before", 2_000_000);
        byte[] tar = tar(result.file());
        Path moved = Files.move(result.file(), folder.resolve("after"));
        assertThat(digests().of(result, moved)).isEqualTo(FileDigests.sha256(tar));
    }

    @Test
    void areRefusedOfAnotherFile() throws IOException {
        TarGzResult result = written("one", 2_000_000);
        Path other = written("other", 1_900_000).file();
        assertThatThrownBy(() -> digests().of(result, other))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("has changed while it was read");
        assertThat(folder.resolve("digests")).doesNotExist();
    }

    @Test
    void areReadAgainIfWhatIsKeptIsDamaged() throws IOException {
        TarGzResult result = written("kept", 2_000_000);
        String digest = digests().of(result);
        try (var kept = Files.list(folder.resolve("digests"))) {
            for (Path file : kept.toList()) {
                Files.writeString(file, Files.readString(file).replaceFirst("^.{64}  ", "0".repeat(64) + " "));
            }
        }
        assertThat(digests().of(result)).isEqualTo(digest);
    }

    private TarDigests digests() {
        return new TarDigests(folder.resolve("digests"));
    }

    private TarGzResult written(String name, int size) throws IOException {
        Path zip = folder.resolve(name + ".zip");
        try (ZipBuilder builder = new ZipBuilder(zip)) {
            builder.file("home/x", 0644, Samples.random(size, size));
        }
        try (SourceArchive source = SourceArchive.open(zip, SourceOptions.cachingIn(folder.resolve("cache")))) {
            return new TarGzWriter(source, TarGzOptions.defaults())
                    .write(List.of(new TarGzOutput(folder.resolve(name + ".tar.gz"), Set.of(), List.of())))
                    .get(0);
        }
    }

    private static byte[] tar(Path gzip) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(gzip))) {
            return in.readAllBytes();
        }
    }
}
