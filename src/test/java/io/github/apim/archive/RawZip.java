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
        int external;
        byte[] extra = {};
        byte[] localExtra = {};
        long offset = -1;
    }

    private final List<Entry> entries = new ArrayList<>();
    byte[] prefix = {};
    byte[] comment = {};
    byte[] trailing = {};
    int disk;
    int countDifference;
    boolean offsetsCountPrefix;

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
                header.putInt(entry.localCrc).putInt((int) entry.compressed).putInt((int) entry.size);
                header.putShort((short) entry.localName.length).putShort((short) entry.localExtra.length);
                out.writeBytes(header.array());
                out.writeBytes(entry.localName);
                out.writeBytes(entry.localExtra);
                out.writeBytes(entry.data);
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
            header.putInt(entry.crc).putInt((int) entry.compressed).putInt((int) entry.size);
            header.putShort((short) entry.name.length)
                    .putShort((short) entry.extra.length)
                    .putShort((short) 0);
            header.putShort((short) 0)
                    .putShort((short) 0)
                    .putInt(entry.external)
                    .putInt((int) entry.offset);
            out.writeBytes(header.array());
            out.writeBytes(entry.name);
            out.writeBytes(entry.extra);
        }
        int size = out.size() - start;
        ByteBuffer end = buffer(22);
        end.putInt(0x06054b50).putShort((short) disk).putShort((short) disk);
        end.putShort((short) (entries.size() + countDifference)).putShort((short) (entries.size() + countDifference));
        end.putInt(size).putInt(start - base).putShort((short) comment.length);
        out.writeBytes(end.array());
        out.writeBytes(comment);
        out.writeBytes(trailing);
        return out.toByteArray();
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
