package io.github.apim.archive;

import java.util.Arrays;

/** Finds the code lengths of a Huffman code that suits given frequencies and keeps to a greatest length. */
final class HuffmanLengths {

    private static final int SYMBOL_BITS = 10;

    private HuffmanLengths() {}

    /**
     * Code lengths, 0 for symbols that do not occur. The code is complete: where fewer than two symbols occur, the first
     * ones get a code too, since some readers accept no other codes.
     *
     * @param frequencies at most 1,024 of them, at least two
     * @param limit       greatest length; two to its power must not be below the number of symbols
     */
    static byte[] of(int[] frequencies, int limit) {
        long[] leaves = sortedLeaves(frequencies);
        int[] counts = countsByLength(leaves, limit);
        byte[] lengths = new byte[frequencies.length];
        int leaf = 0;
        for (int length = limit; length > 0; length--) {
            for (int count = counts[length]; count > 0; count--) {
                lengths[(int) leaves[leaf++] & (1 << SYMBOL_BITS) - 1] = (byte) length;
            }
        }
        return lengths;
    }

    /** Frequency and symbol in one number each, the rarest first. */
    private static long[] sortedLeaves(int[] frequencies) {
        long[] leaves = new long[frequencies.length];
        int count = 0;
        for (int symbol = 0; symbol < frequencies.length; symbol++) {
            if (frequencies[symbol] > 0) {
                leaves[count++] = (long) frequencies[symbol] << SYMBOL_BITS | symbol;
            }
        }
        for (int symbol = 0; count < 2; symbol++) {
            if (frequencies[symbol] == 0) {
                leaves[count++] = 1L << SYMBOL_BITS | symbol;
            }
        }
        leaves = Arrays.copyOf(leaves, count);
        Arrays.sort(leaves);
        return leaves;
    }

    /** How many codes there are of each length. */
    private static int[] countsByLength(long[] leaves, int limit) {
        int leafCount = leaves.length;
        int nodeCount = 2 * leafCount - 1;
        long[] weights = new long[nodeCount];
        int[] parents = new int[nodeCount];
        for (int leaf = 0; leaf < leafCount; leaf++) {
            weights[leaf] = leaves[leaf] >>> SYMBOL_BITS;
        }
        // Inner nodes come into being in the order of their weights, so that both queues stay sorted.
        int nextLeaf = 0;
        int nextInner = leafCount;
        for (int inner = leafCount; inner < nodeCount; inner++) {
            for (int child = 0; child < 2; child++) {
                boolean takeLeaf =
                        nextLeaf < leafCount && (nextInner == inner || weights[nextLeaf] <= weights[nextInner]);
                int node = takeLeaf ? nextLeaf++ : nextInner++;
                weights[inner] += weights[node];
                parents[node] = inner;
            }
        }
        int[] depths = new int[nodeCount];
        int[] counts = new int[limit + 1];
        for (int node = nodeCount - 2; node >= 0; node--) {
            depths[node] = depths[parents[node]] + 1;
            if (node < leafCount) {
                counts[Math.min(depths[node], limit)]++;
            }
        }
        shorten(counts, limit);
        return counts;
    }

    /** Makes a code of what is too full after long codes were cut to the limit (Kraft's sum must be 1). */
    private static void shorten(int[] counts, int limit) {
        int sum = 0;
        for (int length = 1; length <= limit; length++) {
            sum += counts[length] << limit - length;
        }
        for (; sum > 1 << limit; sum--) {
            int length = limit - 1;
            while (counts[length] == 0) {
                length--;
            }
            // The longest shorter code becomes two, one of which takes a code of the greatest length.
            counts[length]--;
            counts[length + 1] += 2;
            counts[limit]--;
        }
    }
}
