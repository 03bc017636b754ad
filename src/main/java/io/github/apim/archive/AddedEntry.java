package io.github.apim.archive;

import java.time.Instant;

/**
 * One entry that an output has and its source has not.
 *
 * @param name     the path from the archive's root, as in {@link SourceEntry#name()}; a directory's without a slash at
 *                 its end
 * @param mode     permission bits, {@code 0} to {@code 0777}
 * @param modified time of the last change; fractions of a second are dropped
 * @param content  what it holds
 */
public record AddedEntry(String name, int mode, Instant modified, Content content) {

    /** @throws IllegalArgumentException if the mode has other bits than permissions */
    public AddedEntry {
        if ((mode & ~0777) != 0) {
            throw new IllegalArgumentException("Mode 0%o of %s has more than permission bits".formatted(mode, name));
        }
    }
}
