package io.github.apim.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is just right in a zip's directory, and what is wrong by one. */
class ZipDirectoryTest {

    private static final byte[] CONTENT = Samples.text(2_000, 1);
    private static final byte[] NOTHING = {};

    @TempDir
    Path folder;

    private Limits limits = Limits.DEFAULT;

    @Test
    void asManyEntriesAndBytesAsTheLimitsAllowAreTaken() throws IOException {
        limits = new Limits(3, 6_000, 200);
        assertTaken(three(), "a", "b", "c");
        limits = new Limits(2, 6_000, 200);
        assertRefused(three(), "has 3 entries, the limit is 2");
        limits = new Limits(3, 5_999, 200);
        assertRefused(three(), "holds 6000 bytes uncompressed, the limit is 5999");
    }

    @Test
    void anEmptyFileMayBeSaidToBeDeflatedWithoutAStream() throws IOException {
        Consumer<RawZip.Entry> noStream = entry -> {
            entry.data = NOTHING;
            entry.compressed = 0;
        };
        assertTaken(new RawZip().deflated("a", NOTHING, noStream).deflated("b", NOTHING), "a", "b");
        assertRefused(new RawZip().deflated("a", CONTENT, noStream), "entry 'a': ");
        assertRefused(
                new RawZip().stored("a", NOTHING, entry -> {
                    entry.data = new byte[1];
                    entry.compressed = 1;
                }),
                "entry 'a': is stored, but has two different sizes");
    }

    @Test
    void aLocalHeaderMustHaveTheSizesAndTheCrcOfTheDirectory() throws IOException {
        String wrong = "entry 'a': the zip contradicts itself: the local header has another size or CRC";
        assertRefused(new RawZip().deflated("a", CONTENT, entry -> entry.localSize = 1_999), wrong);
        assertRefused(
                new RawZip().deflated("a", CONTENT, entry -> entry.localCompressed = entry.compressed + 1), wrong);
        assertRefused(new RawZip().deflated("a", CONTENT, entry -> entry.localCrc++), wrong);
        for (Consumer<RawZip.Entry> saturated : Arrays.<Consumer<RawZip.Entry>>asList(
                entry -> entry.localSize = 0xFFFF_FFFFL, entry -> entry.localCompressed = 0xFFFF_FFFFL)) {
            assertRefused(new RawZip().deflated("a", CONTENT, saturated), wrong);
        }
    }

    @Test
    void oneOfTheLocalSizesMayBeInTheZip64Field() throws IOException {
        assertTaken(
                new RawZip().deflated("a", CONTENT, entry -> {
                    entry.localSize = 0xFFFF_FFFFL;
                    entry.localExtra = RawZip.numbers(entry.size);
                }),
                "a");
        assertTaken(
                new RawZip().deflated("a", CONTENT, entry -> {
                    entry.localCompressed = 0xFFFF_FFFFL;
                    entry.localExtra = RawZip.numbers(entry.compressed);
                }),
                "a");
    }

    @Test
    void dataMayEndWhereTheDirectoryBeginsAndNoByteLater() throws IOException {
        assertTaken(new RawZip().stored("a", CONTENT), "a");
        assertRefused(
                new RawZip().stored("a", CONTENT, entry -> {
                    entry.compressed++;
                    entry.size++;
                }),
                "entry 'a': its data reach beyond the file or into the directory");
        assertRefused(
                new RawZip().stored("a", CONTENT).stored("b", CONTENT, entry -> {
                    entry.compressed++;
                    entry.size++;
                }),
                "entry 'b': its data reach beyond the file or into the directory");
    }

    @Test
    void dataMayEndWhereTheNextHeaderBeginsAndNoByteLater() throws IOException {
        assertRefused(
                new RawZip()
                        .stored("a", CONTENT, entry -> {
                            entry.compressed++;
                            entry.size++;
                        })
                        .stored("b", CONTENT),
                "entry 'b': shares data with entry 'a'");
    }

    @Test
    void theModesOfASetUserProgramAreOnlyItsPermissions() throws IOException {
        try (SourceArchive archive =
                open(new RawZip().stored("bin/su", CONTENT, entry -> entry.external = 0107755 << 16))) {
            assertThat(archive.entries().get(0).mode()).isEqualTo(0755);
        }
    }

    private static RawZip three() {
        return new RawZip().stored("a", CONTENT).deflated("b", CONTENT).stored("c", CONTENT);
    }

    private void assertTaken(RawZip zip, String... names) throws IOException {
        try (SourceArchive archive = open(zip)) {
            assertThat(archive.entries()).extracting(SourceEntry::name).containsExactly(names);
        }
    }

    private void assertRefused(RawZip zip, String message) {
        assertThatThrownBy(() -> open(zip))
                .isInstanceOf(ArchiveException.class)
                .hasMessageStartingWith(folder.resolve("source.zip") + ": " + message);
    }

    private SourceArchive open(RawZip zip) throws IOException {
        Path file = Files.write(folder.resolve("source.zip"), zip.build());
        return SourceArchive.open(file, new SourceOptions(limits, folder.resolve("cache"), 1));
    }
}
