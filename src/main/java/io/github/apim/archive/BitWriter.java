package io.github.apim.archive;

import java.util.Arrays;

/** A growing sequence of bits, packed into bytes from the least significant bit up (RFC 1951 §3.1.1). */
final class BitWriter {

    private byte[] bytes = new byte[256];
    private int length;
    private long pending;
    private int pendingBits;

    /** Appends the low bits of a value, at most 32 of them; the other bits must be 0. */
    void bits(int value, int count) {
        pending |= (value & 0xFFFF_FFFFL) << pendingBits;
        pendingBits += count;
        while (pendingBits >= 8) {
            append((byte) pending);
            pending >>>= 8;
            pendingBits -= 8;
        }
    }

    /** Appends whole bytes; the sequence must end on a byte's border. */
    void bytes(byte[] source, int from, int count) {
        if (pendingBits != 0) {
            throw new IllegalStateException("Not on a byte's border");
        }
        reserve(count);
        System.arraycopy(source, from, bytes, length, count);
        length += count;
    }

    /** Appends 0 bits up to a byte's border. */
    void align() {
        if (pendingBits > 0) {
            bits(0, 8 - pendingBits);
        }
    }

    /** Whether the sequence ends on a byte's border. */
    boolean aligned() {
        return pendingBits == 0;
    }

    /** How many whole bytes there are. */
    int byteCount() {
        return length;
    }

    /** The whole bytes as an array of their own. */
    byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    /** The array that holds the whole bytes, for reading up to {@link #byteCount()}. */
    byte[] array() {
        return bytes;
    }

    /** Forgets the whole bytes, which somebody has taken; bits of a started byte stay. */
    void discardBytes() {
        length = 0;
    }

    private void append(byte value) {
        reserve(1);
        bytes[length++] = value;
    }

    private void reserve(int count) {
        if (count > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(length, count)));
        }
    }
}
