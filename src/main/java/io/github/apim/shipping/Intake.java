package io.github.apim.shipping;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A bounded buffer for a machine's output, which keeps the head and the tail of what exceeds it. */
final class Intake extends OutputStream {

    private static final String LEFT_OUT = "\n…\n";

    private final int beginning;
    private final int end;
    private final long most;
    private final Runnable heard;
    private final Runnable tooMuch;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private byte[] tail = new byte[0];
    private long total;

    /**
     * @param beginning bytes that are kept of the head
     * @param end       bytes that are kept of the tail
     * @param most      the limit in bytes, beyond which output is discarded
     * @param heard     called for each chunk
     * @param tooMuch   called once when the limit is exceeded
     */
    Intake(int beginning, int end, long most, Runnable heard, Runnable tooMuch) {
        this.beginning = beginning;
        this.end = end;
        this.most = most;
        this.heard = heard;
        this.tooMuch = tooMuch;
    }

    @Override
    public void write(int single) {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        heard.run();
        boolean overflows;
        synchronized (this) {
            boolean before = isTooMuch();
            total += length;
            overflows = !before && isTooMuch();
            if (!isTooMuch()) {
                keep(bytes, offset, length);
            }
        }
        if (overflows) {
            tooMuch.run();
        }
    }

    private void keep(byte[] bytes, int offset, int length) {
        int first = Math.min(length, beginning - head.size());
        head.write(bytes, offset, first);
        int rest = Math.min(length - first, end);
        if (rest > 0) {
            byte[] both = Arrays.copyOf(tail, tail.length + rest);
            System.arraycopy(bytes, offset + length - rest, both, tail.length, rest);
            tail = Arrays.copyOfRange(both, Math.max(0, both.length - end), both.length);
        }
    }

    synchronized boolean isTooMuch() {
        return total > most;
    }

    /** All that came, where the beginning holds as much as may come. */
    synchronized byte[] bytes() {
        return head.toByteArray();
    }

    /** What came, or its beginning and its end. */
    synchronized String text() {
        String start = head.toString(StandardCharsets.UTF_8);
        if (tail.length == 0) {
            return start.strip();
        }
        String between = total > beginning + (long) end ? LEFT_OUT : "";
        return (start + between + new String(tail, StandardCharsets.UTF_8)).strip();
    }
}
