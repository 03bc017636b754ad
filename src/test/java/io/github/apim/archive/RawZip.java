package io.github.apim.archive;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/** Puts a zip together byte by byte, so that any of its numbers can be wrong. */
final class RawZip {

    /** One entry; the fields are what the two headers will say. */
    static final class Entry {
        byte[] name;
        byte[] localName;
        byte[] data;
        int flags;
        int localFlags;
        int method;
        int localMethod;
        int time;
        int date = 0x0021;
        int crc;
        int localCrc;
        long compressed;
        long size;
        long localCompressed = SAME;
        long localSize = SAME;
        byte[] descriptor = {};
        int external;
        byte[] extra = {};
        byte[] localExtra = {};
        long offset = -1;

        /** Leaves the numbers out of the local header and puts them behind the data, with the usual signature. */
        void described() {
            describedBy(buffer(16)
                    .putInt(0x08074b50)
                    .putInt(crc)
                    .putInt((int) compressed)
                    .putInt((int) size)
                    .array());
        }

        /** The same with a descriptor of any kind. */
        void describedBy(byte[] bytes) {
            flags |= 1 << 3;
            localFlags |= 1 << 3;
            localCrc = 0;
            localCompressed = 0;
            localSize = 0;
            descriptor = bytes;
        }
    }

    private static final long SAME = -1;

    private final List<Entry> entries = new ArrayList<>();
    byte[] prefix = {};
    byte[] comment = {};
    byte[] trailing = {};
    int disk;
    int countDifference;
    boolean offsetsCountPrefix;
    private boolean wide;

    RawZip deflated(String name, byte[] content, Consumer<Entry> change) {
        return add(name, content, Samples.deflate(content), 8, change);
    }

    RawZip deflated(String name, byte[] content) {
        return deflated(name, content, entry -> {});
    }

    RawZip stored(String name, byte[] content, Consumer<Entry> change) {
        return add(name, content, content, 0, change);
    }

    RawZip stored(String name, byte[] content) {
        return stored(name, content, entry -> {});
    }

    RawZip link(String name, String target) {
        return stored(name, target.getBytes(StandardCharsets.UTF_8), entry -> entry.external = 0120777 << 16);
    }

    /** Writes every number that can be wide in its zip64 field, and the zip64 end record. */
    RawZip zip64() {
        wide = true;
        return this;
    }

    private RawZip add(String name, byte[] content, byte[] data, int method, Consumer<Entry> change) {
        Entry entry = new Entry();
        entry.name = name.getBytes(StandardCharsets.UTF_8);
        entry.localName = entry.name;
        entry.flags = 1 << 11;
        entry.localFlags = entry.flags;
        entry.method = method;
        entry.localMethod = method;
        entry.data = data;
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.crc = (int) crc.getValue();
        entry.localCrc = entry.crc;
        entry.compressed = data.length;
        entry.size = content.length;
        change.accept(entry);
        entries.add(entry);
        return this;
    }

    byte[] build() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(prefix);
        int base = offsetsCountPrefix ? 0 : prefix.length;
        for (Entry entry : entries) {
            if (entry.offset < 0) {
                entry.offset = out.size() - base;
                ByteBuffer header = buffer(30);
                header.putInt(0x04034b50).putShort((short) 20).putShort((short) entry.localFlags);
                header.putShort((short) entry.localMethod)
                        .putShort((short) entry.time)
                        .putShort((short) entry.date);
                long compressed = entry.localCompressed == SAME ? entry.compressed : entry.localCompressed;
                long size = entry.localSize == SAME ? entry.size : entry.localSize;
                byte[] extra = wide ? joined(numbers(size, compressed), entry.localExtra) : entry.localExtra;
                header.putInt(entry.localCrc)
                        .putInt(wide ? -1 : (int) compressed)
                        .putInt(wide ? -1 : (int) size);
                header.putShort((short) entry.localName.length).putShort((short) extra.length);
                out.writeBytes(header.array());
                out.writeBytes(entry.localName);
                out.writeBytes(extra);
                out.writeBytes(entry.data);
                out.writeBytes(entry.descriptor);
            }
        }
        int start = out.size();
        for (Entry entry : entries) {
            ByteBuffer header = buffer(46);
            header.putInt(0x02014b50)
                    .putShort((short) 0x0314)
                    .putShort((short) 20)
                    .putShort((short) entry.flags);
            header.putShort((short) entry.method).putShort((short) entry.time).putShort((short) entry.date);
            byte[] extra =
                    wide ? joined(numbers(entry.size, entry.compressed, entry.offset), entry.extra) : entry.extra;
            header.putInt(entry.crc).putInt(wide ? -1 : (int) entry.compressed).putInt(wide ? -1 : (int) entry.size);
            header.putShort((short) entry.name.length)
                    .putShort((short) extra.length)
                    .putShort((short) 0);
            header.putShort((short) 0)
                    .putShort((short) 0)
                    .putInt(entry.external)
                    .putInt(wide ? -1 : (int) entry.offset);
            out.writeBytes(header.array());
            out.writeBytes(entry.name);
            out.writeBytes(extra);
        }
        int size = out.size() - start;
        if (wide) {
            out.writeBytes(wideEnd(entries.size() + countDifference, size, start - base, out.size() - base));
        }
        ByteBuffer end = buffer(22);
        end.putInt(0x06054b50).putShort((short) disk).putShort((short) disk);
        short count = (short) (wide ? -1 : entries.size() + countDifference);
        end.putShort(count).putShort(count);
        end.putInt(wide ? -1 : size).putInt(wide ? -1 : start - base).putShort((short) comment.length);
        out.writeBytes(end.array());
        out.writeBytes(comment);
        out.writeBytes(trailing);
        return out.toByteArray();
    }

    private static byte[] wideEnd(long count, long size, long start, long position) {
        ByteBuffer end = buffer(56 + 20);
        end.putInt(0x06064b50).putLong(44).putShort((short) 0x032d).putShort((short) 45);
        end.putInt(0).putInt(0).putLong(count).putLong(count).putLong(size).putLong(start);
        return end.putInt(0x07064b50).putInt(0).putLong(position).putInt(1).array();
    }

    /** A zip64 field. */
    static byte[] numbers(long... values) {
        ByteBuffer content = buffer(8 * values.length);
        for (long value : values) {
            content.putLong(value);
        }
        return extra(1, content.array());
    }

    private static byte[] joined(byte[] first, byte[] second) {
        return buffer(first.length + second.length).put(first).put(second).array();
    }

    /** An extra field. */
    static byte[] extra(int id, byte[] content) {
        return buffer(4 + content.length)
                .putShort((short) id)
                .putShort((short) content.length)
                .put(content)
                .array();
    }

    static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
