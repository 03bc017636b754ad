package io.github.apim.archive;

import java.nio.file.Path;

/**
 * How a source archive is opened.
 *
 * @param limits         what the archive may hold
 * @param cacheDirectory where the result of checking an archive is remembered, and where a source that is no zip is
 *                       kept in the form of one; made when needed
 * @param threads        how many threads may check at once, at least 1
 * @param hashed         whether the SHA-256 of the source's file will be asked for, so that it is computed meanwhile
 */
public record SourceOptions(Limits limits, Path cacheDirectory, int threads, boolean hashed) {

    /** @throws IllegalArgumentException if there is to be no thread */
    public SourceOptions {
        if (threads < 1) {
            throw new IllegalArgumentException("At least one thread is needed, not " + threads);
        }
    }

    /** The same for a source whose SHA-256 is computed lazily. */
    public SourceOptions(Limits limits, Path cacheDirectory, int threads) {
        this(limits, cacheDirectory, threads, false);
    }

    /** The default limits, a thread per processor. */
    public static SourceOptions cachingIn(Path cacheDirectory) {
        return new SourceOptions(
                Limits.DEFAULT, cacheDirectory, Runtime.getRuntime().availableProcessors());
    }
}
