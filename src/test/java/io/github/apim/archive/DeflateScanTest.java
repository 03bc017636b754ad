package io.github.apim.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DeflateScanTest {

    private static final byte[] REST = {(byte) 0xAB, 0, 1, 2, 3};
    private final DeflateScan scan = new DeflateScan();

    static Stream<Arguments> everyWayOfZlib() {
        return IntStream.rangeClosed(0, 9)
                .boxed()
                .flatMap(level -> Stream.of(Deflater.DEFAULT_STRATEGY, Deflater.FILTERED, Deflater.HUFFMAN_ONLY)
                        .flatMap(strategy -> Stream.of(Deflater.NO_FLUSH, Deflater.SYNC_FLUSH, Deflater.FULL_FLUSH)
                                .map(flush -> Arguments.of(level, strategy, flush))));
    }

    @ParameterizedTest(name = "level {0}, strategy {1}, flush {2}")
    @MethodSource("everyWayOfZlib")
    void findsTheLastBlockAndTheEndHoweverZlibWasCalled(int level, int strategy, int flush) throws Exception {
        for (byte[] data : List.of(
                new byte[0],
                new byte[] {42},
                new byte[100_000],
                Samples.text(150_000, level),
                Samples.random(70_000, level),
                Samples.mixed(400_000, strategy))) {
            byte[] compressed = Samples.deflate(data, level, strategy, flush);
            DeflateShape shape = scan(compressed, data.length);
            assertThat(shape.end() + 7 >>> 3).isEqualTo(compressed.length);
            assertContinues(compressed, shape, data);
        }
    }

    /** The proof of both numbers: with the last block opened, another block can follow at the end, at any phase. */
    private static void assertContinues(byte[] compressed, DeflateShape shape, byte[] data) throws DataFormatException {
        byte[] open = compressed.clone();
        open[(int) (shape.lastBlock() >>> 3)] &= (byte) ~(1 << (shape.lastBlock() & 7));
        BitWriter out = new BitWriter();
        int whole = (int) (shape.end() >>> 3);
        out.bytes(open, 0, whole);
        int started = (int) shape.end() & 7;
        if (started > 0) {
            out.bits(open[whole] & (1 << started) - 1, started);
        }
        FixedBlocks.write(out, REST);
        FixedBlocks.end(out);
        byte[] both = Arrays.copyOf(data, data.length + REST.length);
        System.arraycopy(REST, 0, both, data.length, REST.length);
        assertThat(inflate(out.toByteArray(), both.length)).isEqualTo(both);
    }

    @Test
    void readsInPiecesOfAnySize() throws IOException {
        byte[] data = Samples.mixed(300_000, 5);
        byte[] compressed = Samples.deflate(data);
        Random random = new Random(1);
        InputStream dripping = new FilterInputStream(new ByteArrayInputStream(compressed)) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return super.read(buffer, offset, Math.min(length, 1 + random.nextInt(3)));
            }
        };
        assertThat(scan.scan(dripping, compressed.length, data.length)).isEqualTo(scan(compressed, data.length));
    }

    @Test
    void countsBeyondTwoGigabytes() throws IOException {
        long size = 5L << 30;
        byte[] stored = new byte[5 + 65_535];
        stored[1] = stored[2] = -1;
        long blocks = size / 65_535;
        byte[] last = {1, 0, 0, -1, -1};
        InputStream endless = new InputStream() {
            private long position;

            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                long block = position / stored.length;
                byte[] source = block < blocks ? stored : last;
                int from = (int) (position - Math.min(block, blocks) * stored.length);
                int count = Math.min(length, source.length - from);
                if (count <= 0) {
                    return -1;
                }
                System.arraycopy(source, from, buffer, offset, count);
                position += count;
                return count;
            }
        };
        long compressed = blocks * stored.length + last.length;
        DeflateShape shape = scan.scan(endless, compressed, blocks * 65_535);
        assertThat(shape).isEqualTo(new DeflateShape((compressed - 5) * 8, compressed * 8));
    }

    @Test
    void refusesBytesBehindTheStream() {
        byte[] data = Samples.text(1000, 1);
        byte[] compressed = Samples.deflate(data);
        assertRefused(
                Arrays.copyOf(compressed, compressed.length + 1),
                data.length,
                "ends after %d of %d bytes".formatted(compressed.length, compressed.length + 1));
    }

    @Test
    void refusesAStreamThatIsCutOffAnywhere() {
        byte[] data = Samples.mixed(60_000, 3);
        byte[] compressed = Samples.deflate(data);
        for (int length = 0; length < compressed.length; length += length < 200 ? 1 : 997) {
            byte[] cut = Arrays.copyOf(compressed, length);
            assertThatThrownBy(() -> scan(cut, data.length)).isInstanceOf(MalformedDeflateException.class);
        }
    }

    @Test
    void refusesASizeThatIsNotTheDeclaredOne() {
        byte[] compressed = Samples.deflate(Samples.text(1000, 1));
        assertRefused(compressed, 1001, "yields 1000 bytes instead of 1001");
        assertRefused(compressed, 999, "yields more than the 999 bytes it should");
    }

    @Test
    void refusesAMatchThatReachesBackBeforeTheStart() {
        BitWriter out = new BitWriter();
        out.bits(1 | Deflate.FIXED << 1, 3);
        out.bits(Integer.reverse(0x30 + 'a') >>> 24, 8);
        out.bits(Integer.reverse(1) >>> 25, 7);
        out.bits(Integer.reverse(1) >>> 27, 5);
        out.bits(0, 7);
        out.align();
        assertRefused(out.toByteArray(), 4, "reaches back before its start");
    }

    @Test
    void refusesBlocksThatNoCompressorWrites() {
        assertRefused(new byte[] {7}, 0, "reserved type 3");
        assertRefused(new byte[] {1, 5, 0, 5, 0, 1, 2, 3, 4, 5}, 5, "its complement disagree");
        assertRefused(new byte[] {5, -1, -1, -1, -1, -1, -1}, 5, "");
        assertRefused(new byte[] {(byte) 0xFD, 0, 0, 0}, 5, "too many symbols");
        assertRefused(new byte[] {5, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 5, "are no code");
    }

    @Test
    void agreesWithZlibOnDamagedStreams() throws IOException {
        byte[] data = Samples.text(3_000, 9);
        byte[] compressed = Samples.deflate(data);
        Random random = new Random(4);
        for (int round = 0; round < 4_000; round++) {
            byte[] damaged = compressed.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            boolean accepted;
            try {
                accepted = scan(damaged, data.length) != null;
            } catch (MalformedDeflateException refused) {
                accepted = false;
            }
            assertThat(accepted).isEqualTo(zlibAccepts(damaged, data.length));
        }
    }

    private static boolean zlibAccepts(byte[] compressed, int size) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(compressed);
            byte[] out = new byte[size + 1];
            int count = 0;
            int step;
            do {
                step = inflater.inflate(out, count, out.length - count);
                count += step;
            } while (step > 0);
            return inflater.finished() && count == size && inflater.getBytesRead() == compressed.length;
        } catch (DataFormatException damaged) {
            return false;
        } finally {
            inflater.end();
        }
    }

    static byte[] inflate(byte[] compressed, int size) throws DataFormatException {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(compressed);
            byte[] out = new byte[size];
            int count = 0;
            while (!inflater.finished() && !inflater.needsInput()) {
                int step = inflater.inflate(out, count, size - count);
                if (step == 0) {
                    break;
                }
                count += step;
            }
            inflater.inflate(new byte[1]);
            assertThat(inflater.finished()).isTrue();
            assertThat(count).isEqualTo(size);
            assertThat(inflater.getRemaining()).isZero();
            return out;
        } finally {
            inflater.end();
        }
    }

    private DeflateShape scan(byte[] compressed, long size) throws IOException {
        return scan.scan(new ByteArrayInputStream(compressed), compressed.length, size);
    }

    private void assertRefused(byte[] compressed, long size, String message) {
        assertThatThrownBy(() -> scan(compressed, size))
                .isInstanceOf(MalformedDeflateException.class)
                .hasMessageContaining(message);
    }
}
