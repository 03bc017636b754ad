package io.github.apim.report.picture;

import io.github.apim.report.picture.Diagram.Link;
import io.github.apim.report.picture.Drawing.Badge;
import io.github.apim.report.picture.Drawing.Box;
import io.github.apim.report.picture.Drawing.Frame;
import io.github.apim.report.picture.Drawing.Segment;
import io.github.apim.report.picture.Drawing.Wire;
import io.github.apim.report.picture.PortPlacing.Placement;
import io.github.apim.report.picture.Routes.Route;
import io.github.apim.report.picture.Tracks.Track;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Gives a diagram its places for a width: rows of boxes, and between them channels for the lines. */
final class Layout {

    private static final int LANE = 8;

    /** From the boxes to the first lane, which leaves room for badges. */
    private static final int TO_FIRST_LANE = 10;

    /** From a box's edge to the first track: half a badge, an arrow and a corner. */
    private static final int TO_TRACK = Badge.RADIUS + 13;

    private static final int BETWEEN_TRACKS = 8;
    private static final int EMPTY_CHANNEL = 28;
    private static final int MARGIN = 2;

    private final Diagram diagram;
    private final int width;
    private final int gutter;
    private final List<List<Placement>> rows = new ArrayList<>();
    private final Routes routes;
    private final List<List<Link>> tracks = new ArrayList<>();
    private final List<Integer> channelTops = new ArrayList<>();
    private final List<Integer> rowTops = new ArrayList<>();
    private int height;

    private Layout(Diagram diagram, int width, int lanes) {
        this.diagram = diagram;
        this.width = width;
        this.gutter = lanes == 0 ? MARGIN : TO_FIRST_LANE + (lanes + 1) / 2 * LANE;
        int inner = width - 2 * gutter;
        List<List<BoxLayout>> boxes = Rows.of(diagram, inner);
        for (List<BoxLayout> row : boxes) {
            int x = gutter + (inner - Rows.widthOf(row)) / 2;
            List<Placement> placed = new ArrayList<>();
            for (BoxLayout box : row) {
                placed.add(new Placement(box, x));
                x += box.width + Rows.GUTTER;
            }
            rows.add(placed);
        }
        this.routes = new Routes(boxes, diagram.links());
    }

    /** The drawing of a diagram; the lanes that it needs take room from the boxes, so it may take some tries. */
    static Drawing of(Diagram diagram, int width) {
        Layout layout = new Layout(diagram, width, 0);
        for (int lanes = layout.routes.laneCount();
                layout.gutter < gutterFor(lanes);
                lanes = layout.routes.laneCount()) {
            layout = new Layout(diagram, width, lanes);
        }
        return layout.drawing();
    }

    private static int gutterFor(int lanes) {
        return lanes == 0 ? MARGIN : TO_FIRST_LANE + (lanes + 1) / 2 * LANE;
    }

    private Drawing drawing() {
        new PortPlacing(rows, (link, channel) -> routes.lanes.containsKey(link) ? laneX(link) : null)
                .place(routes.routes.stream()
                        .flatMap(route -> route.ports().stream())
                        .toList());
        orderTracks();
        stack();
        List<Box> boxes = new ArrayList<>();
        List<Frame> frames = new ArrayList<>();
        List<Drawing.Label> labels = new ArrayList<>();
        List<Badge> badges = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            for (Placement placed : rows.get(row)) {
                int y = rowTops.get(row);
                BoxLayout box = placed.box();
                boxes.add(new Box(box.part, new Frame(box.part.style(), placed.x(), y, box.width, box.height())));
                box.frames().forEach(frame -> frames.add(frame.moved(placed.x(), y)));
                box.labels().forEach(label -> labels.add(label.moved(placed.x(), y)));
                box.badges().forEach(badge -> badges.add(badge.moved(placed.x(), y)));
            }
        }
        List<Wire> wires = new ArrayList<>();
        for (Route route : routes.routes) {
            wires.add(new Wire(route.link(), segments(route)));
            for (Port port : route.ports()) {
                Badge.Kind kind = port.arrives ? Badge.Kind.ARRIVES : Badge.Kind.LEAVES;
                badges.add(new Badge(kind, route.link(), port.x, edge(port)));
            }
        }
        return new Drawing(width, height, boxes, frames, labels, badges, wires, cuts());
    }

    /** Below the badges of a row's lower edge. */
    private List<Integer> cuts() {
        return channelTops.subList(1, rows.size()).stream()
                .map(top -> top + Badge.RADIUS + 4)
                .toList();
    }

    private int laneX(Link link) {
        int lane = routes.lanes.get(link);
        int outward = TO_FIRST_LANE + lane / 2 * LANE;
        return lane % 2 == 0 ? width - gutter + outward : gutter - outward;
    }

    private void orderTracks() {
        for (int channel = 0; channel <= rows.size(); channel++) {
            List<Track> found = new ArrayList<>();
            for (Route route : routes.routes) {
                if (route.channels().contains(channel)) {
                    found.add(track(route, channel));
                }
            }
            tracks.add(Tracks.order(found));
        }
    }

    private Track track(Route route, int channel) {
        List<Integer> above = new ArrayList<>();
        List<Integer> below = new ArrayList<>();
        route.ports().stream()
                .filter(port -> port.channel() == channel)
                .forEach(port -> (port.above ? below : above).add(port.x));
        if (route.needsLane()) {
            if (channel > route.channels().first()) {
                above.add(laneX(route.link()));
            }
            if (channel < route.channels().last()) {
                below.add(laneX(route.link()));
            }
        }
        List<Integer> all =
                Stream.concat(above.stream(), below.stream()).sorted().toList();
        return new Track(route.link(), above, below, all.get(0), all.get(all.size() - 1));
    }

    /** A channel is as high as its tracks need. */
    private void stack() {
        int y = 0;
        for (int channel = 0; channel <= rows.size(); channel++) {
            channelTops.add(y);
            int count = tracks.get(channel).size();
            boolean outside = channel == 0 || channel == rows.size();
            if (count > 0) {
                y += 2 * TO_TRACK + (count - 1) * BETWEEN_TRACKS;
            } else {
                y += outside ? Badge.RADIUS + MARGIN : EMPTY_CHANNEL;
            }
            if (channel < rows.size()) {
                rowTops.add(y);
                y += Rows.height(rows.get(channel).stream().map(Placement::box).toList());
            }
        }
        height = y;
    }

    private int edge(Port port) {
        int top = rowTops.get(port.row);
        return port.above ? top : top + rows.get(port.row).get(port.place).box().height();
    }

    private int trackY(Link link, int channel) {
        return channelTops.get(channel) + TO_TRACK + tracks.get(channel).indexOf(link) * BETWEEN_TRACKS;
    }

    private List<Segment> segments(Route route) {
        List<Segment> segments = new ArrayList<>();
        Map<Integer, Integer> trackYs = new HashMap<>();
        route.channels().forEach(channel -> trackYs.put(channel, trackY(route.link(), channel)));
        for (Port port : route.ports()) {
            int y = trackYs.get(port.channel());
            segments.add(
                    port.above
                            ? new Segment(port.x, y, port.x, edge(port))
                            : new Segment(port.x, edge(port), port.x, y));
        }
        int previous = -1;
        for (int channel : route.channels()) {
            Track track = track(route, channel);
            int y = trackYs.get(channel);
            if (track.left() < track.right()) {
                segments.add(new Segment(track.left(), y, track.right(), y));
            }
            if (previous >= 0) {
                segments.add(new Segment(laneX(route.link()), trackYs.get(previous), laneX(route.link()), y));
            }
            previous = channel;
        }
        segments.sort(Comparator.comparingInt(Segment::y1).thenComparingInt(Segment::x1));
        return segments;
    }
}
