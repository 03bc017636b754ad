package io.github.apim.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Names that no disk takes are refused before anything is kept of them, and long ones do not fill the memory. */
class NameLengthsTest extends SourceImageHarness {

    private static final byte[] CONTENT = {1};

    @Test
    void aMegabyteOfLongNamesIsRefusedAtOnce() throws IOException {
        RawZip zip = new RawZip();
        for (int number = 0; number < 8; number++) {
            zip.stored(number + "/a".repeat(32_700), CONTENT);
        }
        Path file = Files.write(folder.resolve("source.zip"), zip.build());

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertRefused(file, "has a name of more than 4095 bytes, which no system can unpack"));
    }

    @Test
    void deepNamesAreRefusedBeforeTheirFoldersFillTheMemory() {
        EntryNames names = new EntryNames();
        int taken = 0;
        while (names.add(taken + "/a".repeat(2_040), EntryKind.FILE).isEmpty()) {
            taken++;
            assertThat(taken).isLessThan(20);
        }
        assertThat(names.add("b" + "/a".repeat(2_040), EntryKind.FILE))
                .hasValueSatisfying(problem -> assertThat(problem).startsWith("is one too many"));
    }

    @Test
    void aHundredThousandFilesInTenThousandFoldersAreNot() {
        EntryNames names = new EntryNames();
        for (int number = 0; number < 100_000; number++) {
            String name = "wso2am-1.9.0/repository/deployment/server/" + number % 10_000 + "/of/" + number;
            assertThat(names.add(name, EntryKind.FILE)).isEmpty();
        }
    }

    @Test
    void aPathHasAtMost4095Bytes() throws IOException {
        String folderOf200 = "x".repeat(199) + "/";
        String longest = folderOf200.repeat(20) + "x".repeat(95);
        assertThat(longest).hasSize(4_095);
        open(zip(longest)).close();
        assertRefused(zip(longest + "x"), "has a name of more than 4095 bytes");
        assertThat(EntryNames.problem("ä/".repeat(1_364) + "äx")).isEmpty();
        assertThat(EntryNames.problem("ä/".repeat(1_364) + "ää")).isPresent();
    }

    @Test
    void aPartHasAtMost255BytesOfUtf8() throws IOException {
        for (String part : new String[] {"x".repeat(255), "例".repeat(85), "ü".repeat(127), "😀".repeat(63)}) {
            open(zip("root/" + part + "/y")).close();
            String tooLong = part.substring(0, part.offsetByCodePoints(0, 1)) + part;
            assertThat(tooLong.getBytes(StandardCharsets.UTF_8).length).isGreaterThan(255);
            assertRefused(zip("root/" + tooLong), "has a part of more than 255 bytes in its name");
            assertRefused(zip("root/" + tooLong + "/y"), "has a part of more than 255 bytes in its name");
        }
    }

    @Test
    void aTarGzIsHeldToTheSameAndItsImageIsNotWritten() throws IOException {
        file("a".repeat(70_000), 0644, CONTENT);
        Path file = tarGz();

        assertRefused(file, "has a name of more than 4095 bytes, which no system can unpack");
        assertThat(images()).isEmpty();

        tarBytes.reset();
        startATar();
        TarArchiveEntry link = new TarArchiveEntry("root/" + "l".repeat(256), (byte) '2');
        link.setLinkName("x");
        put(link, new byte[0]);
        assertRefused(tarGz(), "has a part of more than 255 bytes in its name");
    }

    private void assertRefused(Path file, String problem) {
        assertThatThrownBy(() -> open(file))
                .isInstanceOf(ArchiveException.class)
                .hasMessageStartingWith(file + ": entry '")
                .hasMessageContaining("': " + problem)
                .satisfies(thrown -> assertThat(thrown.getMessage().length()).isLessThan(600));
    }

    private Path zip(String name) throws IOException {
        return Files.write(
                folder.resolve("source.zip"), new RawZip().stored(name, CONTENT).build());
    }
}
