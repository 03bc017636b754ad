package io.github.apim.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarGzEndTest {

    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    Path folder;

    private SourceArchive source;

    @BeforeEach
    void openASource() throws IOException {
        Path zip = folder.resolve("source.zip");
        try (ZipBuilder builder = new ZipBuilder(zip)) {
            builder.file("root/a.txt", 0644, Samples.text(3_000, 1));
        }
        source = SourceArchive.open(zip, SourceOptions.cachingIn(folder.resolve("cache")));
    }

    @AfterEach
    void closeTheSource() throws IOException {
        source.close();
    }

    @Test
    void whatOutputsShareGivesEachTheBytesThatItHasAlone() throws IOException {
        Content driver = new Content.File(Files.write(folder.resolve("driver.jar"), Samples.mixed(150_000, 2)));
        Content text = new Content.Bytes(Samples.text(2_345, 3));
        List<List<AddedEntry>> added = List.of(
                List.of(entry("driver.jar", driver), entry("text", text)),
                List.of(entry("text", text), entry("own", bytes(99)), entry("driver.jar", driver)),
                List.of(entry("own", bytes(7)), entry("twice", driver), entry("driver.jar", driver)));
        List<byte[]> alone = new ArrayList<>();
        for (List<AddedEntry> entries : added) {
            alone.add(write(List.of(entries)).get(0));
        }
        assertThat(write(added.subList(0, 2))).usingRecursiveComparison().isEqualTo(alone.subList(0, 2));
        assertThat(write(added)).usingRecursiveComparison().isEqualTo(alone);
    }

    @Test
    void theTarIsAsManyRecordsAsItNeeds() throws IOException {
        // The source takes 512 + 3072 bytes, the added entry 512 and its content, the end 1024.
        for (int blocks : new int[] {0, 1, 9, 10, 11, 29, 30, 31, 32}) {
            int least = 512 + 3_072 + 512 + 512 * blocks + 1_024;
            byte[] tar =
                    tar(write(List.of(List.of(entry("x", bytes(512 * blocks))))).get(0));
            assertThat(tar).as("%s blocks", blocks).hasSize((least + 10_239) / 10_240 * 10_240);
            assertThat(tar).endsWith(new byte[1_024]);
        }
    }

    @Test
    void aContentOfAnyLengthIsPaddedToABlock() throws IOException {
        List<AddedEntry> added = new ArrayList<>();
        for (int size : new int[] {0, 1, 511, 512, 513, 1_023, 1_024, 70_000}) {
            added.add(entry("of-" + size, bytes(size)));
        }
        Path file = folder.resolve("out.tar.gz");
        new TarGzWriter(source, TarGzOptions.defaults()).write(List.of(new TarGzOutput(file, Set.of(), added)));
        List<TarItem> items = TarItem.readGz(file);
        assertThat(items).hasSize(1 + added.size());
        assertThat(items.subList(1, items.size()))
                .extracting(TarItem::size)
                .containsExactly(0L, 1L, 511L, 512L, 513L, 1_023L, 1_024L, 70_000L);
    }

    private static AddedEntry entry(String name, Content content) {
        return new AddedEntry(name, 0644, TIME, content);
    }

    private static Content bytes(int size) {
        return new Content.Bytes(Samples.random(size, size));
    }

    private List<byte[]> write(List<List<AddedEntry>> added) throws IOException {
        List<TarGzOutput> outputs = new ArrayList<>();
        for (List<AddedEntry> entries : added) {
            outputs.add(new TarGzOutput(folder.resolve(outputs.size() + ".tar.gz"), Set.of(), entries));
        }
        List<byte[]> written = new ArrayList<>();
        for (TarGzResult result : new TarGzWriter(source, TarGzOptions.defaults()).write(outputs)) {
            written.add(Files.readAllBytes(result.file()));
            assertThat(result.sha256()).isEqualTo(FileDigests.sha256(result.file()));
            Files.delete(result.file());
        }
        return written;
    }

    private static byte[] tar(byte[] gz) throws IOException {
        try (InputStream stream = new GZIPInputStream(new ByteArrayInputStream(gz))) {
            return stream.readAllBytes();
        }
    }
}
