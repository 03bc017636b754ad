package io.github.apim.report.picture;

/** The kinds of text in the picture, with the sizes that the style sheet gives them. */
enum TextStyle {
    TITLE("t-title", 14, true, 18),
    NOTE("t-note", 11, false, 15),
    ARRIVAL("t-arrival", 11, false, 15),
    CELL("t-cell", 11, true, 15),
    ITEM("t-item", 12, true, 16),
    LINE("t-line", 11, false, 15);

    final String css;
    final int size;
    final boolean bold;
    final int leading;

    TextStyle(String css, int size, boolean bold, int leading) {
        this.css = css;
        this.size = size;
        this.bold = bold;
        this.leading = leading;
    }

    int width(String text) {
        return TextWidth.of(text, size, bold);
    }
}
