package io.github.apim.report.picture;

import io.github.apim.report.picture.Drawing.Segment;
import java.util.ArrayList;
import java.util.List;

/** The lines of a link as an SVG path, with round corners where two ends meet, and dots where lines branch. */
final class WirePath {

    private static final int RADIUS = 5;

    /** A point where lines of one link branch. */
    record Dot(int x, int y) {}

    private final StringBuilder path = new StringBuilder();
    private final List<Dot> dots = new ArrayList<>();

    WirePath(List<Segment> segments) {
        List<Segment> verticals = segments.stream().filter(Segment::isVertical).toList();
        List<int[]> trims = new ArrayList<>();
        verticals.forEach(vertical -> trims.add(new int[] {vertical.y1(), vertical.y2()}));
        for (Segment track : segments) {
            if (!track.isVertical()) {
                boolean left = corner(track.x1(), track.y1(), 1, verticals, trims);
                boolean right = corner(track.x2(), track.y2(), -1, verticals, trims);
                line(track.x1() + (left ? RADIUS : 0), track.y1(), track.x2() - (right ? RADIUS : 0), track.y2());
                branches(track, left, right, verticals);
            }
        }
        for (int i = 0; i < verticals.size(); i++) {
            line(verticals.get(i).x1(), trims.get(i)[0], verticals.get(i).x1(), trims.get(i)[1]);
        }
    }

    String path() {
        return path.toString();
    }

    List<Dot> dots() {
        return dots;
    }

    /** Rounds the end of a track if one line alone goes on from there. */
    private boolean corner(int x, int y, int inward, List<Segment> verticals, List<int[]> trims) {
        List<Integer> touching = new ArrayList<>();
        for (int i = 0; i < verticals.size(); i++) {
            Segment vertical = verticals.get(i);
            if (vertical.x1() == x && (vertical.y1() == y || vertical.y2() == y)) {
                touching.add(i);
            }
        }
        if (touching.size() != 1) {
            return false;
        }
        int only = touching.get(0);
        boolean down = verticals.get(only).y1() == y;
        int end = y + (down ? RADIUS : -RADIUS);
        trims.get(only)[down ? 0 : 1] = end;
        path.append('M').append(x + inward * RADIUS).append(' ').append(y);
        path.append('Q')
                .append(x)
                .append(' ')
                .append(y)
                .append(' ')
                .append(x)
                .append(' ')
                .append(end);
        return true;
    }

    private void branches(Segment track, boolean left, boolean right, List<Segment> verticals) {
        verticals.stream()
                .filter(vertical -> vertical.y1() == track.y1() || vertical.y2() == track.y1())
                .map(Segment::x1)
                .filter(x -> !(left && x == track.x1()) && !(right && x == track.x2()))
                .distinct()
                .sorted()
                .forEach(x -> dots.add(new Dot(x, track.y1())));
    }

    private void line(int x1, int y1, int x2, int y2) {
        path.append('M').append(x1).append(' ').append(y1);
        if (x1 == x2) {
            path.append('V').append(y2);
        } else {
            path.append('H').append(x2);
        }
    }
}
