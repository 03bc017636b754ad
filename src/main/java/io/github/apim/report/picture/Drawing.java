package io.github.apim.report.picture;

import java.util.List;

/**
 * A picture with every place known, in pixels from the top left corner.
 *
 * @param cuts heights at which it can be cut and only lines go through, from top to bottom
 */
record Drawing(
        int width,
        int height,
        List<Box> boxes,
        List<Frame> frames,
        List<Label> labels,
        List<Badge> badges,
        List<Wire> wires,
        List<Integer> cuts) {

    /** A rectangle. */
    record Frame(String style, int x, int y, int width, int height) {

        int right() {
            return x + width;
        }

        int bottom() {
            return y + height;
        }

        Frame moved(int dx, int dy) {
            return new Frame(style, x + dx, y + dy, width, height);
        }
    }

    /** The frame of a part. */
    record Box(Diagram.Part part, Frame frame) {}

    /**
     * A line of text.
     *
     * @param baseline where the letters stand
     * @param full     the whole text, where the line is a part of it
     */
    record Label(TextStyle style, int x, int baseline, String text, String full) {

        Frame frame() {
            return new Frame(style.css, x, baseline - style.size, style.width(text), style.size + 3);
        }

        Label moved(int dx, int dy) {
            return new Label(style, x + dx, baseline + dy, text, full);
        }
    }

    /** A link's number. */
    record Badge(Kind kind, Diagram.Link link, int x, int y) {

        static final int RADIUS = 9;

        /** Where it stands: at the end of a wire, at its beginning, or before the words that say what comes in. */
        enum Kind {
            ARRIVES,
            LEAVES,
            EXPLAINS
        }

        Badge moved(int dx, int dy) {
            return new Badge(kind, link, x + dx, y + dy);
        }

        Frame frame() {
            return new Frame("badge", x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS);
        }
    }

    /** All lines of a link. */
    record Wire(Diagram.Link link, List<Segment> segments) {}

    /** A straight line, to the right or down. */
    record Segment(int x1, int y1, int x2, int y2) {

        boolean isVertical() {
            return x1 == x2;
        }
    }
}
