package io.github.apim.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeflateCompressorTest {

    static Stream<byte[]> samples() {
        return Stream.of(
                new byte[0],
                new byte[] {1},
                new byte[] {1, 1, 1, 1},
                new byte[1_000_000],
                Samples.text(1, 1),
                Samples.text(65_534, 2),
                Samples.text(65_535, 3),
                Samples.text(65_536, 4),
                Samples.text(500_000, 5),
                Samples.random(300_000, 6),
                Samples.mixed(2_000_000, 7),
                skewed(200_000));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void yieldsWhatZlibAndTheScanUnderstand(byte[] data) throws Exception {
        byte[] compressed = compress(data, data.length);
        assertThat(DeflateScanTest.inflate(compressed, data.length)).isEqualTo(data);
        assertThat(new DeflateScan().scan(new ByteArrayInputStream(compressed), compressed.length, data.length))
                .isNotNull();
    }

    @Test
    void dependsOnTheBytesAloneNotOnHowTheyCome() throws IOException {
        byte[] data = Samples.mixed(400_000, 1);
        byte[] atOnce = compress(data, data.length);
        assertThat(compress(data, 1)).isEqualTo(atOnce);
        assertThat(compress(data, 4_099)).isEqualTo(atOnce);
    }

    @Test
    void compressesTextAboutAsWellAsZlib() throws IOException {
        byte[] data = Samples.text(1_000_000, 3);
        assertThat(compress(data, 8_192).length).isLessThan(Samples.deflate(data).length * 21 / 20);
    }

    @Test
    void storesWhatDoesNotCompressAndReturnsToCompressing() throws IOException {
        byte[] random = Samples.random(2_000_000, 8);
        assertThat(compress(random, 8_192).length).isLessThan(random.length + random.length / 10_000 + 20);
        byte[] both = new byte[3_000_000];
        System.arraycopy(random, 0, both, 0, random.length);
        assertThat(compress(both, 8_192).length).isLessThan(random.length + 300_000);
    }

    @Test
    void keepsItsBytesFromOneVersionToTheNext() throws IOException {
        byte[] compressed = compress(Samples.mixed(300_000, 11), 8_192);
        assertThat(HexFormat.of().formatHex(Sha256.start().digest(compressed)))
                .isEqualTo("4b77a8c2f93e7e753af1dbfbf928659b721e017c2fab55540e81122daef5f0e9");
    }

    @Test
    void findsMatchesAcrossBlocks() throws IOException, DataFormatException {
        byte[] data = new byte[200_000];
        byte[] phrase = Samples.random(20_000, 4);
        for (int from = 0; from < data.length; from += phrase.length) {
            System.arraycopy(phrase, 0, data, from, phrase.length);
        }
        byte[] compressed = compress(data, 8_192);
        assertThat(compressed.length).isLessThan(24_000);
        assertThat(DeflateScanTest.inflate(compressed, data.length)).isEqualTo(data);
    }

    /** Frequencies that grow like Fibonacci's numbers would make codes of more than 15 bits. */
    private static byte[] skewed(int size) {
        byte[] data = new byte[size];
        Random random = new Random(9);
        for (int i = 0; i < size; i++) {
            data[i] = (byte) Math.min(255, (int) (-Math.log(1 - random.nextDouble()) / Math.log(1.618)));
        }
        return data;
    }

    static byte[] compress(byte[] data, int step) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DeflateCompressor compressor = new DeflateCompressor(out);
        for (int from = 0; from < data.length; from += step) {
            compressor.write(data, from, Math.min(step, data.length - from));
        }
        compressor.finish();
        return out.toByteArray();
    }
}
