package io.github.apim.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is put together must not depend on where the buffer happens to be full. */
class SpliceBufferTest {

    private static final int BUFFER = 1 << 18;

    @TempDir
    Path folder;

    @Test
    void theBufferMayBeFullAtAnyByteOfAHead() throws IOException {
        RawZip zip = new RawZip();
        for (int i = 0; i < 8_000; i++) {
            zip.stored("folder/" + Integer.toString(i * 7_919, 36) + "/" + i % 13, new byte[0]);
        }
        assertThat(assertTakesAllOver(zip)).isGreaterThan(2 * BUFFER);
    }

    @Test
    void theBufferMayBeFullAtTheMarkOfTheLastBlockAndAtTheSharedByte() throws IOException {
        byte[] content = Samples.text(250_000, 5);
        byte[] deflated = Samples.deflate(content);
        DeflateShape shape = shapeOf(content);
        assertThat(shape.lastBlock() >>> 3).as("a stream of several blocks").isPositive();
        assertThat(shape.end() & 7).as("a last byte that is shared").isNotZero();
        int toContent = placeOf(deflated, 1_000) - 1_000;
        for (int place : new int[] {(int) (shape.lastBlock() >>> 3), deflated.length - 1, deflated.length, 0}) {
            for (int shift = -2; shift <= 2; shift++) {
                int size = BUFFER - toContent - place + shift;
                assertTakesAllOver(padded(size).deflated("x", content));
            }
        }
    }

    @Test
    void theBufferMayBeFullAtTheHeadOfAStoredBlock() throws IOException {
        byte[] content = Samples.random(140_000, 6);
        int toContent = placeOf(
                        content,
                        1_000,
                        new RawZip().stored("pad", Samples.random(1_000, 9)).stored("x", content))
                - 1_000;
        for (int shift = -7; shift <= 2; shift++) {
            assertTakesAllOver(padded(BUFFER - toContent - 65_535 + shift).stored("x", content));
        }
    }

    @Test
    void theUnusedBitsOfADeflateStreamMayHoldAnything() throws IOException {
        byte[] content = Samples.text(5_000, 7);
        DeflateShape shape = shapeOf(content);
        int used = (int) (shape.end() & 7);
        assertThat(used).isNotZero();
        assertTakesAllOver(new RawZip()
                .deflated("x", content, entry -> entry.data[entry.data.length - 1] |= (byte) (0xFF << used))
                .deflated("y", content));
    }

    private static RawZip padded(int size) {
        return new RawZip().stored("pad", Samples.random(size, 9));
    }

    private int placeOf(byte[] deflated, int padding) throws IOException {
        byte[] content = Samples.text(250_000, 5);
        return placeOf(deflated, padding, padded(padding).deflated("x", content));
    }

    /** Where the data of the second entry begin in the archive that is written. */
    private int placeOf(byte[] data, int padding, RawZip zip) throws IOException {
        byte[] written = written(zip);
        for (int place = padding; place < written.length - 100; place++) {
            if (Arrays.equals(written, place, place + 100, data, 0, 100)) {
                return place;
            }
        }
        throw new AssertionError("the data are not there");
    }

    private DeflateShape shapeOf(byte[] content) throws IOException {
        try (SourceArchive archive = open(new RawZip().deflated("x", content))) {
            return archive.data(0).shape().orElseThrow();
        }
    }

    private byte[] written(RawZip zip) throws IOException {
        Path file = folder.resolve("out.tar.gz");
        try (SourceArchive archive = open(zip)) {
            new TarGzWriter(archive, TarGzOptions.defaults())
                    .write(List.of(new TarGzOutput(file, Set.of(), List.of())));
            assertThat(TarItem.readGz(file)).isEqualTo(TarItem.ofAll(archive));
        }
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        return bytes;
    }

    private int assertTakesAllOver(RawZip zip) throws IOException {
        return written(zip).length;
    }

    private SourceArchive open(RawZip zip) throws IOException {
        Path file = Files.write(folder.resolve("source.zip"), zip.build());
        return SourceArchive.open(file, new SourceOptions(Limits.DEFAULT, folder.resolve("cache"), 1));
    }
}
