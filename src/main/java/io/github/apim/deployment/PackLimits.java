package io.github.apim.deployment;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Bounds that a user sets on a pack; what is absent keeps the archive reader's generous default.
 *
 * @param maxEntries number of entries
 * @param maxBytes   bytes of all entries together, uncompressed
 * @param maxRatio   uncompressed bytes per compressed byte
 */
public record PackLimits(OptionalInt maxEntries, OptionalLong maxBytes, OptionalInt maxRatio) {

    public static final PackLimits DEFAULT =
            new PackLimits(OptionalInt.empty(), OptionalLong.empty(), OptionalInt.empty());
}
