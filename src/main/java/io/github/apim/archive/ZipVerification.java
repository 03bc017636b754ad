package io.github.apim.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Reads all data of a zip once: each entry must have its size and CRC, and a deflated one the shape to be spliced. */
final class ZipVerification {

    /**
     * What was seen of an entry.
     *
     * @param shape  of its deflate stream, {@code null} if it is stored
     * @param check  CRC-32C of its data as they lie in the file
     * @param sha256 of its content
     */
    record Seen(DeflateShape shape, int check, ContentDigest sha256) {}

    private final Path file;
    private final FileChannel channel;
    private final List<ZipRecord> records;
    private final Seen[] seen;
    private final AtomicInteger next = new AtomicInteger();

    private ZipVerification(Path file, FileChannel channel, List<ZipRecord> records) {
        this.file = file;
        this.channel = channel;
        this.records = records;
        this.seen = new Seen[records.size()];
    }

    /**
     * Checks all entries, several at once.
     *
     * @return what was seen of each record
     * @throws ArchiveException if an entry is damaged
     */
    static Seen[] verify(Path file, FileChannel channel, List<ZipRecord> records, int threads) throws IOException {
        ZipVerification verification = new ZipVerification(file, channel, records);
        int workers = Math.max(1, Math.min(threads, records.size()));
        // The results are handed over by the end of the threads.
        Workers.run(Collections.nCopies(workers, verification::work));
        return verification.seen;
    }

    private Void work(Workers.Stop stop) throws IOException {
        Inflater inflater = new Inflater(true);
        try {
            DeflateScan scan = new DeflateScan();
            byte[] compressed = new byte[1 << 16];
            byte[] content = new byte[1 << 16];
            for (int i = next.getAndIncrement(); i < records.size(); i = next.getAndIncrement()) {
                ZipRecord record = records.get(i);
                try {
                    if (record.stored()) {
                        seen[i] = checkStored(record, compressed, stop);
                    } else {
                        DeflateShape shape = scan.scan(stream(record), record.compressedSize(), record.size());
                        seen[i] = checkDeflated(record, shape, inflater, compressed, content, stop);
                    }
                } catch (MalformedDeflateException malformed) {
                    throw damaged(record, "its compressed data " + malformed.getMessage());
                } catch (EOFException truncated) {
                    throw damaged(record, "the file ends before its data do");
                }
            }
            return null;
        } finally {
            inflater.end();
        }
    }

    private Seen checkStored(ZipRecord record, byte[] buffer, Workers.Stop stop) throws IOException {
        CRC32 crc = new CRC32();
        CRC32C check = new CRC32C();
        MessageDigest sha256 = Sha256.start();
        InputStream stream = stream(record);
        long left = record.size();
        while (left > 0) {
            stop.check();
            int count = stream.read(buffer);
            if (count < 0) {
                throw new EOFException();
            }
            crc.update(buffer, 0, count);
            check.update(buffer, 0, count);
            sha256.update(buffer, 0, count);
            left -= count;
        }
        checkCrc(record, crc);
        return new Seen(null, (int) check.getValue(), ContentDigest.of(sha256.digest(), 0));
    }

    private Seen checkDeflated(
            ZipRecord record,
            DeflateShape shape,
            Inflater inflater,
            byte[] compressed,
            byte[] content,
            Workers.Stop stop)
            throws IOException {
        CRC32 crc = new CRC32();
        CRC32C check = new CRC32C();
        MessageDigest sha256 = Sha256.start();
        InputStream stream = stream(record);
        inflater.reset();
        try {
            while (!inflater.finished()) {
                if (inflater.needsInput()) {
                    stop.check();
                    int count = stream.read(compressed);
                    if (count < 0) {
                        throw new EOFException();
                    }
                    inflater.setInput(compressed, 0, count);
                    check.update(compressed, 0, count);
                }
                int count = inflater.inflate(content);
                crc.update(content, 0, count);
                sha256.update(content, 0, count);
            }
        } catch (DataFormatException malformed) {
            throw damaged(record, "its compressed data are damaged (" + malformed.getMessage() + ")");
        }
        // The scan has found both already; that zlib sees the same is what makes the splice safe for every reader.
        if (inflater.getBytesWritten() != record.size() || inflater.getBytesRead() != record.compressedSize()) {
            throw damaged(record, "its compressed data end elsewhere for zlib");
        }
        checkCrc(record, crc);
        return new Seen(shape, (int) check.getValue(), ContentDigest.of(sha256.digest(), 0));
    }

    private void checkCrc(ZipRecord record, CRC32 crc) {
        if ((int) crc.getValue() != record.crc()) {
            throw damaged(
                    record,
                    "its content has the CRC %08x instead of %08x".formatted((int) crc.getValue(), record.crc()));
        }
    }

    private InputStream stream(ZipRecord record) {
        return ChannelReads.stream(channel, record.data(), record.compressedSize());
    }

    private ArchiveException damaged(ZipRecord record, String what) {
        return ArchiveException.of(file, record.name(), what + ". Get the file again.");
    }
}
