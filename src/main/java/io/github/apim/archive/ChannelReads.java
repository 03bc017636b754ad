package io.github.apim.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Objects;

/** Reads at places of a file, without moving its position, so that several threads can. */
final class ChannelReads {

    private ChannelReads() {}

    /**
     * Fills the buffer's rest from this place of the file.
     *
     * @throws EOFException if the file ends before
     */
    static void fully(FileChannel channel, ByteBuffer buffer, long offset) throws IOException {
        long position = offset;
        while (buffer.hasRemaining()) {
            int count = channel.read(buffer, position);
            if (count < 0) {
                throw new EOFException("The file ends at " + position);
            }
            position += count;
        }
    }

    /** So many bytes from this place of the file, as little-endian numbers. */
    static ByteBuffer littleEndian(FileChannel channel, long offset, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        fully(channel, buffer, offset);
        return buffer.flip();
    }

    /** A range of the file as a stream; closing it does nothing. */
    static InputStream stream(FileChannel channel, long offset, long length) {
        return new RangeStream(channel, offset, offset + length);
    }

    private static final class RangeStream extends InputStream {

        private final FileChannel channel;
        private long position;
        private final long end;

        RangeStream(FileChannel channel, long position, long end) {
            this.channel = channel;
            this.position = position;
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, buffer.length);
            if (length == 0) {
                return 0;
            }
            long left = end - position;
            if (left <= 0) {
                return -1;
            }
            int count = channel.read(ByteBuffer.wrap(buffer, offset, (int) Math.min(length, left)), position);
            if (count > 0) {
                position += count;
            }
            return count;
        }
    }
}
