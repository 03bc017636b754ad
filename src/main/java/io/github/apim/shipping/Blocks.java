package io.github.apim.shipping;

import io.github.apim.archive.FileDigests;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A tarball as a row of blocks of one size, by which a machine finds how far another file begins like it.
 *
 * @param chunks how many chunks of {@value #CHUNK} bytes are a block
 * @param sums   the beginning of each block's SHA-256; what is left at the end is no block
 */
record Blocks(long chunks, List<String> sums) {

    /** As {@code on-machine.sh} has it. */
    static final int CHUNK = 1 << 16;

    /** So many that less than a hundredth is sent in vain, and so few that the machine is done with them quickly. */
    private static final int MOST = 128;

    /** Enough to find what is alike; the whole is compared by the whole SHA-256 in the end. */
    private static final int DIGITS = 16;

    /** The blocks of the first bytes of a file. */
    static Blocks of(Path file, long size) throws IOException {
        long chunks = Math.max(1, (size + (long) CHUNK * MOST - 1) / ((long) CHUNK * MOST));
        return new Blocks(
                chunks,
                FileDigests.sha256OfBlocks(file, size, chunks * CHUNK).stream()
                        .map(sum -> sum.substring(0, DIGITS))
                        .toList());
    }
}
