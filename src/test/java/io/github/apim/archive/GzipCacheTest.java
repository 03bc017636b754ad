package io.github.apim.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GzipCacheTest {

    private static final byte[] TEXT = Samples.text(50_000, 1);

    @TempDir
    Path folder;

    @Test
    void givesTheSameBytesFromTheCacheAsWithoutIt() throws IOException {
        byte[] expected = Gzip.compress(TEXT);
        assertThat(new GzipCache(CacheFolder.of(folder)).compress(TEXT)).isEqualTo(expected);
        assertThat(files()).hasSize(1);
        assertThat(new GzipCache(CacheFolder.of(folder)).compress(TEXT)).isEqualTo(expected);
        assertThat(new GzipCache(CacheFolder.of(folder)).compress(Samples.text(50_000, 2)))
                .isNotEqualTo(expected);
        assertThat(files()).hasSize(2);
    }

    @Test
    void takesWhatIsThereWithoutCompressing() throws IOException {
        new GzipCache(CacheFolder.of(folder)).compress(TEXT);
        byte[] stored = Gzip.compress(TEXT);
        // Another form of the same content: that it comes back shows where it comes from.
        stored[9] = 3;
        Files.write(files().get(0), stored);
        assertThat(new GzipCache(CacheFolder.of(folder)).compress(TEXT)).isEqualTo(stored);
    }

    @Test
    void compressesAgainWhatIsDamagedOrOfAnotherContent() throws IOException {
        byte[] expected = new GzipCache(CacheFolder.of(folder)).compress(TEXT);
        for (byte[] wrong : List.of(new byte[0], new byte[100], Gzip.compress(Samples.text(50_000, 2)))) {
            Files.write(files().get(0), wrong);
            assertThat(new GzipCache(CacheFolder.of(folder)).compress(TEXT)).isEqualTo(expected);
            assertThat(files().get(0)).hasBinaryContent(expected);
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
