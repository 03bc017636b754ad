package io.github.apim.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * Where the central directory of a zip lies, as its end record says, or the zip64 one.
 *
 * @param entries number of entries
 * @param exact   whether the number is given in full, not modulo 65,536
 * @param start   offset of the central directory in the file
 * @param size    its bytes
 * @param prefix  what is to be added to all offsets that the archive gives, because something was put before it
 */
record ZipEnd(long entries, boolean exact, long start, long size, long prefix) {

    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_SIZE = 22;
    private static final int ZIP64_LOCATOR_SIGNATURE = 0x07064b50;
    private static final int ZIP64_LOCATOR_SIZE = 20;
    private static final int ZIP64_END_SIGNATURE = 0x06064b50;
    private static final int ZIP64_END_SIZE = 56;
    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int LOCAL_SIGNATURE = 0x04034b50;

    private static final int NONE = -1;
    private static final int SATURATED_16 = 0xFFFF;
    private static final long SATURATED_32 = 0xFFFF_FFFFL;

    /**
     * Finds the end record.
     *
     * @throws ArchiveException if there is none, or it does not fit the file
     */
    static ZipEnd find(Path file, FileChannel channel) throws IOException {
        long fileSize = channel.size();
        int tailSize = (int) Math.min(fileSize, END_SIZE + 65_535);
        ByteBuffer tail = ChannelReads.littleEndian(channel, fileSize - tailSize, tailSize);
        boolean signatureSeen = false;
        int found = NONE;
        for (int place = tailSize - END_SIZE; place >= 0; place--) {
            if (tail.getInt(place) == END_SIGNATURE) {
                signatureSeen = true;
                // Any four bytes of a comment may look like the signature; only the real one's comment ends with the
                // file.
                if (place + END_SIZE + Short.toUnsignedInt(tail.getShort(place + 20)) == tailSize) {
                    if (found != NONE) {
                        throw ArchiveException.of(
                                file,
                                "the zip has two end records, so that programs would find different archives in it. Get the file again.");
                    }
                    found = place;
                }
            }
        }
        if (found != NONE) {
            return read(file, channel, tail.slice(found, END_SIZE).order(tail.order()), fileSize - tailSize + found);
        }
        if (signatureSeen) {
            throw ArchiveException.of(
                    file,
                    "the zip does not end where its end record says: bytes were cut off or appended. Get the file again.");
        }
        if (fileSize >= 4 && ChannelReads.littleEndian(channel, 0, 4).getInt() == LOCAL_SIGNATURE) {
            throw ArchiveException.of(
                    file,
                    "the zip has no end record: it is truncated, probably a download that broke. Get the file again.");
        }
        throw ArchiveException.of(
                file,
                "this is no zip, tar.gz or folder; it looks like " + FileLooks.of(channel) + ". Get the file again.");
    }

    private static ZipEnd read(Path file, FileChannel channel, ByteBuffer end, long position) throws IOException {
        int disk = Short.toUnsignedInt(end.getShort(4));
        int directoryDisk = Short.toUnsignedInt(end.getShort(6));
        int entriesHere = Short.toUnsignedInt(end.getShort(8));
        int entries = Short.toUnsignedInt(end.getShort(10));
        long size = Integer.toUnsignedLong(end.getInt(12));
        long offset = Integer.toUnsignedLong(end.getInt(16));
        if (position >= ZIP64_LOCATOR_SIZE) {
            ByteBuffer locator = ChannelReads.littleEndian(channel, position - ZIP64_LOCATOR_SIZE, ZIP64_LOCATOR_SIZE);
            if (locator.getInt(0) == ZIP64_LOCATOR_SIGNATURE) {
                ZipEnd wide = readZip64(file, channel, locator, position - ZIP64_LOCATOR_SIZE);
                if (differs(entries, wide.entries(), SATURATED_16)
                        || differs(size, wide.size(), SATURATED_32)
                        || differs(offset, wide.start() - wide.prefix(), SATURATED_32)) {
                    throw ArchiveException.of(
                            file, "the zip contradicts itself: its two end records differ. Get the file again.");
                }
                return wide;
            }
        }
        if (entries == SATURATED_16 && (size == SATURATED_32 || offset == SATURATED_32)) {
            throw ArchiveException.of(file, "the zip's zip64 end record is missing. Get the file again.");
        }
        if (disk != 0 || directoryDisk != 0 || entriesHere != entries) {
            throw multipleDisks(file);
        }
        return locate(file, channel, entries, false, size, offset, position);
    }

    private static boolean differs(long narrow, long wide, long saturated) {
        return narrow != saturated && narrow != wide;
    }

    private static ZipEnd readZip64(Path file, FileChannel channel, ByteBuffer locator, long locatorPosition)
            throws IOException {
        if (locator.getInt(4) != 0 || locator.getInt(16) > 1) {
            throw multipleDisks(file);
        }
        long given = locator.getLong(8);
        // Behind a prefix the given place is too low; the record then lies right before its locator.
        for (long position : new long[] {given, locatorPosition - ZIP64_END_SIZE}) {
            if (position < 0 || position > locatorPosition - ZIP64_END_SIZE) {
                continue;
            }
            ByteBuffer end = ChannelReads.littleEndian(channel, position, ZIP64_END_SIZE);
            if (end.getInt(0) != ZIP64_END_SIGNATURE) {
                continue;
            }
            if (end.getInt(16) != 0 || end.getInt(20) != 0 || end.getLong(24) != end.getLong(32)) {
                throw multipleDisks(file);
            }
            return locate(file, channel, end.getLong(32), true, end.getLong(40), end.getLong(48), position);
        }
        throw ArchiveException.of(file, "the zip's zip64 end record is damaged. Get the file again.");
    }

    private static ZipEnd locate(
            Path file, FileChannel channel, long entries, boolean exact, long size, long offset, long end)
            throws IOException {
        if (entries >= 0 && size >= 0 && offset >= 0 && size <= end && offset <= end) {
            // Right before the end record, whatever precedes the archive; or, if something lies between, as given.
            for (long start : new long[] {end - size, offset}) {
                if (start >= offset && start <= end - size && isDirectory(channel, start, size)) {
                    return new ZipEnd(entries, exact, start, size, start - offset);
                }
            }
        }
        throw ArchiveException.of(
                file, "the zip's end record points to no central directory: the file is damaged. Get the file again.");
    }

    private static boolean isDirectory(FileChannel channel, long start, long size) throws IOException {
        return size == 0
                || size >= 4 && ChannelReads.littleEndian(channel, start, 4).getInt() == ENTRY_SIGNATURE;
    }

    private static ArchiveException multipleDisks(Path file) {
        return ArchiveException.of(file, "this is one part of a zip split over several files. Join them into one zip.");
    }
}
