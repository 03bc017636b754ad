package io.github.apim.report.picture;

import io.github.apim.report.picture.Diagram.Cell;
import io.github.apim.report.picture.Diagram.Item;
import io.github.apim.report.picture.Diagram.Link;
import io.github.apim.report.picture.Diagram.Part;
import io.github.apim.report.picture.Drawing.Badge;
import io.github.apim.report.picture.Drawing.Frame;
import io.github.apim.report.picture.Drawing.Label;
import java.util.ArrayList;
import java.util.List;

/** The inside of one part's box, for a number of columns and their width; places are from the box's own corner. */
final class BoxLayout {

    /** Between a box's edge and what is in it. */
    static final int PADDING = 12;

    /** Between cells. */
    static final int GAP = 8;

    private static final int CELL_PADDING = 8;
    /** The badges of wires stand on the upper and lower edge, half of them inside. */
    private static final int EDGE = Badge.RADIUS + 7;

    private static final int MOST_LINES = 3;

    final Part part;
    final int width;
    private final List<Frame> frames = new ArrayList<>();
    private final List<Label> labels = new ArrayList<>();
    private final List<Badge> badges = new ArrayList<>();
    private int y = EDGE;

    BoxLayout(Part part, List<Link> links, int columns, int columnWidth) {
        this.part = part;
        this.width = widthOf(columns, columnWidth);
        int inner = width - 2 * PADDING;
        y = text(TextStyle.TITLE, part.title(), PADDING, y, inner);
        for (String note : part.notes()) {
            y = text(TextStyle.NOTE, note, PADDING, y, inner);
        }
        for (Link link : links) {
            String arrival = link.arrivals().get(part.id());
            if (arrival != null) {
                arrival(link, arrival, inner);
            }
        }
        cells(columns, columnWidth);
        y += EDGE;
    }

    static int widthOf(int columns, int columnWidth) {
        return columns * columnWidth + (columns - 1) * GAP + 2 * PADDING;
    }

    int height() {
        return y;
    }

    List<Frame> frames() {
        return frames;
    }

    List<Label> labels() {
        return labels;
    }

    List<Badge> badges() {
        return badges;
    }

    private void arrival(Link link, String text, int inner) {
        y += 4;
        int indent = 2 * Badge.RADIUS + 6;
        badges.add(new Badge(Badge.Kind.EXPLAINS, link, PADDING + Badge.RADIUS, y + Badge.RADIUS));
        int end = text(TextStyle.ARRIVAL, text, PADDING + indent, y + 1, inner - indent);
        y = Math.max(end, y + 2 * Badge.RADIUS);
    }

    /** Cells of one row are of one height. */
    private void cells(int columns, int columnWidth) {
        for (int first = 0; first < part.cells().size(); first += columns) {
            y += GAP;
            List<Cell> row = part.cells()
                    .subList(first, Math.min(first + columns, part.cells().size()));
            int bottom = y;
            for (int i = 0; i < row.size(); i++) {
                bottom = Math.max(bottom, cell(row.get(i), cellX(i, columnWidth), columnWidth));
            }
            for (int i = 0; i < row.size(); i++) {
                frames.add(new Frame("cell", cellX(i, columnWidth), y, columnWidth, bottom - y));
            }
            y = bottom;
        }
    }

    private static int cellX(int column, int columnWidth) {
        return PADDING + column * (columnWidth + GAP);
    }

    private int cell(Cell cell, int x, int width) {
        int inner = width - 2 * CELL_PADDING;
        int bottom = text(TextStyle.CELL, cell.title(), x + CELL_PADDING, y + CELL_PADDING - 1, inner);
        for (Item item : cell.items()) {
            bottom = text(TextStyle.ITEM, item.title(), x + CELL_PADDING, bottom + 2, inner);
            for (String line : item.lines()) {
                bottom = text(TextStyle.LINE, line, x + CELL_PADDING, bottom, inner);
            }
        }
        return bottom + CELL_PADDING - 2;
    }

    /** Puts a text below {@code top} and gives where the next may begin. */
    private int text(TextStyle style, String text, int x, int top, int width) {
        List<String> lines = TextWrap.lines(text, style, width, MOST_LINES);
        int next = top;
        for (String line : lines) {
            labels.add(new Label(style, x, next + style.size, line, text));
            next += style.leading;
        }
        return next;
    }
}
