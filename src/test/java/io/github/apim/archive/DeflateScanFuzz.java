package io.github.apim.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.params.provider.MethodSource;

/** The scan takes a stream exactly if zlib does, and sees it end at the same byte. */
class DeflateScanFuzz {

    static Stream<byte[]> streams() {
        byte[] text = Samples.text(500, 1);
        return Stream.of(
                Samples.deflate(text),
                Samples.deflate(text, 9, Deflater.HUFFMAN_ONLY, Deflater.NO_FLUSH),
                Samples.deflate(text, 0, Deflater.DEFAULT_STRATEGY, Deflater.NO_FLUSH),
                Samples.deflate(new byte[5_000], 9, Deflater.FILTERED, Deflater.SYNC_FLUSH),
                Samples.deflate("abc".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    }

    @MethodSource("streams")
    @FuzzTest
    void seesWhatZlibSees(byte[] stream) throws IOException {
        long expected = inflated(stream);
        boolean taken = true;
        try {
            DeflateShape shape =
                    new DeflateScan().scan(new ByteArrayInputStream(stream), stream.length, Math.max(0, expected));
            assertThat(shape.end() + 7 >>> 3).isEqualTo(stream.length);
        } catch (MalformedDeflateException refused) {
            assertThat(refused).hasMessageNotContaining("null");
            taken = false;
        }
        assertThat(taken).isEqualTo(expected >= 0);
    }

    /** How many bytes come out, or a negative number if this is not one stream and nothing else. */
    private static long inflated(byte[] stream) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(stream);
            byte[] content = new byte[1 << 16];
            while (!inflater.finished()) {
                if (inflater.inflate(content) == 0 && !inflater.finished()) {
                    return -1;
                }
            }
            return inflater.getBytesRead() == stream.length ? inflater.getBytesWritten() : -1;
        } catch (DataFormatException malformed) {
            return -1;
        } finally {
            inflater.end();
        }
    }
}
