package io.github.apim.archive;

/**
 * Bounds on what a source archive may hold, against archives made to fill a disk.
 *
 * @param maxEntries number of entries
 * @param maxBytes   bytes of all entries together, uncompressed
 * @param maxRatio   uncompressed bytes per compressed byte, of one entry and of the whole; asked only where more than
 *                   {@value #RATIO_FREE_BYTES} bytes come out, since small files of blanks compress better than that
 */
public record Limits(int maxEntries, long maxBytes, int maxRatio) {

    /** So much output is harmless whatever it was made from. */
    static final long RATIO_FREE_BYTES = 100_000_000;

    /** A million entries, 100 GiB, 200 times. */
    public static final Limits DEFAULT = new Limits(1_000_000, 100L << 30, 200);

    /** @throws IllegalArgumentException if a bound is not positive */
    public Limits {
        if (maxEntries < 1 || maxBytes < 1 || maxRatio < 1) {
            throw new IllegalArgumentException("Limits must be positive: %s entries, %s bytes, ratio %s"
                    .formatted(maxEntries, maxBytes, maxRatio));
        }
    }

    /** Whether so much output from so much input is more than can be believed. */
    boolean ratioExceeded(long uncompressed, long compressed) {
        return uncompressed > RATIO_FREE_BYTES && uncompressed / maxRatio > compressed;
    }
}
