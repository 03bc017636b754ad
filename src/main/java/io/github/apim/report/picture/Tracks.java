package io.github.apim.report.picture;

import io.github.apim.report.picture.Diagram.Link;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The order of the tracks in one channel, from top to bottom, in which few lines cross. */
final class Tracks {

    /**
     * What a link has in the channel.
     *
     * @param above the places of its lines up from the track
     * @param below the places of its lines down from the track
     */
    record Track(Link link, List<Integer> above, List<Integer> below, int left, int right) {}

    private Tracks() {}

    /** Swaps neighbours as long as that helps. */
    static List<Link> order(List<Track> tracks) {
        List<Track> order = new ArrayList<>(tracks);
        boolean better = true;
        while (better) {
            better = false;
            for (int i = 0; i + 1 < order.size(); i++) {
                if (crossings(order.get(i + 1), order.get(i)) < crossings(order.get(i), order.get(i + 1))) {
                    Collections.swap(order, i, i + 1);
                    better = true;
                }
            }
        }
        return order.stream().map(Track::link).toList();
    }

    /** How often the lines of two tracks cross, one being above the other. */
    private static long crossings(Track upper, Track lower) {
        return within(upper, lower.above()) + within(lower, upper.below());
    }

    private static long within(Track track, List<Integer> lines) {
        return lines.stream()
                .filter(x -> x >= track.left() && x <= track.right())
                .count();
    }
}
