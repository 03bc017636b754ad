package io.github.apim.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.report.Samples;
import io.github.apim.report.picture.Drawing.Badge;
import io.github.apim.report.picture.Drawing.Box;
import io.github.apim.report.picture.Drawing.Frame;
import io.github.apim.report.picture.Drawing.Label;
import io.github.apim.report.picture.Drawing.Segment;
import io.github.apim.report.picture.Drawing.Wire;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is deployed, and however wide the page, nothing lies upon anything else and nothing is cut off. */
class LayoutTest {

    @TempDir
    static Path folder;

    record Case(long seed, int width) {}

    static Stream<Case> cases() {
        return IntStream.rangeClosed(1, 70)
                .boxed()
                .flatMap(seed -> Stream.of(358, 720, 1152).map(width -> new Case(seed, width)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void nothingOverlapsAndAllIsWithinThePicture(Case example) {
        Diagram diagram = Samples.diagram(Samples.random(folder, example.seed()));
        Drawing drawing = Layout.of(diagram, example.width());

        assertThat(drawing.boxes()).hasSameSizeAs(diagram.parts());
        assertThat(drawing.wires()).hasSameSizeAs(diagram.links());
        assertWithin(drawing);
        assertApart(drawing.boxes().stream().map(Box::frame).toList());
        assertApart(drawing.frames());
        assertApart(marks(drawing));
        assertLabelsStandInTheirFrames(drawing);
        assertWiresKeepClearOfBoxes(drawing);
        assertWiresAreNotUponEachOther(drawing.wires());
        assertWiresHoldTogether(drawing);
    }

    @Test
    void theRandomDeploymentsAreOfAllSizes() {
        List<Integer> sizes = IntStream.rangeClosed(1, 70)
                .map(seed -> Samples.random(folder, seed).deployment().nodes().size())
                .boxed()
                .toList();

        assertThat(sizes).anyMatch(size -> size <= 3).anyMatch(size -> size >= 57);
    }

    @Test
    void everyCellOfADeploymentOfSixtyNodesIsDrawn() {
        Diagram diagram = Samples.diagram(Samples.sixty(folder));
        Drawing drawing = Layout.of(diagram, 1152);

        assertThat(drawing.frames())
                .hasSize(diagram.parts().stream()
                        .mapToInt(part -> part.cells().size())
                        .sum());
        assertThat(drawing.labels())
                .extracting(Label::text)
                .contains("Gateway worker", "gateway-worker-32", "10.20.30.2", "apimgtdb", "gw.example.com");
        assertThat(drawing.boxes()).hasSize(13);
    }

    @Test
    void aCutOfThePictureGoesThroughNoBoxAndNoBadge() {
        Drawing drawing = Layout.of(Samples.diagram(Samples.sixty(folder)), 720);
        List<Frame> solid = new ArrayList<>(marks(drawing));
        drawing.boxes().forEach(box -> solid.add(box.frame()));

        assertThat(drawing.cuts()).hasSizeGreaterThan(4);
        assertThat(drawing.cuts())
                .allSatisfy(cut -> assertThat(solid).noneMatch(frame -> frame.y() < cut && cut < frame.bottom()));
    }

    /** Texts and badges. */
    private static List<Frame> marks(Drawing drawing) {
        return Stream.concat(
                        drawing.labels().stream().map(Label::frame),
                        drawing.badges().stream().map(Badge::frame))
                .toList();
    }

    private static void assertWithin(Drawing drawing) {
        List<Frame> all = new ArrayList<>(marks(drawing));
        drawing.boxes().forEach(box -> all.add(box.frame()));
        drawing.wires()
                .forEach(wire -> wire.segments()
                        .forEach(line -> all.add(new Frame(
                                "line", line.x1(), line.y1(), line.x2() - line.x1(), line.y2() - line.y1()))));
        assertThat(all)
                .allSatisfy(frame -> assertThat(frame.x() >= 0
                                && frame.y() >= 0
                                && frame.width() >= 0
                                && frame.height() >= 0
                                && frame.right() <= drawing.width()
                                && frame.bottom() <= drawing.height())
                        .as("%s within %d x %d", frame, drawing.width(), drawing.height())
                        .isTrue());
    }

    private static void assertApart(List<Frame> frames) {
        for (int i = 0; i < frames.size(); i++) {
            for (int j = i + 1; j < frames.size(); j++) {
                if (overlap(frames.get(i), frames.get(j))) {
                    throw new AssertionError(frames.get(i) + " overlaps " + frames.get(j));
                }
            }
        }
    }

    private static boolean overlap(Frame a, Frame b) {
        return a.x() < b.right() && b.x() < a.right() && a.y() < b.bottom() && b.y() < a.bottom();
    }

    private static boolean contains(Frame outer, Frame inner) {
        return inner.x() >= outer.x()
                && inner.right() <= outer.right()
                && inner.y() >= outer.y()
                && inner.bottom() <= outer.bottom();
    }

    private static void assertLabelsStandInTheirFrames(Drawing drawing) {
        List<Frame> boxes = drawing.boxes().stream().map(Box::frame).toList();
        for (Frame cell : drawing.frames()) {
            assertThat(boxes).anyMatch(box -> contains(box, cell));
        }
        for (Label label : drawing.labels()) {
            List<Frame> touched = drawing.frames().stream()
                    .filter(cell -> overlap(cell, label.frame()))
                    .toList();
            assertThat(touched.isEmpty() ? boxes : touched)
                    .as("what holds %s", label)
                    .anyMatch(frame -> contains(frame, label.frame()));
        }
    }

    private static void assertWiresKeepClearOfBoxes(Drawing drawing) {
        for (Wire wire : drawing.wires()) {
            for (Segment line : wire.segments()) {
                assertThat(drawing.boxes())
                        .as("what %s of link %d crosses", line, wire.link().number())
                        .noneMatch(box -> line.x1() < box.frame().right()
                                && line.x2() > box.frame().x()
                                && line.y1() < box.frame().bottom()
                                && line.y2() > box.frame().y());
            }
        }
    }

    /** Lines of different links cross, but none runs along another. */
    private static void assertWiresAreNotUponEachOther(List<Wire> wires) {
        for (Wire a : wires) {
            for (Wire b : wires) {
                if (a.link().number() < b.link().number()) {
                    for (Segment one : a.segments()) {
                        assertThat(b.segments())
                                .as(
                                        "lines of %d along %s of %d",
                                        b.link().number(), one, a.link().number())
                                .noneMatch(other -> runAlong(one, other));
                    }
                }
            }
        }
    }

    private static boolean runAlong(Segment a, Segment b) {
        if (a.isVertical() != b.isVertical()) {
            return false;
        }
        return a.isVertical()
                ? Math.abs(a.x1() - b.x1()) < 3 && a.y1() < b.y2() && b.y1() < a.y2()
                : Math.abs(a.y1() - b.y1()) < 3 && a.x1() < b.x2() && b.x1() < a.x2();
    }

    /** From any line of a link one gets to all others, and to a badge at each of its parts. */
    private static void assertWiresHoldTogether(Drawing drawing) {
        for (Wire wire : drawing.wires()) {
            List<Segment> reached = new ArrayList<>(wire.segments().subList(0, 1));
            for (int i = 0; i < reached.size(); i++) {
                Segment from = reached.get(i);
                wire.segments().stream()
                        .filter(other -> !reached.contains(other) && touch(from, other))
                        .forEach(reached::add);
            }
            assertThat(reached).containsAll(wire.segments());
            List<Badge> ends = drawing.badges().stream()
                    .filter(badge -> badge.link() == wire.link() && badge.kind() != Badge.Kind.EXPLAINS)
                    .toList();
            assertThat(ends)
                    .hasSize(wire.link().sources().size()
                            + wire.link().arrivals().size())
                    .allSatisfy(badge -> assertThat(wire.segments())
                            .anyMatch(line -> line.isVertical()
                                    && line.x1() == badge.x()
                                    && (line.y1() == badge.y() || line.y2() == badge.y())));
        }
    }

    private static boolean touch(Segment a, Segment b) {
        return a.x1() <= b.x2() && b.x1() <= a.x2() && a.y1() <= b.y2() && b.y1() <= a.y2();
    }
}
