package io.github.apim.archive;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * The extra fields of an entry's header that matter here; others are passed over.
 *
 * @param zip64       the numbers of the zip64 field, empty without one
 * @param modified    the extended timestamp
 * @param unicodeName the content of the Unicode path field
 */
record ZipExtra(long[] zip64, Optional<Instant> modified, Optional<byte[]> unicodeName) {

    private static final int ZIP64 = 0x0001;
    private static final int EXTENDED_TIMESTAMP = 0x5455;
    private static final int UNICODE_PATH = 0x7075;
    private static final long SATURATED = 0xFFFF_FFFFL;

    static ZipExtra parse(ByteBuffer header, int from, int length) {
        long[] zip64 = {};
        Optional<Instant> modified = Optional.empty();
        Optional<byte[]> unicodeName = Optional.empty();
        int end = from + length;
        int size;
        for (int place = from; place + 4 <= end; place += 4 + size) {
            int id = Short.toUnsignedInt(header.getShort(place));
            size = Short.toUnsignedInt(header.getShort(place + 2));
            if (place + 4 + size > end) {
                break;
            }
            switch (id) {
                case ZIP64 -> {
                    zip64 = new long[Math.min(size / 8, 3)];
                    for (int i = 0; i < zip64.length; i++) {
                        zip64[i] = header.getLong(place + 4 + 8 * i);
                    }
                }
                case EXTENDED_TIMESTAMP -> {
                    if (size >= 5 && (header.get(place + 4) & 1) != 0) {
                        modified = Optional.of(Instant.ofEpochSecond(header.getInt(place + 5)));
                    }
                }
                case UNICODE_PATH ->
                    unicodeName = Optional.of(Arrays.copyOfRange(header.array(), place + 4, place + 4 + size));
                default -> {
                    // Some other tool's business.
                }
            }
        }
        return new ZipExtra(zip64, modified, unicodeName);
    }

    /**
     * The numbers of an entry, each that is saturated replaced by the next one of the zip64 field.
     *
     * @return size, compressed size and offset; nothing if the field lacks one
     */
    long[] widened(long size, long compressedSize, long offset) {
        long[] values = {size, compressedSize, offset};
        int next = 0;
        for (int i = 0; i < values.length; i++) {
            if (isSaturated(values[i])) {
                if (next == zip64.length) {
                    return new long[0];
                }
                values[i] = zip64[next++];
            }
        }
        return values;
    }

    /** Whether the zip64 field has the number, because it has no room in 32 bits. */
    static boolean isSaturated(long value) {
        return value == SATURATED;
    }
}
