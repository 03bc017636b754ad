package io.github.apim.archive;

import java.nio.file.Path;

/**
 * How a source archive is opened.
 *
 * @param limits         what the archive may hold
 * @param cacheDirectory where the result of checking an archive is remembered, and where a source that is no zip is
 *                       kept in the form of one; made when needed
 * @param threads        how many threads may check at once, at least 1
 */
public record SourceOptions(Limits limits, Path cacheDirectory, int threads) {

    /** @throws IllegalArgumentException if there is to be no thread */
    public SourceOptions {
        if (threads < 1) {
            throw new IllegalArgumentException("At least one thread is needed, not " + threads);
        }
    }

    /** The default limits, a thread per processor. */
    public static SourceOptions cachingIn(Path cacheDirectory) {
        return new SourceOptions(
                Limits.DEFAULT, cacheDirectory, Runtime.getRuntime().availableProcessors());
    }
}
