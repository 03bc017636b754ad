package io.github.apim.report.picture;

import io.github.apim.report.picture.Diagram.Link;
import io.github.apim.report.picture.Diagram.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts the parts of each layer into rows, as few and as flat as the width allows. */
final class Rows {

    /** Between boxes of a row. */
    static final int GUTTER = 24;

    /** A column that is narrower cuts names too often, one that is wider is mostly empty. */
    private static final int NARROWEST = 112;

    private static final int WIDEST = 210;
    private static final int USUAL = 140;

    /** What one more row costs in height, for the lines between. */
    private static final int BETWEEN_ROWS = 70;

    private final List<Link> links;
    private final int width;
    private final int columnWidth;
    private final int mostColumns;

    private Rows(List<Link> links, int width) {
        this.links = links;
        this.width = width;
        int inner = width - 2 * BoxLayout.PADDING;
        int usual = (inner + BoxLayout.GAP) / (USUAL + BoxLayout.GAP);
        int atLeast = (inner + BoxLayout.GAP) / (NARROWEST + BoxLayout.GAP);
        // Two narrow columns are better than one wide one; where no more fit, all boxes take the whole width.
        this.mostColumns = Math.max(usual, Math.min(2, Math.max(1, atLeast)));
        this.columnWidth = Math.min(USUAL, (inner + BoxLayout.GAP) / mostColumns - BoxLayout.GAP);
    }

    /** The rows from top to bottom, each of boxes from left to right. */
    static List<List<BoxLayout>> of(Diagram diagram, int width) {
        Rows rows = new Rows(diagram.links(), width);
        Map<Integer, List<Part>> layers = new TreeMap<>();
        diagram.parts()
                .forEach(part -> layers.computeIfAbsent(part.layer(), layer -> new ArrayList<>())
                        .add(part));
        List<List<BoxLayout>> result = new ArrayList<>();
        layers.values().forEach(layer -> result.addAll(rows.best(layer)));
        return result;
    }

    /** The flattest way to cut a layer into rows; its few parts allow to try all. */
    private List<List<BoxLayout>> best(List<Part> layer) {
        List<List<BoxLayout>> best = null;
        int flattest = Integer.MAX_VALUE;
        for (int cuts = 0; cuts < 1 << (layer.size() - 1); cuts++) {
            List<List<BoxLayout>> candidate = cut(layer, cuts);
            int height = candidate.stream()
                    .mapToInt(row -> height(row) + BETWEEN_ROWS)
                    .sum();
            boolean fits =
                    candidate.stream().allMatch(row -> widthOf(row) <= width) || cuts + 1 == 1 << (layer.size() - 1);
            if (fits && height < flattest) {
                best = candidate;
                flattest = height;
            }
        }
        return best;
    }

    /** A bit of {@code cuts} says whether a new row begins after the part of its place. */
    private List<List<BoxLayout>> cut(List<Part> layer, int cuts) {
        List<List<BoxLayout>> rows = new ArrayList<>();
        List<Part> row = new ArrayList<>();
        for (int i = 0; i < layer.size(); i++) {
            row.add(layer.get(i));
            if (i == layer.size() - 1 || (cuts >> i & 1) == 1) {
                rows.add(row(row));
                row = new ArrayList<>();
            }
        }
        return rows;
    }

    /** One column for each part; the tallest get more while there is room and while it helps. */
    private List<BoxLayout> row(List<Part> parts) {
        int[] columns = new int[parts.size()];
        Arrays.fill(columns, 1);
        List<BoxLayout> row = boxes(parts, columns, columnWidth);
        while (true) {
            int tallest = tallestThatCanGrow(row, columns);
            if (tallest < 0) {
                break;
            }
            columns[tallest]++;
            List<BoxLayout> wider = boxes(parts, columns, columnWidth);
            if (widthOf(wider) > width) {
                columns[tallest]--;
                break;
            }
            row = wider;
        }
        int all = Arrays.stream(columns).sum();
        int widest = mostColumns > 2 ? WIDEST : width;
        int widened = Math.min(widest, columnWidth + (width - widthOf(row)) / all);
        return widened <= columnWidth ? row : boxes(parts, columns, widened);
    }

    private int tallestThatCanGrow(List<BoxLayout> row, int[] columns) {
        int tallest = -1;
        for (int i = 0; i < columns.length; i++) {
            boolean canGrow = columns[i] < mostColumns
                    && columns[i] < row.get(i).part.cells().size();
            if (canGrow
                    && (tallest < 0 || row.get(i).height() > row.get(tallest).height())) {
                tallest = i;
            }
        }
        return tallest;
    }

    private List<BoxLayout> boxes(List<Part> parts, int[] columns, int columnWidth) {
        List<BoxLayout> boxes = new ArrayList<>();
        for (int i = 0; i < columns.length; i++) {
            boxes.add(new BoxLayout(parts.get(i), links, columns[i], columnWidth));
        }
        return boxes;
    }

    /** The width of a row with its gutters. */
    static int widthOf(List<BoxLayout> row) {
        return row.stream().mapToInt(box -> box.width).sum() + (row.size() - 1) * GUTTER;
    }

    /** The height of a row. */
    static int height(List<BoxLayout> row) {
        return row.stream().mapToInt(BoxLayout::height).max().orElse(0);
    }
}
