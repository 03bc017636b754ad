package io.github.apim.archive;

import java.util.Arrays;

/** The constants of the deflate format (RFC 1951). */
final class Deflate {

    /** Block types, the two bits behind BFINAL (§3.2.3). */
    static final int STORED = 0;

    static final int FIXED = 1;
    static final int DYNAMIC = 2;

    /** The literal/length symbol that ends a block. */
    static final int END_OF_BLOCK = 256;

    static final int MAX_STORED = 65_535;
    static final int MIN_MATCH = 3;
    static final int MAX_MATCH = 258;
    static final int WINDOW = 32_768;
    static final int MAX_CODE_LENGTH = 15;
    static final int MAX_CODE_LENGTH_CODE_LENGTH = 7;

    /** Symbols that a block may use: literals, end of block and lengths; distances; code lengths. */
    static final int LITERAL_LENGTH_SYMBOLS = 286;

    static final int DISTANCE_SYMBOLS = 30;
    static final int CODE_LENGTH_SYMBOLS = 19;

    /** Least length and number of extra bits of the symbols from 257 on (§3.2.5). */
    private static final int[] LENGTH_BASE = {
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227,
        258
    };

    private static final int[] LENGTH_EXTRA = {
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0
    };

    /** The order in which the lengths of the code length code are sent (§3.2.7). */
    private static final int[] CODE_LENGTH_ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

    private Deflate() {}

    /** The least match length that a symbol of 257 to 285 stands for. */
    static int lengthBase(int symbol) {
        return LENGTH_BASE[symbol - 257];
    }

    /** How many bits behind a symbol of 257 to 285 are added to its match length. */
    static int lengthExtra(int symbol) {
        return LENGTH_EXTRA[symbol - 257];
    }

    /** The symbol for a match length of 3 to 258. */
    static int lengthSymbol(int length) {
        if (length == MAX_MATCH) {
            return 285;
        }
        int offset = length - MIN_MATCH;
        if (offset < 8) {
            return 257 + offset;
        }
        int extra = 29 - Integer.numberOfLeadingZeros(offset);
        return 257 + (extra << 2) + (offset >>> extra);
    }

    /** The least distance that a symbol of 0 to 29 stands for. */
    static int distanceBase(int symbol) {
        return symbol < 2 ? symbol + 1 : (2 + (symbol & 1) << distanceExtra(symbol)) + 1;
    }

    /** How many bits behind a symbol of 0 to 29 are added to its distance. */
    static int distanceExtra(int symbol) {
        return symbol < 2 ? 0 : (symbol >>> 1) - 1;
    }

    /** The symbol for a distance of 1 to 32,768. */
    static int distanceSymbol(int distance) {
        int offset = distance - 1;
        if (offset < 2) {
            return offset;
        }
        int high = 31 - Integer.numberOfLeadingZeros(offset);
        return (high << 1) + (offset >>> high - 1 & 1);
    }

    /** The symbol whose code length comes at this place of a dynamic block's header. */
    static int codeLengthOrder(int place) {
        return CODE_LENGTH_ORDER[place];
    }

    /** Code lengths of the fixed literal/length code (§3.2.6), including its two symbols that must not occur. */
    static byte[] fixedLiteralLengths() {
        byte[] lengths = new byte[288];
        Arrays.fill(lengths, 0, 144, (byte) 8);
        Arrays.fill(lengths, 144, 256, (byte) 9);
        Arrays.fill(lengths, 256, 280, (byte) 7);
        Arrays.fill(lengths, 280, 288, (byte) 8);
        return lengths;
    }

    /** Code lengths of the fixed distance code, including its two symbols that must not occur. */
    static byte[] fixedDistanceLengths() {
        byte[] lengths = new byte[32];
        Arrays.fill(lengths, (byte) 5);
        return lengths;
    }

    /**
     * The canonical codes of these lengths (§3.2.2), each with its bits reversed, so that it can be written from the
     * least significant bit up.
     */
    static int[] codes(byte[] lengths) {
        int[] next = new int[MAX_CODE_LENGTH + 2];
        for (byte length : lengths) {
            if (length > 0) {
                next[length + 1]++;
            }
        }
        for (int bits = 1; bits <= MAX_CODE_LENGTH; bits++) {
            next[bits + 1] = next[bits] + next[bits + 1] << 1;
        }
        int[] codes = new int[lengths.length];
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            int length = lengths[symbol];
            if (length > 0) {
                codes[symbol] = Integer.reverse(next[length]++) >>> 32 - length;
            }
        }
        return codes;
    }
}
