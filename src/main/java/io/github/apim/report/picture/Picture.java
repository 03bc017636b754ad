package io.github.apim.report.picture;

import io.github.apim.report.html.Tag;
import io.github.apim.report.picture.Drawing.Badge;
import io.github.apim.report.picture.Drawing.Box;
import io.github.apim.report.picture.Drawing.Frame;
import io.github.apim.report.picture.Drawing.Label;
import io.github.apim.report.picture.Drawing.Wire;
import java.util.ArrayList;
import java.util.List;

/** A diagram as SVG, drawn for a width; the style sheet gives it its colours. */
public final class Picture {

    private static final int ARROW = 5;

    private final String id;
    private final Drawing drawing;

    /** @param id begins all ids in the picture, so that several can stand in one page */
    public Picture(String id, Diagram diagram, int width) {
        this.id = id;
        this.drawing = Layout.of(diagram, width);
    }

    /**
     * The picture.
     *
     * @param description what a reader who does not see it should know, and where to find the same as text
     */
    public Tag svg(String title, String description) {
        Tag svg = Tag.of("svg")
                .set("id", id)
                .set("class", "picture")
                .set("viewBox", "0 0 " + drawing.width() + " " + drawing.height())
                .set("width", drawing.width())
                .set("height", drawing.height())
                .set("role", "img")
                .set("aria-labelledby", id + "-title " + id + "-desc")
                .set("xmlns", "http://www.w3.org/2000/svg");
        svg.add(
                Tag.of("title").set("id", id + "-title").text(title),
                Tag.of("desc").set("id", id + "-desc").text(description));
        svg.add(drawn());
        return svg;
    }

    /**
     * The same in pieces that fit on sheets of paper, cut between the rows; they use what {@link #svg} draws, so that must
     * be in the page too.
     *
     * @param first how high the first piece may be
     * @param other how high the others may be; only what cannot be cut is higher
     */
    public List<Tag> sheets(int first, int other) {
        List<Tag> sheets = new ArrayList<>();
        List<Integer> cuts = new ArrayList<>(drawing.cuts());
        cuts.add(drawing.height());
        int top = 0;
        for (int i = 0; i < cuts.size(); i++) {
            int most = sheets.isEmpty() ? first : other;
            if (i + 1 == cuts.size() || cuts.get(i + 1) - top > most) {
                sheets.add(sheet(top, cuts.get(i)));
                top = cuts.get(i);
            }
        }
        return sheets;
    }

    private Tag sheet(int top, int bottom) {
        return Tag.of("svg")
                .set("class", "picture sheet")
                .set("viewBox", "0 " + top + " " + drawing.width() + " " + (bottom - top))
                .set("aria-hidden", "true")
                .set("xmlns", "http://www.w3.org/2000/svg")
                .add(Tag.of("use").set("href", "#" + drawnId()));
    }

    private String drawnId() {
        return id + "-drawn";
    }

    private Tag drawn() {
        Tag svg = Tag.of("g").set("id", drawnId());
        for (Box box : drawing.boxes()) {
            svg.add(frame(box.frame(), "box b-" + box.frame().style(), 10));
        }
        drawing.frames().forEach(frame -> svg.add(frame(frame, frame.style(), 6)));
        drawing.wires().forEach(wire -> svg.add(wire(wire)));
        drawing.badges().forEach(badge -> svg.add(badge(badge)));
        drawing.labels().forEach(label -> svg.add(label(label)));
        return svg;
    }

    private static Tag frame(Frame frame, String style, int radius) {
        return Tag.of("rect")
                .set("class", style)
                .set("x", frame.x())
                .set("y", frame.y())
                .set("width", frame.width())
                .set("height", frame.height())
                .set("rx", radius);
    }

    /** A line first covers what it crosses, so that crossings do not look like branches. */
    private static Tag wire(Wire wire) {
        WirePath path = new WirePath(wire.segments());
        Tag group = Tag.of("g").set("class", "link k-" + wire.link().style());
        group.add(
                Tag.of("path").set("class", "cover").set("d", path.path()),
                Tag.of("path").set("class", "wire").set("d", path.path()));
        for (WirePath.Dot dot : path.dots()) {
            group.add(Tag.of("circle")
                    .set("class", "dot")
                    .set("cx", dot.x())
                    .set("cy", dot.y())
                    .set("r", 3));
        }
        return group;
    }

    private static Tag badge(Badge badge) {
        String kind = badge.kind() == Badge.Kind.LEAVES ? "leaves" : "arrives";
        Tag group = Tag.of("g").set("class", "link k-" + badge.link().style() + " " + kind);
        if (badge.kind() == Badge.Kind.ARRIVES) {
            int top = badge.y() - Badge.RADIUS - ARROW;
            group.add(Tag.of("path")
                    .set("class", "arrow")
                    .set(
                            "d",
                            "M" + (badge.x() - ARROW) + " " + top + "h" + 2 * ARROW + "l-" + ARROW + " " + (ARROW + 2)
                                    + "z"));
        }
        group.add(
                Tag.of("circle")
                        .set("cx", badge.x())
                        .set("cy", badge.y())
                        .set("r", Badge.RADIUS - (kind.equals("leaves") ? 1 : 0)),
                Tag.of("text")
                        .set("class", "digit")
                        .set("x", badge.x())
                        .set("y", badge.y() + 4)
                        .text(Integer.toString(badge.link().number())));
        return group;
    }

    private static Tag label(Label label) {
        Tag text = Tag.of("text")
                .set("class", label.style().css)
                .set("x", label.x())
                .set("y", label.baseline());
        if (label.text().endsWith("…") && !label.full().equals(label.text())) {
            text.add(Tag.of("title").text(label.full()));
        }
        return text.text(label.text());
    }
}
