package io.github.apim.archive;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
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
    private final Limits limits;

    private ZipDirectory(Path file, FileChannel channel, ZipEnd end, Limits limits) {
        this.file = file;
        this.channel = channel;
        this.end = end;
        this.limits = limits;
    }

    /**
     * Finds the directory.
     *
     * @throws ArchiveException if the file has none or it exceeds the limits
     */
    static ZipDirectory find(Path file, FileChannel channel, Limits limits) throws IOException {
        ZipEnd end = ZipEnd.find(file, channel);
        ZipDirectory directory = new ZipDirectory(file, channel, end, limits);
        directory.checkCount(end.entries());
        return directory;
    }

    /** Where the directory begins, and so no data lie any more. */
    long start() {
        return end.start();
    }

    /** Gives the digest all bytes of the directory. */
    void update(MessageDigest digest) throws IOException {
        InputStream directory = ChannelReads.stream(channel, end.start(), end.size());
        byte[] bytes = new byte[1 << 16];
        for (int count = directory.read(bytes); count > 0; count = directory.read(bytes)) {
            digest.update(bytes, 0, count);
        }
    }

    /**
     * All entries in the directory's order. It is read one entry at a time, so that what it claims to be costs nothing.
     *
     * @throws ArchiveException if one of them cannot be right or cannot be read
     */
    List<ZipRecord> records() throws IOException {
        List<ZipRecord> records = new ArrayList<>();
        InputStream directory = new BufferedInputStream(ChannelReads.stream(channel, end.start(), end.size()), 1 << 16);
        byte[] bytes = new byte[ENTRY_SIZE + 3 * 65_535];
        ByteBuffer entry = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer local = ByteBuffer.allocate(LOCAL_SIZE + 2 * 65_535).order(ByteOrder.LITTLE_ENDIAN);
        for (int size = next(directory, entry); size > 0; size = next(directory, entry)) {
            records.add(record(entry, local));
            // The end record may count modulo 65,536.
            checkCount(records.size());
        }
        if (end.exact() ? records.size() != end.entries() : (records.size() & 0xFFFF) != end.entries()) {
            throw damaged();
        }
        checkOverlaps(records);
        return records;
    }

    private void checkCount(long entries) {
        if (entries > limits.maxEntries()) {
            throw ArchiveException.of(
                    file,
                    "has %s entries, the limit is %s. Raise the limit if that is right."
                            .formatted(Math.max(entries, end.entries()), limits.maxEntries()));
        }
    }

    /** Reads the next entry; its size, or 0 at the directory's end. */
    private int next(InputStream directory, ByteBuffer entry) throws IOException {
        int read = directory.readNBytes(entry.array(), 0, ENTRY_SIZE);
        if (read == 0) {
            return 0;
        }
        if (read < ENTRY_SIZE || entry.getInt(0) != ENTRY_SIGNATURE) {
            throw damaged();
        }
        int rest = unsigned(entry, 28) + unsigned(entry, 30) + unsigned(entry, 32);
        if (directory.readNBytes(entry.array(), ENTRY_SIZE, rest) < rest) {
            throw damaged();
        }
        return ENTRY_SIZE + rest;
    }

    private static int unsigned(ByteBuffer header, int place) {
        return Short.toUnsignedInt(header.getShort(place));
    }

    private ZipRecord record(ByteBuffer entry, ByteBuffer local) throws IOException {
        int madeFlags = unsigned(entry, 8);
        int method = unsigned(entry, 10);
        int extraStart = ENTRY_SIZE + unsigned(entry, 28);
        byte[] rawName = Arrays.copyOfRange(entry.array(), ENTRY_SIZE, extraStart);
        ZipExtra extra = ZipExtra.parse(entry, extraStart, unsigned(entry, 30));
        String name = ZipNames.decode(file, rawName, (madeFlags & FLAG_UTF8) != 0, extra.unicodeName());
        checkMethod(name, madeFlags, method);
        long[] wide = extra.widened(
                Integer.toUnsignedLong(entry.getInt(24)),
                Integer.toUnsignedLong(entry.getInt(20)),
                Integer.toUnsignedLong(entry.getInt(42)));
        if (wide.length == 0) {
            throw ArchiveException.of(file, name, "its zip64 field is missing or too short. Get the file again.");
        }
        if (wide[0] < 0 || wide[1] < 0 || wide[2] < 0) {
            throw ArchiveException.of(file, name, "its size or place is negative. Get the file again.");
        }
        ZipRecord record = new ZipRecord(
                name,
                method == METHOD_STORED || wide[1] == 0 && wide[0] == 0,
                entry.getInt(16),
                wide[1],
                wide[0],
                entry.getInt(38) >>> 16,
                extra.modified().orElseGet(() -> ZipTime.of(unsigned(entry, 14), unsigned(entry, 12))),
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
            throw outside(name);
        }
        if (local.getInt(0) != LOCAL_SIGNATURE) {
            throw disagree(name, "there is no local header in its place");
        }
        int localFlags = unsigned(local, 6);
        int nameLength = unsigned(local, 26);
        int extraLength = unsigned(local, 28);
        if (nameLength != rawName.length
                || !Arrays.equals(local.array(), LOCAL_SIZE, LOCAL_SIZE + nameLength, rawName, 0, nameLength)) {
            throw disagree(name, "the local header has another name");
        }
        if (unsigned(local, 8) != method) {
            throw disagree(name, "the local header has another compression method");
        }
        if (((localFlags ^ flags) & (ANY_ENCRYPTION | FLAG_UTF8 | FLAG_PATCH)) != 0) {
            throw disagree(name, "the local header has other flags");
        }
        if ((localFlags & FLAG_DESCRIPTOR) == 0
                && (local.getInt(14) != record.crc() || !hasSizes(local, extraLength, record, nameLength))) {
            throw disagree(name, "the local header has another size or CRC");
        }
        long data = record.header() + LOCAL_SIZE + nameLength + extraLength;
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

    private boolean hasSizes(ByteBuffer local, int extraLength, ZipRecord record, int nameLength) throws IOException {
        int extraStart = LOCAL_SIZE + nameLength;
        long size = Integer.toUnsignedLong(local.getInt(22));
        long compressed = Integer.toUnsignedLong(local.getInt(18));
        if (ZipExtra.isSaturated(size) || ZipExtra.isSaturated(compressed)) {
            local.limit(extraStart + extraLength).position(extraStart);
            try {
                ChannelReads.fully(channel, local, record.header() + extraStart);
            } catch (EOFException outside) {
                throw outside(record.name());
            }
            long[] wide = ZipExtra.parse(local, extraStart, extraLength).widened(size, compressed, record.header());
            return wide.length > 0 && wide[0] == record.size() && wide[1] == record.compressedSize();
        }
        return size == record.size() && compressed == record.compressedSize();
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

    private ArchiveException outside(String name) {
        return ArchiveException.of(
                file, name, "lies outside the file, which is truncated or damaged. Get the file again.");
    }

    private ArchiveException disagree(String name, String what) {
        return ArchiveException.of(file, name, "the zip contradicts itself: " + what + ". Get the file again.");
    }
}
