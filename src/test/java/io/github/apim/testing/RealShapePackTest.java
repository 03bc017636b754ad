package io.github.apim.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Compares the pack of made-up content with the listing of the real one. */
@Needs(Need.REAL_PACKS)
class RealShapePackTest {

    @BeforeAll
    static void needsTheListing() {}

    @Test
    void itHasEveryEntryOfTheRealPackWithItsModeAndSizeAndAboutItsCompressedSize() throws IOException {
        Path file = RealShapePack.full().zip();
        List<ZipArchiveEntry> entries = entries(file);
        List<RealPacks.Listed> listing = RealPacks.listing(RealShapePack.NAME);

        assertThat(entries).hasSize(10_142);
        assertThat(entries.stream().mapToLong(ZipArchiveEntry::getSize).sum()).isEqualTo(434_960_475);
        assertThat(Files.size(file)).isCloseTo(359_834_020, Percentage.withPercentage(3));
        Map<String, ZipArchiveEntry> byName =
                entries.stream().collect(Collectors.toMap(ZipArchiveEntry::getName, Function.identity()));
        assertThat(listing).allSatisfy(listed -> {
            ZipArchiveEntry entry = byName.get(listed.path());
            assertThat(entry).as(listed.path()).isNotNull();
            assertThat(entry.getUnixMode()).as(listed.path()).isEqualTo(listed.mode());
            assertThat(entry.getSize()).as(listed.path()).isEqualTo(listed.size());
            assertThat(entry.getMethod())
                    .as(listed.path())
                    .isEqualTo(listed.method().equals("stored") ? ZipArchiveEntry.STORED : ZipArchiveEntry.DEFLATED);
            if (listed.size() > 10_000) {
                assertThat((double) entry.getCompressedSize() / entry.getSize())
                        .as(listed.path())
                        .isCloseTo((double) listed.compressed() / listed.size(), within(0.1));
            }
        });
    }

    @Test
    void aSmallerOneHasAllEntriesTooAndTheRealConfiguration() throws IOException {
        Path file = RealShapePack.scale(0.02).zip();

        assertThat(entries(file)).hasSize(10_142);
        assertThat(Files.size(file)).isLessThan(15_000_000);
        try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
            String path = "repository/conf/carbon.xml";
            assertThat(zip.getInputStream(zip.getEntry(RealShapePack.NAME + "/" + path)))
                    .hasBinaryContent(Files.readAllBytes(RealPacks.file(RealShapePack.NAME, path)));
            assertThat(zip.getInputStream(zip.getEntry(RealShapePack.NAME + "/bin/version.txt")))
                    .hasContent("WSO2 API Manager v1.9.0\n");
        }
    }

    @Test
    void itIsMadeOnce() throws IOException {
        FileTime first = Files.getLastModifiedTime(RealShapePack.scale(0.02).zip());

        assertThat(Files.getLastModifiedTime(RealShapePack.scale(0.02).zip())).isEqualTo(first);
    }

    private static List<ZipArchiveEntry> entries(Path file) throws IOException {
        try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
            Iterable<ZipArchiveEntry> entries =
                    () -> zip.getEntriesInPhysicalOrder().asIterator();
            return StreamSupport.stream(entries.spliterator(), false).toList();
        }
    }
}
