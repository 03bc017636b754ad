package io.github.apim.archive;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** SHA-256 of a content, as four big-endian numbers: fifteen thousand of them are read with every pack. */
record ContentDigest(long first, long second, long third, long fourth) {

    static final int BYTES = 32;

    /** The digest that begins at this place of an array. */
    static ContentDigest of(byte[] bytes, int at) {
        ByteBuffer numbers = ByteBuffer.wrap(bytes, at, BYTES);
        return new ContentDigest(numbers.getLong(), numbers.getLong(), numbers.getLong(), numbers.getLong());
    }

    byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .putLong(first)
                .putLong(second)
                .putLong(third)
                .putLong(fourth)
                .array();
    }

    /** 64 lower-case hexadecimal digits. */
    String hex() {
        return HexFormat.of().formatHex(bytes());
    }
}
