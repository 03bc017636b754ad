package io.github.apim.report.picture;

/**
 * How wide text is at most. The reader's font is not known, so it is measured in DejaVu Sans Bold, which is wider than
 * what systems bring for their own interfaces; text is cut by this and fits in all of them.
 */
final class TextWidth {

    /** Thousandths of the font's size, from the blank to the tilde. */
    private static final int[] ASCII = {
        348, 456, 521, 838, 696, 1002, 872, 306, 457, 457, 523, 838, 380, 415, 380, 365, 696, 696, 696, 696, 696, 696,
        696, 696, 696, 696, 400, 400, 838, 838, 838, 580, 1000, 774, 762, 734, 830, 683, 683, 821, 837, 372, 372, 775,
        637, 995, 837, 850, 733, 850, 770, 720, 682, 812, 774, 1103, 771, 724, 725, 457, 365, 457, 838, 500, 500, 675,
        716, 593, 716, 678, 435, 716, 712, 343, 343, 665, 343, 1042, 712, 687, 716, 716, 493, 595, 478, 712, 652, 924,
        645, 652, 582, 712, 365, 712, 838
    };

    /** Regular letters are narrower than bold ones by at least this share of a thousand. */
    private static final int REGULAR = 930;

    /** Ideographs and pictures take a square and a bit. */
    private static final int OTHER = 1300;

    private TextWidth() {}

    /** The width in pixels, rounded up. */
    static int of(String text, int size, boolean bold) {
        long thousandths = text.codePoints()
                .mapToLong(c -> c >= ' ' && c <= '~' ? ASCII[c - ' '] : OTHER)
                .sum();
        return (int) Math.ceil(thousandths * size * (bold ? 1000 : REGULAR) / 1e6);
    }
}
