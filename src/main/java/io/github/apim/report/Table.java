package io.github.apim.report;

import io.github.apim.report.html.Tag;
import java.util.List;

/** A table with a caption; the first cell of each row is the row's heading. */
final class Table {

    /** What becomes of a table on a narrow screen. */
    enum Narrow {
        /** Each row becomes a card, each cell a line with its heading before it. */
        STACKS("stacks"),
        /** The table scrolls by itself beside its first column, which stays. */
        SCROLLS("scrolls");

        private final String css;

        Narrow(String css) {
            this.css = css;
        }
    }

    /**
     * A column.
     *
     * @param number whether there are numbers in it, which stand below each other
     */
    record Column(String heading, boolean number) {

        static Column of(String heading) {
            return new Column(heading, false);
        }

        static Column numbers(String heading) {
            return new Column(heading, true);
        }

        Tag styled(Tag cell) {
            return number ? cell.set("class", "number") : cell;
        }
    }

    private final String id;
    private final Narrow narrow;
    private final List<Column> columns;
    private final Tag caption;
    private final Tag body = Tag.of("tbody").set("role", "rowgroup");

    Table(String id, String caption, Narrow narrow, List<Column> columns) {
        this.id = id;
        this.narrow = narrow;
        this.columns = columns;
        this.caption = Tag.of("caption").set("id", id + "-caption").text(caption);
    }

    /** A cell of text. */
    static Tag cell(String text) {
        return Tag.of("td").text(text);
    }

    /** A cell of something that people copy. */
    static Tag code(String text) {
        return Tag.of("td").add(Tag.of("code").text(text));
    }

    /** A cell that says that there is nothing yet. */
    static Tag absent(String text) {
        return Tag.of("td").add(Tag.of("span").set("class", "absent").text(text));
    }

    /** One more row, of as many cells as there are columns behind the first. */
    Table row(String heading, List<Tag> cells) {
        Tag row = Tag.of("tr").set("role", "row");
        row.add(Tag.of("th").set("scope", "row").set("role", "rowheader").text(heading));
        for (int i = 0; i < cells.size(); i++) {
            Column column = columns.get(i + 1);
            row.add(column.styled(cells.get(i).set("role", "cell").set("data-heading", column.heading())));
        }
        body.add(row);
        return this;
    }

    /** The roles are said again because style sheets that change how a table is shown take them away. */
    Tag tag() {
        Tag head = Tag.of("tr").set("role", "row");
        for (Column column : columns) {
            head.add(column.styled(
                    Tag.of("th").set("scope", "col").set("role", "columnheader").text(column.heading())));
        }
        Tag table = Tag.of("table")
                .set("id", id)
                .set("role", "table")
                .set("class", narrow.css)
                .add(caption, Tag.of("thead").set("role", "rowgroup").add(head), body);
        return narrow == Narrow.STACKS
                ? table
                : Tag.of("div")
                        .set("class", "scroller")
                        .set("role", "region")
                        .set("tabindex", "0")
                        .set("aria-labelledby", id + "-caption")
                        .add(table);
    }
}
