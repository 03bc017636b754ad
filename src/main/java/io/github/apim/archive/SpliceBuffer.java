package io.github.apim.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A write buffer in which pieces are joined; the source's data are read directly into it. Full buffers go to files and
 * digests.
 */
final class SpliceBuffer {

    private static final int SIZE = 1 << 18;
    /** Writing much more at once is slower: the data then leave the processor's cache before they are copied. */
    private static final int SLICE = 1 << 16;

    private static final int STORED_HEAD = 5;

    private final SourceArchive source;
    private final Workers.Stop stop;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(SIZE);
    private final byte[] storedHead = new byte[STORED_HEAD];
    private final CRC32C check = new CRC32C();
    private List<Strand> strands = List.of();
    private boolean digesting;

    SpliceBuffer(SourceArchive source, Workers.Stop stop) {
        this.source = source;
        this.stop = stop;
    }

    /** From here on everything goes to these strands. */
    void direct(List<Strand> to, boolean digest) throws IOException {
        if (!to.equals(strands) || digest != digesting) {
            flush();
            strands = List.copyOf(to);
            digesting = digest;
        }
    }

    void put(byte[] bytes) throws IOException {
        put(bytes, 0, bytes.length);
    }

    void put(Piece piece) throws IOException {
        put(piece.head());
        EntryData data = piece.data();
        check.reset();
        if (data.shape().isPresent()) {
            putDeflated(piece, data.shape().get());
        } else {
            putStored(data);
            put(piece.tail());
        }
    }

    /** Flushes the buffer. */
    void flush() throws IOException {
        stop.check();
        buffer.flip();
        List<OutputFile> files = new ArrayList<>();
        for (Strand strand : strands) {
            strand.outputs().forEach(output -> files.add(output.file()));
        }
        int end = buffer.limit();
        for (int from = 0; from < end; from += SLICE) {
            buffer.limit(Math.min(end, from + SLICE));
            if (digesting) {
                for (Strand strand : strands) {
                    strand.digest(buffer.position(from));
                }
            }
            for (OutputFile file : files) {
                file.write(buffer.position(from));
            }
        }
        buffer.clear();
    }

    private void putDeflated(Piece piece, DeflateShape shape) throws IOException {
        EntryData data = piece.data();
        long markByte = shape.lastBlock() >>> 3;
        int mark = 1 << (shape.lastBlock() & 7);
        long done = 0;
        while (done < data.length()) {
            int start = room();
            int count = read(data.offset() + done, data.length() - done);
            if (markByte >= done && markByte < done + count) {
                int place = start + (int) (markByte - done);
                buffer.put(place, (byte) (buffer.get(place) & ~mark));
            }
            done += count;
            if (done == data.length()) {
                requireChecked(data);
            }
            if (done == data.length() && piece.shared() > 0) {
                int place = start + count - 1;
                int own = buffer.get(place) & (1 << piece.shared()) - 1;
                buffer.put(place, (byte) (own | piece.tail()[0]));
            }
        }
        int used = piece.shared() > 0 ? 1 : 0;
        put(piece.tail(), used, piece.tail().length - used);
    }

    private void putStored(EntryData data) throws IOException {
        long done = 0;
        while (done < data.length()) {
            long blockEnd = Math.min(done + Deflate.MAX_STORED, data.length());
            if (done > 0) {
                putStoredHead((int) (blockEnd - done));
            }
            while (done < blockEnd) {
                room();
                done += read(data.offset() + done, blockEnd - done);
            }
        }
        requireChecked(data);
    }

    private void requireChecked(EntryData data) {
        if ((int) check.getValue() != data.check()) {
            throw source.changed();
        }
    }

    /** The head of a stored block that begins on a byte's border. */
    private void putStoredHead(int length) throws IOException {
        storedHead[1] = (byte) length;
        storedHead[2] = (byte) (length >>> 8);
        storedHead[3] = (byte) ~length;
        storedHead[4] = (byte) (~length >>> 8);
        put(storedHead);
    }

    /** Makes sure that a byte fits in; returns the place of the next one. */
    private int room() throws IOException {
        if (!buffer.hasRemaining()) {
            flush();
        }
        return buffer.position();
    }

    private int read(long offset, long most) throws IOException {
        int start = buffer.position();
        int count = (int) Math.min(buffer.remaining(), most);
        buffer.limit(start + count);
        ChannelReads.fully(source.channel(), buffer, offset);
        check.update(buffer.position(start));
        buffer.limit(SIZE);
        return count;
    }

    private void put(byte[] bytes, int from, int count) throws IOException {
        int next = from;
        int left = count;
        while (left > 0) {
            room();
            int step = Math.min(left, buffer.remaining());
            buffer.put(bytes, next, step);
            next += step;
            left -= step;
        }
    }
}
