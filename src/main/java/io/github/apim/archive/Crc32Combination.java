package io.github.apim.archive;

/**
 * The CRC-32 of two byte sequences one after the other, from the CRCs of each: arithmetic on polynomials over GF(2)
 * modulo that of CRC-32 (RFC 1952 §8). A polynomial's coefficient of x⁰ is the most significant bit.
 */
final class Crc32Combination {

    private static final int POLYNOMIAL = 0xEDB88320;

    /** At place k: x to the power of 2ᵏ. As x to the power of 2³² is x again, 32 of them are all. */
    private static final int[] POWERS = powers();

    private Crc32Combination() {}

    /**
     * The CRC-32 of A followed by B.
     *
     * @param crcA CRC-32 of A
     * @param crcB CRC-32 of B
     * @param shift of B's length, see {@link #shift}
     */
    static int combine(int crcA, int crcB, int shift) {
        return multiply(shift, crcA) ^ crcB;
    }

    /** What so many bytes that follow do to a CRC: x to the power of eight times that. */
    static int shift(long bytes) {
        int product = 1 << 31;
        int place = 3;
        for (long left = bytes; left != 0; left >>>= 1, place++) {
            if ((left & 1) != 0) {
                product = multiply(POWERS[place & 31], product);
            }
        }
        return product;
    }

    private static int multiply(int a, int b) {
        int product = 0;
        int factor = b;
        for (int bits = a; bits != 0; bits <<= 1) {
            product ^= factor & bits >> 31;
            factor = factor >>> 1 ^ (POLYNOMIAL & -(factor & 1));
        }
        return product;
    }

    private static int[] powers() {
        int[] powers = new int[32];
        powers[0] = 1 << 30;
        for (int k = 1; k < powers.length; k++) {
            powers[k] = multiply(powers[k - 1], powers[k - 1]);
        }
        return powers;
    }
}
