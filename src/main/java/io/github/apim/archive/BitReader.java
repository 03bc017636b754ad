package io.github.apim.archive;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Reads a stream bit by bit, from the least significant bit of each byte up, through a window. Bits can be looked at
 * before they are taken; beyond the end of the stream they are 0 for a while, so that only {@link #position} tells
 * whether they were there.
 */
final class BitReader {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int BUFFER = 1 << 16;
    /** What a look at the next bits may read beyond the end of the data. */
    private static final int SLACK = 16;
    /** What may have been looked at in advance. */
    private static final int HISTORY = 8;

    private final byte[] buffer = new byte[BUFFER + SLACK];
    private InputStream input;
    /** The stream's offset of the buffer's start, and the next byte and the end of the data in the buffer. */
    private long bufferStart;

    private int next;
    private int limit;
    private long bits;
    private int bitCount;

    /** Begins to read a stream. */
    void start(InputStream stream) {
        input = stream;
        bufferStart = 0;
        next = 0;
        limit = 0;
        bits = 0;
        bitCount = 0;
    }

    /** How many bits were taken. */
    long position() {
        return (bufferStart + next << 3) - bitCount;
    }

    /**
     * Makes at least 56 bits ready to look at.
     *
     * @throws MalformedDeflateException if the stream has ended long before
     */
    void refill() throws IOException {
        if (next + 8 > limit) {
            fillBuffer();
        }
        bits |= (long) LONG.get(buffer, next) << bitCount;
        next += 63 - bitCount >>> 3;
        bitCount |= 56;
    }

    /** The next bits, of which as many are right as a {@link #refill} has brought and nobody has dropped. */
    long look() {
        return bits;
    }

    /** Takes bits that were looked at. */
    void drop(int count) {
        bits >>>= count;
        bitCount -= count;
    }

    /** Takes bits that are ready, at most 31, as a number. */
    int takeReady(int count) {
        int value = (int) bits & (1 << count) - 1;
        drop(count);
        return value;
    }

    /** Takes at most 31 bits as a number. */
    int take(int count) throws IOException {
        refill();
        return takeReady(count);
    }

    /** Takes the rest of a started byte. */
    void align() {
        drop(bitCount & 7);
    }

    /**
     * Takes whole bytes without looking at them; must be called on a byte's border.
     *
     * @throws MalformedDeflateException if there are not so many
     */
    void skip(int bytes) throws IOException {
        next -= bitCount >>> 3;
        bits = 0;
        bitCount = 0;
        int left = bytes;
        while (left > 0) {
            if (next >= limit) {
                fillBuffer();
                if (next >= limit) {
                    throw truncated();
                }
            }
            int step = Math.min(left, limit - next);
            next += step;
            left -= step;
        }
    }

    static MalformedDeflateException truncated() {
        return new MalformedDeflateException("ends in the middle");
    }

    /** Reads on, keeping the bytes that {@link #skip} may go back over. */
    private void fillBuffer() throws IOException {
        if (next > limit + 8) {
            throw truncated();
        }
        if (next > limit) {
            return;
        }
        int history = Math.min(next, HISTORY);
        int kept = limit - next + history;
        System.arraycopy(buffer, next - history, buffer, 0, kept);
        bufferStart += next - history;
        next = history;
        limit = kept + input.readNBytes(buffer, kept, BUFFER - kept);
        Arrays.fill(buffer, limit, limit + SLACK, (byte) 0);
    }
}
