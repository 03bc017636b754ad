package io.github.apim.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Walks the codes of a deflate stream without producing its output, to find its last block and its end. Proves that the
 * stream ends in the last of the given bytes, that it yields the expected number of bytes, and that no match reaches
 * back before its start. Can be used again, by one thread at a time.
 */
final class DeflateScan {

    private static final int LITERAL_ROOT = 11;
    private static final int DISTANCE_ROOT = 8;
    private static final DecodeTable FIXED_LITERALS = fixedLiterals();
    private static final DecodeTable FIXED_DISTANCES = fixedDistances();

    private final BitReader in = new BitReader();
    private final DecodeTable literals = new DecodeTable(DecodeTable.Alphabet.LITERAL_LENGTH, LITERAL_ROOT);
    private final DecodeTable distances = new DecodeTable(DecodeTable.Alphabet.DISTANCE, DISTANCE_ROOT);
    private final DecodeTable codeLengths =
            new DecodeTable(DecodeTable.Alphabet.CODE_LENGTH, Deflate.MAX_CODE_LENGTH_CODE_LENGTH);
    private final byte[] lengths = new byte[320];

    private long expected;
    private long produced;

    /**
     * Scans one stream.
     *
     * @param stream       exactly the compressed bytes
     * @param compressed   how many they are
     * @param uncompressed how many they must yield
     * @throws MalformedDeflateException if they are no such stream
     */
    DeflateShape scan(InputStream stream, long compressed, long uncompressed) throws IOException {
        in.start(stream);
        expected = uncompressed;
        produced = 0;
        long lastBlock;
        boolean last;
        do {
            lastBlock = in.position();
            last = in.take(1) == 1;
            switch (in.take(2)) {
                case Deflate.STORED -> storedBlock();
                case Deflate.FIXED -> compressedBlock(FIXED_LITERALS.entries(), FIXED_DISTANCES.entries());
                case Deflate.DYNAMIC -> {
                    dynamicCodes();
                    compressedBlock(literals.entries(), distances.entries());
                }
                default -> throw new MalformedDeflateException("has a block of the reserved type 3");
            }
        } while (!last);
        long end = in.position();
        checkEnd(end, compressed);
        return new DeflateShape(lastBlock, end);
    }

    private void checkEnd(long end, long compressed) throws MalformedDeflateException {
        if (end > compressed * 8) {
            throw BitReader.truncated();
        }
        if (end + 7 >>> 3 != compressed) {
            throw new MalformedDeflateException(
                    "ends after %s of %s bytes; what are the others?".formatted(end + 7 >>> 3, compressed));
        }
        if (produced != expected) {
            throw new MalformedDeflateException("yields %s bytes instead of %s".formatted(produced, expected));
        }
    }

    private void storedBlock() throws IOException {
        in.align();
        int length = in.take(16);
        if ((in.take(16) ^ length) != 0xFFFF) {
            throw new MalformedDeflateException("has a stored block whose length and its complement disagree");
        }
        produce(length);
        in.skip(length);
    }

    private void compressedBlock(int[] literalTable, int[] distanceTable) throws IOException {
        int literalMask = (1 << LITERAL_ROOT) - 1;
        int distanceMask = (1 << DISTANCE_ROOT) - 1;
        long count = produced;
        while (true) {
            in.refill();
            int entry = literalTable[(int) in.look() & literalMask];
            if ((entry & DecodeTable.LITERAL) != 0) {
                // Two literals of the root table and the look at the second need no more than one refill brings.
                in.drop(entry & 15);
                count++;
                entry = literalTable[(int) in.look() & literalMask];
                if ((entry & DecodeTable.LITERAL) != 0) {
                    in.drop(entry & 15);
                    count++;
                    continue;
                }
                in.refill();
            }
            if ((entry & DecodeTable.SECOND) != 0) {
                entry = second(literalTable, entry, LITERAL_ROOT);
            }
            in.drop(entry & 15);
            if ((entry & (DecodeTable.LITERAL | DecodeTable.END | DecodeTable.INVALID)) != 0) {
                if ((entry & DecodeTable.LITERAL) != 0) {
                    count++;
                    continue;
                }
                if ((entry & DecodeTable.END) != 0) {
                    break;
                }
                throw new MalformedDeflateException("has a code that stands for nothing");
            }
            int length = (entry >>> 16) + in.takeReady(entry >>> 4 & 15);
            int distanceEntry = distanceTable[(int) in.look() & distanceMask];
            if ((distanceEntry & DecodeTable.SECOND) != 0) {
                distanceEntry = second(distanceTable, distanceEntry, DISTANCE_ROOT);
            }
            in.drop(distanceEntry & 15);
            if ((distanceEntry & DecodeTable.INVALID) != 0) {
                throw new MalformedDeflateException("has a distance code that stands for nothing");
            }
            int distance = (distanceEntry >>> 16) + in.takeReady(distanceEntry >>> 4 & 15);
            if (distance > count) {
                throw new MalformedDeflateException("has a match that reaches back before its start");
            }
            count += length;
        }
        produced = count;
        produce(0);
    }

    private int second(int[] table, int pointer, int rootBits) {
        int mask = (1 << (pointer >>> 4 & 15)) - 1;
        return table[(pointer >>> 16) + ((int) (in.look() >>> rootBits) & mask)];
    }

    private void dynamicCodes() throws IOException {
        int literalCount = in.take(5) + 257;
        int distanceCount = in.take(5) + 1;
        int codeLengthCount = in.take(4) + 4;
        if (literalCount > Deflate.LITERAL_LENGTH_SYMBOLS || distanceCount > Deflate.DISTANCE_SYMBOLS) {
            throw new MalformedDeflateException("has a block with too many symbols");
        }
        Arrays.fill(lengths, (byte) 0);
        for (int place = 0; place < codeLengthCount; place++) {
            lengths[Deflate.codeLengthOrder(place)] = (byte) in.take(3);
        }
        require(codeLengths.fill(lengths, 0, Deflate.CODE_LENGTH_SYMBOLS));
        readLengths(literalCount + distanceCount);
        if (lengths[Deflate.END_OF_BLOCK] == 0) {
            throw new MalformedDeflateException("has a block that cannot end");
        }
        require(distances.fill(lengths, literalCount, distanceCount));
        require(literals.fill(lengths, 0, literalCount));
    }

    private void readLengths(int count) throws IOException {
        int[] table = codeLengths.entries();
        int place = 0;
        while (place < count) {
            in.refill();
            int entry = table[(int) in.look() & (1 << Deflate.MAX_CODE_LENGTH_CODE_LENGTH) - 1];
            in.drop(entry & 15);
            int symbol = entry >>> 16;
            if (symbol < 16) {
                lengths[place++] = (byte) symbol;
                continue;
            }
            byte value = 0;
            if (symbol == 16) {
                if (place == 0) {
                    throw new MalformedDeflateException("has a block that repeats a code length before the first one");
                }
                value = lengths[place - 1];
            }
            int repeat = switch (symbol) {
                case 16 -> 3 + in.take(2);
                case 17 -> 3 + in.take(3);
                default -> 11 + in.take(7);
            };
            if (place + repeat > count) {
                throw new MalformedDeflateException("has a block with more code lengths than it says");
            }
            Arrays.fill(lengths, place, place + repeat, value);
            place += repeat;
        }
    }

    private static void require(boolean isCode) throws MalformedDeflateException {
        if (!isCode) {
            throw new MalformedDeflateException("has a block whose code lengths are no code");
        }
    }

    private void produce(int count) throws MalformedDeflateException {
        produced += count;
        if (produced > expected) {
            throw new MalformedDeflateException("yields more than the %s bytes it should".formatted(expected));
        }
    }

    private static DecodeTable fixedLiterals() {
        DecodeTable table = new DecodeTable(DecodeTable.Alphabet.LITERAL_LENGTH, LITERAL_ROOT);
        table.fill(Deflate.fixedLiteralLengths(), 0, 288);
        return table;
    }

    private static DecodeTable fixedDistances() {
        DecodeTable table = new DecodeTable(DecodeTable.Alphabet.DISTANCE, DISTANCE_ROOT);
        table.fill(Deflate.fixedDistanceLengths(), 0, 32);
        return table;
    }
}
