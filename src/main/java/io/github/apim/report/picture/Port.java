package io.github.apim.report.picture;

import io.github.apim.report.picture.Diagram.Link;

/** Where a link's wire meets a box. */
final class Port {

    final Link link;
    final int row;
    final int place;

    /** On the upper edge of the box, otherwise on the lower one. */
    final boolean above;

    /** The link arrives here, otherwise it leaves. */
    final boolean arrives;

    int x;

    Port(Link link, int row, int place, boolean above, boolean arrives) {
        this.link = link;
        this.row = row;
        this.place = place;
        this.above = above;
        this.arrives = arrives;
    }

    /** Channel {@code n} lies above row {@code n}; the last one below the last row. */
    int channel() {
        return above ? row : row + 1;
    }
}
