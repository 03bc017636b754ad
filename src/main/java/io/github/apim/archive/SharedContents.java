package io.github.apim.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/** Compresses what outputs add; what several of them add, such as the database's driver, only once. */
final class SharedContents {

    /** What is kept in memory at the same time, in bytes before compression; the rest is compressed for each output. */
    private static final long MOST_KEPT = 16L << 20;

    private static final int COPY = 1 << 16;

    private final Map<Content, Slot> kept = new HashMap<>();

    /**
     * A content as deflate blocks that refer to nothing before them, end on a byte's border and are not the end.
     *
     * @param crc    CRC-32 of the content
     * @param length bytes of the content
     */
    record Compressed(byte[] blocks, int crc, long length) {}

    /** Compressed once, by the first output that needs it; the others wait for the result. */
    private record Slot(AtomicBoolean taken, Handover<Compressed> result) {}

    /** Finds what several of these outputs add: the same file, or the very same bytes in memory. */
    static SharedContents of(Iterable<TarGzOutput> outputs) throws IOException {
        SharedContents contents = new SharedContents();
        Map<Content, Integer> counts = new HashMap<>();
        long sum = 0;
        for (TarGzOutput output : outputs) {
            for (AddedEntry entry : output.added()) {
                if (counts.merge(entry.content(), 1, Integer::sum) == 2) {
                    long size = size(entry.content());
                    if (size > 0 && sum + size <= MOST_KEPT) {
                        sum += size;
                        contents.kept.put(entry.content(), new Slot(new AtomicBoolean(), new Handover<>()));
                    }
                }
            }
        }
        return contents;
    }

    /** The compressed content, if it is among those that are kept. */
    Optional<Compressed> find(Content content, Workers.Stop stop) throws IOException {
        Slot slot = kept.get(content);
        if (slot == null) {
            return Optional.empty();
        }
        if (slot.taken().compareAndSet(false, true)) {
            slot.result().give(compress(content, stop));
        }
        return Optional.of(slot.result().take(stop));
    }

    private static Compressed compress(Content content, Workers.Stop stop) throws IOException {
        ByteArrayOutputStream blocks = new ByteArrayOutputStream();
        DeflateCompressor compressor = new DeflateCompressor(blocks);
        CheckedOutputStream counted = new CheckedOutputStream(compressor, new CRC32());
        long length = copy(content, counted, stop);
        compressor.separate();
        return new Compressed(blocks.toByteArray(), (int) counted.getChecksum().getValue(), length);
    }

    /**
     * Bytes of a content; 0 for what is no file.
     *
     * @throws IOException if a file is not there
     */
    static long size(Content content) throws IOException {
        if (content instanceof Content.Bytes bytes) {
            return bytes.bytes().length;
        }
        if (!(content instanceof Content.File file)) {
            return 0;
        }
        if (!Files.isRegularFile(file.path())) {
            throw new IOException(file.path() + ": not a file, or not there");
        }
        return Files.size(file.path());
    }

    /**
     * Copies a content.
     *
     * @return how many bytes these were
     * @throws IOException      if a file is not there, or changes its length while it is read
     * @throws ArchiveException if a file's bytes are not those that they must be
     */
    static long copy(Content content, OutputStream target, Workers.Stop stop) throws IOException {
        if (content instanceof Content.Bytes bytes) {
            target.write(bytes.bytes());
            return bytes.bytes().length;
        }
        if (!(content instanceof Content.File file)) {
            return 0;
        }
        if (file.sha256().isEmpty()) {
            return copy(file.path(), target, stop);
        }
        DigestOutputStream hashed = new DigestOutputStream(target, Sha256.start());
        long size = copy(file.path(), hashed, stop);
        file.require(HexFormat.of().formatHex(hashed.getMessageDigest().digest()));
        return size;
    }

    private static long copy(Path path, OutputStream target, Workers.Stop stop) throws IOException {
        try (FileChannel channel = FileChannel.open(path)) {
            long size = channel.size();
            InputStream stream = ChannelReads.stream(channel, 0, size);
            byte[] buffer = new byte[COPY];
            long left = size;
            while (left > 0) {
                stop.check();
                int count = stream.read(buffer);
                if (count < 0) {
                    throw new IOException(path + ": became shorter while it was read");
                }
                target.write(buffer, 0, count);
                left -= count;
            }
            if (channel.size() != size) {
                throw new IOException(path + ": became longer while it was read");
            }
            return size;
        }
    }
}
