package io.github.apim.archive;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Writes a zip in which a source that is none is kept: zip64 throughout, names in UTF-8, times as extended timestamps,
 * content compressed so that its bytes depend on nothing but the content.
 */
final class ZipImageWriter implements Closeable {

    private static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int ZIP64_END_SIGNATURE = 0x06064b50;
    private static final int ZIP64_LOCATOR_SIGNATURE = 0x07064b50;
    private static final int END_SIGNATURE = 0x06054b50;
    private static final short VERSION = 45;
    private static final short MADE_ON_UNIX = 3 << 8 | VERSION;
    private static final short FLAGS = 1 << 11;
    private static final short STORED = 0;
    private static final short DEFLATED = 8;
    /** 1 January 1980, the first that there is; the real time is in the extended timestamp. */
    private static final int DOS_EPOCH = 0x0021_0000;

    private static final int SATURATED = -1;
    private static final int LOCAL_SIZE = 30;
    private static final int LOCAL_EXTRA = 4 + 16;
    private static final int CENTRAL_EXTRA = 4 + 24 + 4 + 5;

    private final FileChannel channel;
    private final OutputStream out;
    private final DeflateCompressor compressor;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Entry> byName = new HashMap<>();
    private final byte[] buffer = new byte[1 << 16];
    private long position;

    private record Entry(
            byte[] name,
            int unixMode,
            Instant modified,
            short method,
            int crc,
            long compressed,
            long size,
            long header) {

        long data() {
            return header + LOCAL_SIZE + name.length + LOCAL_EXTRA;
        }
    }

    /** @param file exists and will be overwritten */
    ZipImageWriter(Path file) throws IOException {
        this.channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        this.out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
        this.compressor = new DeflateCompressor(new Sink());
    }

    /** Adds a directory; its name has no slash at the end. */
    void directory(String name, int permissions, Instant modified) throws IOException {
        stored(name, name + "/", 0040000 | permissions, modified, new byte[0]);
    }

    void symbolicLink(String name, Instant modified, String target) throws IOException {
        stored(name, name, 0120777, modified, target.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Adds a file.
     *
     * @return how many bytes the content had
     */
    long file(String name, int permissions, Instant modified, InputStream content) throws IOException {
        byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
        long header = position;
        put(local(nameBytes, DEFLATED, 0, 0, 0));
        long data = position;
        CRC32 crc = new CRC32();
        long size = 0;
        for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
            crc.update(buffer, 0, count);
            compressor.write(buffer, 0, count);
            size += count;
        }
        compressor.finish();
        Entry entry = new Entry(
                nameBytes,
                0100000 | permissions,
                modified,
                DEFLATED,
                (int) crc.getValue(),
                position - data,
                size,
                header);
        out.flush();
        // Only now are the sizes known that the local header must have.
        ByteBuffer known = local(nameBytes, DEFLATED, entry.crc(), entry.compressed(), size);
        for (long place = header; known.hasRemaining(); ) {
            place += channel.write(known, place);
        }
        add(name, entry);
        return size;
    }

    /**
     * Adds a file or symbolic link with the content of one that is here already, as a hard link has it.
     *
     * @return whether there is one of that name
     */
    boolean copy(String name, String original) throws IOException {
        Entry known = byName.get(original);
        if (known == null || original.equals(name)) {
            return false;
        }
        byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
        Entry entry = new Entry(
                nameBytes,
                known.unixMode(),
                known.modified(),
                known.method(),
                known.crc(),
                known.compressed(),
                known.size(),
                position);
        put(local(nameBytes, known.method(), known.crc(), known.compressed(), known.size()));
        out.flush();
        InputStream data = ChannelReads.stream(channel, known.data(), known.compressed());
        for (int count = data.read(buffer); count >= 0; count = data.read(buffer)) {
            out.write(buffer, 0, count);
            position += count;
        }
        add(name, entry);
        return true;
    }

    /** Writes the directory and the end, and waits until all is on the disk. */
    void finish() throws IOException {
        long start = position;
        for (Entry entry : entries) {
            put(central(entry));
        }
        long size = position - start;
        long end = position;
        ByteBuffer zip64 = littleEndian(56 + 20 + 22);
        zip64.putInt(ZIP64_END_SIGNATURE).putLong(44).putShort(MADE_ON_UNIX).putShort(VERSION);
        zip64.putInt(0).putInt(0).putLong(entries.size()).putLong(entries.size());
        zip64.putLong(size).putLong(start);
        zip64.putInt(ZIP64_LOCATOR_SIGNATURE).putInt(0).putLong(end).putInt(1);
        zip64.putInt(END_SIGNATURE).putShort((short) 0).putShort((short) 0);
        zip64.putShort((short) SATURATED).putShort((short) SATURATED);
        zip64.putInt(SATURATED).putInt(SATURATED).putShort((short) 0);
        put(zip64.flip());
        out.flush();
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void add(String name, Entry entry) {
        entries.add(entry);
        byName.put(name, entry);
    }

    private void stored(String key, String name, int unixMode, Instant modified, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        Entry entry = new Entry(
                name.getBytes(StandardCharsets.UTF_8),
                unixMode,
                modified,
                STORED,
                (int) crc.getValue(),
                content.length,
                content.length,
                position);
        put(local(entry.name(), STORED, entry.crc(), content.length, content.length));
        out.write(content);
        position += content.length;
        add(key, entry);
    }

    private static ByteBuffer local(byte[] name, short method, int crc, long compressed, long size) {
        ByteBuffer header = littleEndian(LOCAL_SIZE + name.length + LOCAL_EXTRA);
        header.putInt(LOCAL_SIGNATURE).putShort(VERSION).putShort(FLAGS).putShort(method);
        header.putInt(DOS_EPOCH).putInt(crc).putInt(SATURATED).putInt(SATURATED);
        header.putShort((short) name.length).putShort((short) LOCAL_EXTRA).put(name);
        header.putShort((short) 1).putShort((short) 16).putLong(size).putLong(compressed);
        return header.flip();
    }

    private static ByteBuffer central(Entry entry) {
        ByteBuffer header = littleEndian(46 + entry.name().length + CENTRAL_EXTRA);
        header.putInt(ENTRY_SIGNATURE).putShort(MADE_ON_UNIX).putShort(VERSION).putShort(FLAGS);
        header.putShort(entry.method()).putInt(DOS_EPOCH).putInt(entry.crc());
        header.putInt(SATURATED).putInt(SATURATED);
        header.putShort((short) entry.name().length)
                .putShort((short) CENTRAL_EXTRA)
                .putShort((short) 0);
        header.putShort((short) 0)
                .putShort((short) 0)
                .putInt(entry.unixMode() << 16)
                .putInt(SATURATED);
        header.put(entry.name());
        header.putShort((short) 1).putShort((short) 24);
        header.putLong(entry.size()).putLong(entry.compressed()).putLong(entry.header());
        long seconds = entry.modified().getEpochSecond();
        // Four bytes are all there is; a time outside of 1901 to 2038 becomes the nearest within.
        int time = (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, seconds));
        header.putShort((short) 0x5455).putShort((short) 5).put((byte) 1).putInt(time);
        return header.flip();
    }

    private void put(ByteBuffer bytes) throws IOException {
        position += bytes.remaining();
        out.write(bytes.array(), 0, bytes.remaining());
    }

    private static ByteBuffer littleEndian(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Takes the compressed bytes. */
    private final class Sink extends OutputStream {

        @Override
        public void write(int value) throws IOException {
            out.write(value);
            position++;
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            out.write(bytes, from, count);
            position += count;
        }
    }
}
