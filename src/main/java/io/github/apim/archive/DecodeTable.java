package io.github.apim.archive;

import java.util.Arrays;

/**
 * A Huffman code in the form in which it is looked up: a root table by the next few bits, and for codes that are longer
 * a table each behind it. Can be filled again and again.
 *
 * <p>An entry is, from the low bits: 4 bits number of bits to take, 4 bits number of extra bits, 8 bits of flags, 16 bits
 * value. The value is what a match's extra bits are added to, or the place of the second table.
 */
final class DecodeTable {

    static final int LITERAL = 1 << 8;
    static final int END = 1 << 9;
    static final int SECOND = 1 << 10;
    static final int INVALID = 1 << 11;

    /** What the symbols of a code stand for. */
    enum Alphabet {
        LITERAL_LENGTH,
        DISTANCE,
        CODE_LENGTH;

        int entry(int symbol) {
            return switch (this) {
                case CODE_LENGTH -> symbol << 16;
                case DISTANCE ->
                    symbol < Deflate.DISTANCE_SYMBOLS
                            ? Deflate.distanceBase(symbol) << 16 | Deflate.distanceExtra(symbol) << 4
                            : INVALID;
                case LITERAL_LENGTH -> {
                    if (symbol < Deflate.END_OF_BLOCK) {
                        yield symbol << 16 | LITERAL;
                    }
                    if (symbol == Deflate.END_OF_BLOCK) {
                        yield END;
                    }
                    yield symbol < Deflate.LITERAL_LENGTH_SYMBOLS
                            ? Deflate.lengthBase(symbol) << 16 | Deflate.lengthExtra(symbol) << 4
                            : INVALID;
                }
            };
        }
    }

    private final Alphabet alphabet;
    private final int rootBits;
    private int[] entries;

    DecodeTable(Alphabet alphabet, int rootBits) {
        this.alphabet = alphabet;
        this.rootBits = rootBits;
        this.entries = new int[2 << rootBits];
    }

    int[] entries() {
        return entries;
    }

    /**
     * Takes over the code of these lengths.
     *
     * @return whether they form a code: complete, or a single code of one bit, or (distances only) nothing at all
     */
    boolean fill(byte[] lengths, int from, int count) {
        byte[] own = Arrays.copyOfRange(lengths, from, from + count);
        if (!isCode(own)) {
            return false;
        }
        int[] codes = Deflate.codes(own);
        int rootSize = 1 << rootBits;
        Arrays.fill(entries, 0, rootSize, INVALID | 1);
        secondTables(own, codes, rootSize);
        for (int symbol = 0; symbol < count; symbol++) {
            int length = own[symbol];
            if (length == 0) {
                continue;
            }
            int entry = alphabet.entry(symbol) | length;
            if (length <= rootBits) {
                for (int place = codes[symbol]; place < rootSize; place += 1 << length) {
                    entries[place] = entry;
                }
            } else {
                int pointer = entries[codes[symbol] & rootSize - 1];
                int base = pointer >>> 16;
                int size = 1 << (pointer >>> 4 & 15);
                int step = 1 << length - rootBits;
                for (int place = codes[symbol] >>> rootBits; place < size; place += step) {
                    entries[base + place] = entry;
                }
            }
        }
        return true;
    }

    /** Makes room for the codes longer than the root's bits; the extra bits of a pointer are its table's width. */
    private void secondTables(byte[] lengths, int[] codes, int rootSize) {
        int used = rootSize;
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            int width = lengths[symbol] - rootBits;
            if (width > 0) {
                int root = codes[symbol] & rootSize - 1;
                int known = entries[root];
                if ((known & SECOND) == 0 || (known >>> 4 & 15) < width) {
                    entries[root] = SECOND | width << 4;
                }
            }
        }
        for (int root = 0; root < rootSize; root++) {
            int pointer = entries[root];
            if ((pointer & SECOND) != 0) {
                int size = 1 << (pointer >>> 4 & 15);
                if (used + size > entries.length) {
                    entries = Arrays.copyOf(entries, Math.max(used + size, entries.length * 2));
                }
                Arrays.fill(entries, used, used + size, INVALID | 1);
                entries[root] = pointer | used << 16;
                used += size;
            }
        }
    }

    private boolean isCode(byte[] lengths) {
        int longest = 0;
        int taken = 0;
        for (byte length : lengths) {
            longest = Math.max(longest, length);
            if (length > 0) {
                taken += 1 << Deflate.MAX_CODE_LENGTH - length;
            }
        }
        int all = 1 << Deflate.MAX_CODE_LENGTH;
        return switch (longest) {
            case 0 -> alphabet == Alphabet.DISTANCE;
            case 1 -> taken == all || taken == all / 2 && alphabet != Alphabet.CODE_LENGTH;
            default -> taken == all;
        };
    }
}
