package io.github.apim.report.picture;

import io.github.apim.report.picture.Diagram.Link;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToIntFunction;

/**
 * Which way each link takes. Channels lie between the rows of boxes; a link has one track in each channel that it needs,
 * and where it needs several, one lane beside the boxes that joins them. So one line serves all sources and all targets
 * of a link, and no line crosses a box.
 */
final class Routes {

    /**
     * The way of one link.
     *
     * @param channels that it has a track in
     */
    record Route(Link link, List<Port> ports, SortedSet<Integer> channels) {

        boolean needsLane() {
            return channels.size() > 1;
        }
    }

    private record Place(int row, int place) {}

    final List<Route> routes = new ArrayList<>();
    /** By link, counted from the boxes outward: even ones on the right, odd ones on the left. */
    final Map<Link, Integer> lanes = new LinkedHashMap<>();

    Routes(List<List<BoxLayout>> rows, List<Link> links) {
        Map<String, Place> places = new LinkedHashMap<>();
        for (int row = 0; row < rows.size(); row++) {
            for (int place = 0; place < rows.get(row).size(); place++) {
                places.put(rows.get(row).get(place).part.id(), new Place(row, place));
            }
        }
        links.forEach(link -> routes.add(route(link, places)));
        assignLanes();
    }

    int laneCount() {
        return lanes.values().stream().mapToInt(lane -> lane + 1).max().orElse(0);
    }

    /** Links arrive from above; they leave towards a channel that they have anyway, or else towards their targets. */
    private static Route route(Link link, Map<String, Place> places) {
        List<Port> ports = new ArrayList<>();
        SortedSet<Integer> channels = new TreeSet<>();
        for (String target : link.arrivals().keySet()) {
            Place place = places.get(target);
            ports.add(new Port(link, place.row(), place.place(), true, true));
            channels.add(place.row());
        }
        int lowest = channels.last();
        for (String source : link.sources()) {
            Place place = places.get(source);
            boolean upwards =
                    !channels.contains(place.row() + 1) && (channels.contains(place.row()) || place.row() > lowest);
            ports.add(new Port(link, place.row(), place.place(), upwards, false));
        }
        ports.forEach(port -> channels.add(port.channel()));
        return new Route(link, ports, channels);
    }

    /** The shortest inside, so that fewer lines cross. */
    private void assignLanes() {
        ToIntFunction<Route> length =
                route -> route.channels().last() - route.channels().first();
        List<List<Route>> taken = new ArrayList<>();
        routes.stream()
                .filter(Route::needsLane)
                .sorted((a, b) -> Integer.compare(length.applyAsInt(a), length.applyAsInt(b)))
                .forEach(route -> {
                    int lane = 0;
                    while (lane < taken.size() && taken.get(lane).stream().anyMatch(other -> meet(route, other))) {
                        lane++;
                    }
                    if (lane == taken.size()) {
                        taken.add(new ArrayList<>());
                    }
                    taken.get(lane).add(route);
                    lanes.put(route.link(), lane);
                });
    }

    private static boolean meet(Route a, Route b) {
        return a.channels().first() <= b.channels().last()
                && b.channels().first() <= a.channels().last();
    }
}
