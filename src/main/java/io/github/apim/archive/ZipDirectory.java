package io.github.apim.archive;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Reads a zip's central directory and holds it against the local headers and the file: whatever two readers could
 * understand differently is refused. A library shows one of the views and hides the other, so the headers are read here;
 * the tests hold what comes out against commons-compress.
 */
final class ZipDirectory {

    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int ENTRY_SIZE = 46;
    private static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final int LOCAL_SIZE = 30;

    private static final int FLAG_ENCRYPTED = 1;
    private static final int FLAG_DESCRIPTOR = 1 << 3;
    private static final int FLAG_PATCH = 1 << 5;
    private static final int FLAG_STRONG_ENCRYPTION = 1 << 6;
    private static final int FLAG_UTF8 = 1 << 11;
    private static final int FLAG_MASKED = 1 << 13;
    private static final int ANY_ENCRYPTION = FLAG_ENCRYPTED | FLAG_STRONG_ENCRYPTION | FLAG_MASKED;
    private static final int METHOD_STORED = 0;
    private static final int METHOD_DEFLATED = 8;

    private final Path file;
    private final FileChannel channel;
    private final ZipEnd end;
    private final byte[] bytes;

    private ZipDirectory(Path file, FileChannel channel, ZipEnd end, byte[] bytes) {
        this.file = file;
        this.channel = channel;
        this.end = end;
        this.bytes = bytes;
    }

    /**
     * Finds and loads the directory.
     *
     * @throws ArchiveException if the file has none or it exceeds the limits
     */
    static ZipDirectory load(Path file, FileChannel channel, Limits limits) throws IOException {
        ZipEnd end = ZipEnd.find(file, channel);
        if (end.entries() > limits.maxEntries()) {
            throw ArchiveException.of(
                    file,
                    "has %s entries, the limit is %s. Raise the limit if that is right."
                            .formatted(end.entries(), limits.maxEntries()));
        }
        if (end.size() > Integer.MAX_VALUE - 64) {
            throw ArchiveException.of(
                    file, "the zip's directory has %s bytes; that is too much.".formatted(end.size()));
        }
        ByteBuffer buffer = ByteBuffer.allocate((int) end.size());
        ChannelReads.fully(channel, buffer, end.start());
        return new ZipDirectory(file, channel, end, buffer.array());
    }

    /** The directory as it lies in the file. */
    byte[] bytes() {
        return bytes;
    }

    /**
     * All entries in the directory's order.
     *
     * @throws ArchiveException if one of them cannot be right or cannot be read
     */
    List<ZipRecord> records() throws IOException {
        List<ZipRecord> records = new ArrayList<>((int) Math.min(end.entries(), bytes.length / ENTRY_SIZE));
        ByteBuffer directory = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer local = ByteBuffer.allocate(LOCAL_SIZE + 65_535).order(ByteOrder.LITTLE_ENDIAN);
        while (directory.hasRemaining()) {
            if (directory.remaining() < ENTRY_SIZE || directory.getInt(directory.position()) != ENTRY_SIGNATURE) {
                throw damaged();
            }
            records.add(record(directory, local));
        }
        if (end.exact() ? records.size() != end.entries() : (records.size() & 0xFFFF) != end.entries()) {
            throw damaged();
        }
        checkOverlaps(records);
        return records;
    }

    private ZipRecord record(ByteBuffer directory, ByteBuffer local) throws IOException {
        int start = directory.position();
        int madeFlags = Short.toUnsignedInt(directory.getShort(start + 8));
        int method = Short.toUnsignedInt(directory.getShort(start + 10));
        int time = Short.toUnsignedInt(directory.getShort(start + 12));
        int date = Short.toUnsignedInt(directory.getShort(start + 14));
        int crc = directory.getInt(start + 16);
        int nameLength = Short.toUnsignedInt(directory.getShort(start + 28));
        int extraLength = Short.toUnsignedInt(directory.getShort(start + 30));
        int commentLength = Short.toUnsignedInt(directory.getShort(start + 32));
        int unixMode = directory.getInt(start + 38) >>> 16;
        int extraStart = start + ENTRY_SIZE + nameLength;
        long next = (long) extraStart + extraLength + commentLength;
        if (next > bytes.length) {
            throw damaged();
        }
        byte[] rawName = Arrays.copyOfRange(bytes, start + ENTRY_SIZE, extraStart);
        ZipExtra extra = ZipExtra.parse(directory, extraStart, extraLength);
        String name = ZipNames.decode(file, rawName, (madeFlags & FLAG_UTF8) != 0, extra.unicodeName());
        checkMethod(name, madeFlags, method);
        long[] wide = extra.widened(
                Integer.toUnsignedLong(directory.getInt(start + 24)),
                Integer.toUnsignedLong(directory.getInt(start + 20)),
                Integer.toUnsignedLong(directory.getInt(start + 42)));
        if (wide.length == 0) {
            throw ArchiveException.of(file, name, "its zip64 field is missing or too short. Get the file again.");
        }
        if (wide[0] < 0 || wide[1] < 0 || wide[2] < 0) {
            throw ArchiveException.of(file, name, "its size or place is negative. Get the file again.");
        }
        directory.position((int) next);
        ZipRecord record = new ZipRecord(
                name,
                method == METHOD_STORED || wide[1] == 0 && wide[0] == 0,
                crc,
                wide[1],
                wide[0],
                unixMode,
                extra.modified().orElseGet(() -> ZipTime.of(date, time)),
                wide[2] + end.prefix(),
                0);
        return withData(record, rawName, madeFlags, method, local);
    }

    private void checkMethod(String name, int flags, int method) {
        if ((flags & ANY_ENCRYPTION) != 0) {
            throw ArchiveException.of(file, name, "is encrypted. Pack the archive without a password.");
        }
        if (method != METHOD_STORED && method != METHOD_DEFLATED || (flags & FLAG_PATCH) != 0) {
            throw ArchiveException.of(
                    file,
                    name,
                    "is compressed by method %s, only 0 (stored) and 8 (deflated) are supported. Pack the archive again by a plain zip tool."
                            .formatted(method));
        }
    }

    /** The record with the place of its data, which only the local header tells; the two must say the same. */
    private ZipRecord withData(ZipRecord record, byte[] rawName, int flags, int method, ByteBuffer local)
            throws IOException {
        String name = record.name();
        local.clear().limit(LOCAL_SIZE + rawName.length);
        try {
            if (record.header() < 0 || record.header() > end.start() - LOCAL_SIZE) {
                throw new EOFException();
            }
            ChannelReads.fully(channel, local, record.header());
        } catch (EOFException outside) {
            throw ArchiveException.of(
                    file, name, "lies outside the file, which is truncated or damaged. Get the file again.");
        }
        if (local.getInt(0) != LOCAL_SIGNATURE) {
            throw disagree(name, "there is no local header in its place");
        }
        int localFlags = Short.toUnsignedInt(local.getShort(6));
        int nameLength = Short.toUnsignedInt(local.getShort(26));
        if (nameLength != rawName.length
                || !Arrays.equals(local.array(), LOCAL_SIZE, LOCAL_SIZE + nameLength, rawName, 0, nameLength)) {
            throw disagree(name, "the local header has another name");
        }
        if (Short.toUnsignedInt(local.getShort(8)) != method) {
            throw disagree(name, "the local header has another compression method");
        }
        if (((localFlags ^ flags) & (ANY_ENCRYPTION | FLAG_UTF8 | FLAG_PATCH)) != 0) {
            throw disagree(name, "the local header has other flags");
        }
        if ((localFlags & FLAG_DESCRIPTOR) == 0
                && (local.getInt(14) != record.crc()
                        || differs(local.getInt(18), record.compressedSize())
                        || differs(local.getInt(22), record.size()))) {
            throw disagree(name, "the local header has another size or CRC");
        }
        long data = record.header() + LOCAL_SIZE + nameLength + Short.toUnsignedInt(local.getShort(28));
        if (data > end.start() || record.compressedSize() > end.start() - data) {
            throw ArchiveException.of(
                    file, name, "its data reach beyond the file or into the directory. Get the file again.");
        }
        if (record.stored() && record.compressedSize() != record.size()) {
            throw ArchiveException.of(file, name, "is stored, but has two different sizes. Get the file again.");
        }
        return new ZipRecord(
                name,
                record.stored(),
                record.crc(),
                record.compressedSize(),
                record.size(),
                record.unixMode(),
                record.modified(),
                record.header(),
                data);
    }

    private static boolean differs(int local, long central) {
        return local != -1 && Integer.toUnsignedLong(local) != central;
    }

    private void checkOverlaps(List<ZipRecord> records) {
        ZipRecord before = null;
        for (ZipRecord record : records.stream()
                .sorted(Comparator.comparingLong(ZipRecord::header))
                .toList()) {
            if (before != null && before.data() + before.compressedSize() > record.header()) {
                throw ArchiveException.of(
                        file,
                        record.name(),
                        "shares data with entry '%s', as archives made to do harm have it."
                                .formatted(ArchiveException.printable(before.name())));
            }
            before = record;
        }
    }

    private ArchiveException damaged() {
        return ArchiveException.of(file, "the zip's directory is damaged. Get the file again.");
    }

    private ArchiveException disagree(String name, String what) {
        return ArchiveException.of(file, name, "the zip contradicts itself: " + what + ". Get the file again.");
    }
}
