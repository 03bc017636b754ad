package io.github.apim.archive;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Compresses to a deflate stream whose bytes depend on the input alone. The compressors that machines have differ in
 * their output, which would make the same archive another one elsewhere; this one is slower but always the same.
 *
 * <p>Blocks have {@value #BLOCK} bytes; each is stored, or gets the fixed codes or its own, whatever is shortest. What
 * does not compress is found out by trying, ever more rarely as long as nothing does.
 */
final class DeflateCompressor extends OutputStream {

    private static final int BLOCK = Deflate.MAX_STORED;
    /** After so many stored blocks in a row most of the following ones are stored without trying. */
    private static final int PATIENCE = 4;

    private static final int TRIAL_EVERY = 4;
    /** A match of this length is taken without looking for a longer one a byte further on. */
    private static final int EAGER = 64;

    private static final byte[] FIXED_LITERALS = Deflate.fixedLiteralLengths();
    private static final byte[] FIXED_DISTANCES = Deflate.fixedDistanceLengths();

    private final OutputStream sink;
    private final BitWriter bits = new BitWriter();
    private final byte[] window = new byte[Deflate.WINDOW + BLOCK];
    private final MatchFinder finder = new MatchFinder(window);
    private final BlockTokens tokens = new BlockTokens(BLOCK);
    /** The window holds bytes before {@code start}, which are written, and up to {@code end} those of the next block. */
    private int start;

    private int end;
    private int storedInRow;

    /** @param sink gets the stream; it is not closed */
    DeflateCompressor(OutputStream sink) {
        this.sink = sink;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] source, int from, int count) throws IOException {
        int next = from;
        int left = count;
        while (left > 0) {
            makeRoom();
            int step = Math.min(left, BLOCK - (end - start));
            System.arraycopy(source, next, window, end, step);
            end += step;
            next += step;
            left -= step;
            if (end - start == BLOCK) {
                writeBlock();
            }
        }
    }

    /** Writes what is left, up to a byte's border. What follows refers to nothing before it. */
    void separate() throws IOException {
        if (end > start) {
            writeBlock();
        }
        FixedBlocks.align(bits);
        drain();
        forget();
    }

    /** Writes what is left and the end of the stream, up to a byte's border. What follows is another stream. */
    void finish() throws IOException {
        if (end > start) {
            writeBlock();
        }
        FixedBlocks.end(bits);
        drain();
        forget();
    }

    private void forget() {
        start = 0;
        end = 0;
        storedInRow = 0;
        finder.clear();
    }

    private void writeBlock() throws IOException {
        boolean trial = storedInRow < PATIENCE || storedInRow % TRIAL_EVERY == 0;
        boolean stored = !trial || !writeCompressed();
        if (stored) {
            FixedBlocks.storedHead(bits, end - start);
            bits.bytes(window, start, end - start);
            storedInRow++;
        } else {
            storedInRow = 0;
        }
        drain();
        start = end;
    }

    /** Moves the window on so that a whole block fits in behind what is written. */
    private void makeRoom() {
        int by = start - Deflate.WINDOW;
        if (by > 0) {
            System.arraycopy(window, by, window, 0, end - by);
            finder.slide(by);
            start -= by;
            end -= by;
        }
    }

    private void drain() throws IOException {
        sink.write(bits.array(), 0, bits.byteCount());
        bits.discardBytes();
    }

    /** Writes the block unless it would be as long as a stored one; returns whether it did. */
    private boolean writeCompressed() {
        tokenize();
        DynamicHeader header = new DynamicHeader(
                HuffmanLengths.of(tokens.literalFrequencies(), Deflate.MAX_CODE_LENGTH),
                HuffmanLengths.of(tokens.distanceFrequencies(), Deflate.MAX_CODE_LENGTH));
        long dynamicBits = header.bits() + tokens.bits(header.literalLengths(), header.distanceLengths());
        long fixedBits = tokens.bits(FIXED_LITERALS, FIXED_DISTANCES);
        if (Math.min(dynamicBits, fixedBits) >= 8L * (end - start) + 32) {
            return false;
        }
        if (fixedBits <= dynamicBits) {
            bits.bits(Deflate.FIXED << 1, 3);
            tokens.write(bits, FIXED_LITERALS, FIXED_DISTANCES);
        } else {
            bits.bits(Deflate.DYNAMIC << 1, 3);
            header.write(bits);
            tokens.write(bits, header.literalLengths(), header.distanceLengths());
        }
        return true;
    }

    private void tokenize() {
        tokens.clear();
        int place = start;
        int length = finder.find(place, end, 0);
        while (place < end) {
            if (length == 0) {
                tokens.literal(window[place++]);
                length = finder.find(place, end, 0);
                continue;
            }
            int distance = finder.distance();
            int better = length < EAGER ? finder.find(place + 1, end, length) : length;
            if (better > length) {
                tokens.literal(window[place++]);
                length = better;
                continue;
            }
            tokens.match(length, distance);
            place += length;
            length = finder.find(place, end, 0);
        }
    }
}
