package io.github.apim.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.testing.ChildClassPath;
import io.github.apim.testing.LargeZips;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Archives beyond the old limits of the formats go through a process that has little memory. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class LargeArchivesIT {

    @TempDir
    Path folder;

    @Test
    void aHundredThousandEntriesNeedLittleMemory() throws Exception {
        int entries = 100_000;
        Path zip = LargeZips.ofManyEntries(folder.resolve("many.zip"), entries);

        Path tarGz = splice(zip, 128);

        assertThat(count(tarGz)).isEqualTo(entries);
    }

    /** Four gibibytes is what a plain zip header can say, and eight, in the long run, a plain tar header. */
    @Test
    void anEntryOfMoreThanThePlainHeadersCanSayIsTaken() throws Exception {
        long size = (System.getProperty("apim.it.large") == null ? 4L << 30 : 8L << 30) + (64L << 20);
        Path zip = LargeZips.ofOneEntry(folder.resolve("large.zip"), size);

        Path tarGz = splice(zip, 64);

        assertThat(Files.size(tarGz)).isLessThan(20_000_000);
        try (TarArchiveInputStream tar = open(tarGz)) {
            TarArchiveEntry entry = tar.getNextEntry();
            assertThat(entry.getName()).isEqualTo("large");
            assertThat(entry.getSize()).isEqualTo(size);
        }
        assertThat(new ProcessBuilder("gzip", "-t", tarGz.toString())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }

    private Path splice(Path zip, int megabytes) throws Exception {
        Path tarGz = folder.resolve("out.tar.gz");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + megabytes + "m",
                        "-cp",
                        ChildClassPath.get(),
                        SpliceMain.class.getName(),
                        zip.toString(),
                        tarGz.toString(),
                        folder.resolve("cache").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("splice.log").toFile())
                .start();
        assertThat(process.waitFor())
                .as(Files.readString(folder.resolve("splice.log")))
                .isZero();
        return tarGz;
    }

    private static int count(Path tarGz) throws IOException {
        int count = 0;
        try (TarArchiveInputStream tar = open(tarGz)) {
            while (tar.getNextEntry() != null) {
                count++;
            }
        }
        return count;
    }

    private static TarArchiveInputStream open(Path tarGz) throws IOException {
        InputStream file = new BufferedInputStream(Files.newInputStream(tarGz), 1 << 16);
        return new TarArchiveInputStream(new GZIPInputStream(file, 1 << 16));
    }
}
