package io.github.apim.report.picture;

import io.github.apim.report.picture.Diagram.Link;
import io.github.apim.report.picture.Drawing.Badge;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Gives the ports their places along the boxes' edges: badges side by side, and no line upon another link's. */
final class PortPlacing {

    /** Between the middles of two badges. */
    private static final int BADGES = 2 * Badge.RADIUS + 4;

    private static final int WIDEST_SPREAD = 60;

    /** Between the lines of different links in one channel; less where there is no more room. */
    private static final List<Integer> LINES = List.of(8, 6, 4, 3);

    private final List<List<Placement>> rows;
    private final BiFunction<Link, Integer, Integer> laneX;

    /** A box and its left edge. */
    record Placement(BoxLayout box, int x) {

        int middle() {
            return x + box.width / 2;
        }
    }

    /**
     * @param laneX where the lane of a link that needs one in this channel is, otherwise null
     */
    PortPlacing(List<List<Placement>> rows, BiFunction<Link, Integer, Integer> laneX) {
        this.rows = rows;
        this.laneX = laneX;
    }

    void place(List<Port> ports) {
        Map<Integer, List<Port>> channels = new TreeMap<>();
        ports.forEach(port -> channels.computeIfAbsent(port.channel(), channel -> new ArrayList<>())
                .add(port));
        channels.values().forEach(this::placeChannel);
    }

    private void placeChannel(List<Port> channel) {
        Map<Integer, List<Port>> edges = new TreeMap<>();
        // Lower edges of the row above first, then upper edges of the row below, each from left to right.
        channel.forEach(port -> edges.computeIfAbsent((port.above ? 1000 : 0) + port.place, edge -> new ArrayList<>())
                .add(port));
        List<Port> placed = new ArrayList<>();
        for (List<Port> edge : edges.values()) {
            edge.sort(Comparator.comparingDouble((Port port) -> pull(port, channel))
                    .thenComparingInt(port -> port.link.number()));
            for (int i = 0; i < edge.size(); i++) {
                Port port = edge.get(i);
                port.x = free(port, wanted(port, i, edge.size(), placed), placed);
                placed.add(port);
            }
        }
    }

    /** Where the rest of the link is, so that ports in this order let few lines cross. */
    private double pull(Port port, List<Port> channel) {
        Integer lane = laneX.apply(port.link, port.channel());
        if (lane != null) {
            return lane;
        }
        return channel.stream()
                .filter(other -> other != port && other.link == port.link)
                .mapToInt(other -> of(other).middle())
                .average()
                .orElse(of(port).middle());
    }

    private Placement of(Port port) {
        return rows.get(port.row).get(port.place);
    }

    /** Spread about the middle of the box; where a wire comes from just one port above this box, right under that. */
    private int wanted(Port port, int index, int count, List<Port> placed) {
        Placement box = of(port);
        List<Port> above = placed.stream()
                .filter(other -> other.link == port.link && !other.above && port.above)
                .toList();
        if (above.size() == 1 && isInside(above.get(0).x, box)) {
            return above.get(0).x;
        }
        int spread = Math.min(WIDEST_SPREAD, (box.box().width - 2 * BoxLayout.PADDING) / count);
        return box.middle() + (2 * index - count + 1) * spread / 2;
    }

    private static boolean isInside(int x, Placement box) {
        return x >= box.x() + BoxLayout.PADDING + 2 && x <= box.x() + box.box().width - BoxLayout.PADDING - 2;
    }

    /** The nearest place that keeps its distance. */
    private int free(Port port, int wanted, List<Port> placed) {
        Placement box = of(port);
        for (int distance : LINES) {
            for (int away = 0; away < box.box().width; away++) {
                for (int x : new int[] {wanted + away, wanted - away}) {
                    int candidate = x;
                    if (isInside(x, box)
                            && placed.stream().allMatch(other -> keepsAway(port, candidate, other, distance))) {
                        return x;
                    }
                }
            }
        }
        throw new IllegalStateException("no room for link " + port.link.number() + " at "
                + box.box().part.id());
    }

    private static boolean keepsAway(Port port, int x, Port other, int distance) {
        if (other.above == port.above && other.place == port.place) {
            return Math.abs(other.x - x) >= BADGES;
        }
        return other.link == port.link || Math.abs(other.x - x) >= distance;
    }
}
