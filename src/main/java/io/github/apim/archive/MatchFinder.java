package io.github.apim.archive;

import java.util.Arrays;

/** Finds repetitions within a window of bytes by chains of places with the same hash. */
final class MatchFinder {

    private static final int HASH_BITS = 15;
    private static final int NONE = -1;
    private static final int MAX_CHAIN = 64;
    /** A match of this length is good enough to look no further. */
    private static final int GOOD = 128;
    /** A match of three bytes from farther away costs more than three literals. */
    private static final int FAR = 4096;

    private final byte[] window;
    private final int[] heads = new int[1 << HASH_BITS];
    private final int[] previous;
    private int nextToInsert;
    private int distance;

    MatchFinder(byte[] window) {
        this.window = window;
        this.previous = new int[window.length];
        Arrays.fill(heads, NONE);
    }

    /** The distance of the match that was found last. */
    int distance() {
        return distance;
    }

    /**
     * Looks for the longest match at a place; places must not go back.
     *
     * @param end    where the match must end at the latest
     * @param beaten only longer matches are of use
     * @return its length, or {@code beaten} if there is none
     */
    int find(int place, int end, int beaten) {
        insertUpTo(place, end);
        if (end - place < Deflate.MIN_MATCH) {
            return beaten;
        }
        int hash = hash(place);
        int candidate = heads[hash];
        insertUpTo(place + 1, end);
        int longest = Math.max(beaten, Deflate.MIN_MATCH - 1);
        int most = Math.min(Deflate.MAX_MATCH, end - place);
        boolean found = false;
        for (int chain = MAX_CHAIN;
                chain > 0 && candidate != NONE && place - candidate <= Deflate.WINDOW && longest < most;
                chain--) {
            if (window[candidate + longest] == window[place + longest]) {
                int length = Arrays.mismatch(window, candidate, candidate + most, window, place, place + most);
                length = length < 0 ? most : length;
                if (length > longest && (length > Deflate.MIN_MATCH || place - candidate <= FAR)) {
                    longest = length;
                    distance = place - candidate;
                    found = true;
                    if (length >= GOOD) {
                        break;
                    }
                }
            }
            candidate = previous[candidate];
        }
        return found ? longest : beaten;
    }

    /** Makes all places before this one known. */
    void insertUpTo(int place, int end) {
        int last = Math.min(place, end - Deflate.MIN_MATCH + 1);
        for (; nextToInsert < last; nextToInsert++) {
            int hash = hash(nextToInsert);
            previous[nextToInsert] = heads[hash];
            heads[hash] = nextToInsert;
        }
        nextToInsert = Math.max(nextToInsert, place);
    }

    /** Forgets all places. */
    void clear() {
        Arrays.fill(heads, NONE);
        nextToInsert = 0;
    }

    /** Follows the window's content, which has moved towards its start. */
    void slide(int by) {
        for (int i = 0; i < heads.length; i++) {
            heads[i] = heads[i] < by ? NONE : heads[i] - by;
        }
        for (int i = by; i < previous.length; i++) {
            previous[i - by] = previous[i] < by ? NONE : previous[i] - by;
        }
        nextToInsert = Math.max(0, nextToInsert - by);
    }

    private int hash(int place) {
        int three = window[place] & 0xFF | (window[place + 1] & 0xFF) << 8 | (window[place + 2] & 0xFF) << 16;
        return three * 0x9E3779B1 >>> 32 - HASH_BITS;
    }
}
