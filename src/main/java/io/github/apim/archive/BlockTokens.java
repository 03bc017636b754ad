package io.github.apim.archive;

import java.util.Arrays;

/** The literals and matches of one block and how often each symbol occurs. */
final class BlockTokens {

    private final int[] tokens;
    private final int[] literalFrequencies = new int[Deflate.LITERAL_LENGTH_SYMBOLS];
    private final int[] distanceFrequencies = new int[Deflate.DISTANCE_SYMBOLS];
    private int count;
    private int extraBits;

    /** @param capacity the greatest number of tokens */
    BlockTokens(int capacity) {
        this.tokens = new int[capacity];
        clear();
    }

    void clear() {
        Arrays.fill(literalFrequencies, 0);
        Arrays.fill(distanceFrequencies, 0);
        literalFrequencies[Deflate.END_OF_BLOCK] = 1;
        count = 0;
        extraBits = 0;
    }

    void literal(byte value) {
        tokens[count++] = value & 0xFF;
        literalFrequencies[value & 0xFF]++;
    }

    void match(int length, int distance) {
        tokens[count++] = length << 16 | distance;
        int lengthSymbol = Deflate.lengthSymbol(length);
        int distanceSymbol = Deflate.distanceSymbol(distance);
        literalFrequencies[lengthSymbol]++;
        distanceFrequencies[distanceSymbol]++;
        extraBits += Deflate.lengthExtra(lengthSymbol) + Deflate.distanceExtra(distanceSymbol);
    }

    int[] literalFrequencies() {
        return literalFrequencies;
    }

    int[] distanceFrequencies() {
        return distanceFrequencies;
    }

    /** Bits that all tokens and the end take in codes of these lengths. */
    long bits(byte[] literalLengths, byte[] distanceLengths) {
        long bits = extraBits;
        for (int symbol = 0; symbol < literalFrequencies.length; symbol++) {
            bits += (long) literalFrequencies[symbol] * literalLengths[symbol];
        }
        for (int symbol = 0; symbol < distanceFrequencies.length; symbol++) {
            bits += (long) distanceFrequencies[symbol] * distanceLengths[symbol];
        }
        return bits;
    }

    /** Writes all tokens and the end in codes of these lengths. */
    void write(BitWriter out, byte[] literalLengths, byte[] distanceLengths) {
        int[] literalCodes = Deflate.codes(literalLengths);
        int[] distanceCodes = Deflate.codes(distanceLengths);
        for (int i = 0; i < count; i++) {
            int token = tokens[i];
            int length = token >>> 16;
            if (length == 0) {
                out.bits(literalCodes[token], literalLengths[token]);
                continue;
            }
            int lengthSymbol = Deflate.lengthSymbol(length);
            out.bits(literalCodes[lengthSymbol], literalLengths[lengthSymbol]);
            out.bits(length - Deflate.lengthBase(lengthSymbol), Deflate.lengthExtra(lengthSymbol));
            int distance = token & 0xFFFF;
            int distanceSymbol = Deflate.distanceSymbol(distance);
            out.bits(distanceCodes[distanceSymbol], distanceLengths[distanceSymbol]);
            out.bits(distance - Deflate.distanceBase(distanceSymbol), Deflate.distanceExtra(distanceSymbol));
        }
        out.bits(literalCodes[Deflate.END_OF_BLOCK], literalLengths[Deflate.END_OF_BLOCK]);
    }
}
