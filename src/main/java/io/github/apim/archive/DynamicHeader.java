package io.github.apim.archive;

import java.util.Arrays;

/** The head of a dynamic block: the code lengths of its two codes, themselves run-length and Huffman coded (§3.2.7). */
final class DynamicHeader {

    private final byte[] literalLengths;
    private final byte[] distanceLengths;
    private final int literalCount;
    private final int distanceCount;
    /** Code length symbols, each with what follows it above the low byte. */
    private final int[] symbols;

    private final byte[] codeLengthLengths;
    private final int codeLengthCount;

    DynamicHeader(byte[] literalLengths, byte[] distanceLengths) {
        this.literalLengths = literalLengths;
        this.distanceLengths = distanceLengths;
        this.literalCount = used(literalLengths, 257);
        this.distanceCount = used(distanceLengths, 1);
        byte[] lengths = Arrays.copyOf(literalLengths, literalCount + distanceCount);
        System.arraycopy(distanceLengths, 0, lengths, literalCount, distanceCount);
        this.symbols = runLengths(lengths);
        int[] frequencies = new int[Deflate.CODE_LENGTH_SYMBOLS];
        for (int symbol : symbols) {
            frequencies[symbol & 0xFF]++;
        }
        this.codeLengthLengths = HuffmanLengths.of(frequencies, Deflate.MAX_CODE_LENGTH_CODE_LENGTH);
        int count = Deflate.CODE_LENGTH_SYMBOLS;
        while (count > 4 && codeLengthLengths[Deflate.codeLengthOrder(count - 1)] == 0) {
            count--;
        }
        this.codeLengthCount = count;
    }

    byte[] literalLengths() {
        return literalLengths;
    }

    byte[] distanceLengths() {
        return distanceLengths;
    }

    /** How many bits {@link #write} writes. */
    int bits() {
        int bits = 14 + 3 * codeLengthCount;
        for (int symbol : symbols) {
            bits += codeLengthLengths[symbol & 0xFF] + followingBits(symbol & 0xFF);
        }
        return bits;
    }

    void write(BitWriter out) {
        out.bits(literalCount - 257, 5);
        out.bits(distanceCount - 1, 5);
        out.bits(codeLengthCount - 4, 4);
        for (int place = 0; place < codeLengthCount; place++) {
            out.bits(codeLengthLengths[Deflate.codeLengthOrder(place)], 3);
        }
        int[] codes = Deflate.codes(codeLengthLengths);
        for (int symbol : symbols) {
            out.bits(codes[symbol & 0xFF], codeLengthLengths[symbol & 0xFF]);
            out.bits(symbol >>> 8, followingBits(symbol & 0xFF));
        }
    }

    private static int followingBits(int symbol) {
        return switch (symbol) {
            case 16 -> 2;
            case 17 -> 3;
            case 18 -> 7;
            default -> 0;
        };
    }

    private static int used(byte[] lengths, int least) {
        int count = lengths.length;
        while (count > least && lengths[count - 1] == 0) {
            count--;
        }
        return count;
    }

    private static int[] runLengths(byte[] lengths) {
        int[] symbols = new int[lengths.length];
        int count = 0;
        int place = 0;
        while (place < lengths.length) {
            int value = lengths[place];
            int run = 1;
            while (place + run < lengths.length && lengths[place + run] == value) {
                run++;
            }
            if (value == 0 && run >= 11) {
                run = Math.min(run, 138);
                symbols[count++] = 18 | run - 11 << 8;
            } else if (value == 0 && run >= 3) {
                symbols[count++] = 17 | run - 3 << 8;
            } else if (place > 0 && lengths[place - 1] == value && run >= 3) {
                run = Math.min(run, 6);
                symbols[count++] = 16 | run - 3 << 8;
            } else {
                run = 1;
                symbols[count++] = value;
            }
            place += run;
        }
        return Arrays.copyOf(symbols, count);
    }
}
