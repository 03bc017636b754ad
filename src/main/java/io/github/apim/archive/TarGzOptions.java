package io.github.apim.archive;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How outputs are written.
 *
 * @param fixedTime the time that all entries get, instead of their own
 * @param threads   how many threads may write at once, at least 1; the bytes do not depend on it
 * @param late      names of source entries that go behind the others. If it holds for all entries that some output
 *                  might omit, then the outputs are the same up to there, which is what makes them fast to hash. The
 *                  bytes of an output depend on it, so it should be fixed
 * @param placement where the entries lie and whose they are
 */
public record TarGzOptions(Optional<Instant> fixedTime, int threads, Predicate<String> late, Placement placement) {

    /** @throws IllegalArgumentException if there is to be no thread */
    public TarGzOptions {
        if (threads < 1) {
            throw new IllegalArgumentException("At least one thread is needed, not " + threads);
        }
    }

    /** The same with the entries where they are, and belonging to nobody in particular. */
    public TarGzOptions(Optional<Instant> fixedTime, int threads, Predicate<String> late) {
        this(fixedTime, threads, late, Placement.PLAIN);
    }

    /** The entries' own times, a thread per processor, the source's order. */
    public static TarGzOptions defaults() {
        return new TarGzOptions(Optional.empty(), Runtime.getRuntime().availableProcessors(), name -> false);
    }

    /** The same with one time for all entries. */
    public TarGzOptions withFixedTime(Instant time) {
        return withTime(Optional.of(time));
    }

    /** The same with one time for all entries, or their own ones. */
    public TarGzOptions withTime(Optional<Instant> time) {
        return new TarGzOptions(time, threads, late, placement);
    }

    /** The same with these entries behind the others. */
    public TarGzOptions withLate(Predicate<String> names) {
        return new TarGzOptions(fixedTime, threads, names, placement);
    }

    /** The same with so many threads. */
    public TarGzOptions withThreads(int count) {
        return new TarGzOptions(fixedTime, count, late, placement);
    }

    /** The same with the entries there. */
    public TarGzOptions withPlacement(Placement place) {
        return new TarGzOptions(fixedTime, threads, late, place);
    }

    /** What writes the headers of entries in this way. */
    TarHeader headers() {
        return new TarHeader(placement, fixedTime);
    }
}
