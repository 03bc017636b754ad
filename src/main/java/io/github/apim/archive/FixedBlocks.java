package io.github.apim.archive;

/**
 * Writes deflate blocks that need no search: fixed codes with runs of one byte as matches, made for tar headers and
 * padding, and the heads of stored blocks.
 */
final class FixedBlocks {

    private static final byte[] LITERAL_LENGTHS = Deflate.fixedLiteralLengths();
    private static final int[] LITERAL_CODES = Deflate.codes(LITERAL_LENGTHS);

    private FixedBlocks() {}

    /** One block, not the last one of its stream, that yields these bytes. */
    static void write(BitWriter out, byte[] data) {
        out.bits(Deflate.FIXED << 1, 3);
        int position = 0;
        while (position < data.length) {
            int run = runLength(data, position);
            symbol(out, data[position] & 0xFF);
            position++;
            for (int left = run - 1; left >= Deflate.MIN_MATCH; left = run - 1) {
                int length = Math.min(left, Deflate.MAX_MATCH);
                repeat(out, length);
                position += length;
                run -= length;
            }
        }
        symbol(out, Deflate.END_OF_BLOCK);
    }

    /** An empty stored block, which brings the stream to a byte's border; nothing if it is there already. */
    static void align(BitWriter out) {
        if (!out.aligned()) {
            storedHead(out, 0);
        }
    }

    /** The head of a stored block, not the last one, of at most 65,535 bytes; the bytes must follow (§3.2.4). */
    static void storedHead(BitWriter out, int length) {
        out.bits(Deflate.STORED << 1, 3);
        out.align();
        out.bits(length, 16);
        out.bits(~length & 0xFFFF, 16);
    }

    /** The last block of a stream, which yields nothing. */
    static void end(BitWriter out) {
        out.bits(1 | Deflate.FIXED << 1, 3);
        symbol(out, Deflate.END_OF_BLOCK);
        out.align();
    }

    private static int runLength(byte[] data, int from) {
        int to = from + 1;
        while (to < data.length && data[to] == data[from]) {
            to++;
        }
        return to - from;
    }

    /** A match of this length at distance 1, whose code is five 0 bits. */
    private static void repeat(BitWriter out, int length) {
        int symbol = Deflate.lengthSymbol(length);
        symbol(out, symbol);
        out.bits(length - Deflate.lengthBase(symbol), Deflate.lengthExtra(symbol));
        out.bits(0, 5);
    }

    private static void symbol(BitWriter out, int symbol) {
        out.bits(LITERAL_CODES[symbol], LITERAL_LENGTHS[symbol]);
    }
}
