package io.github.apim.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32;

/** The last part of one output: the added entries, the end of the tar file and of the gzip member. */
final class TarGzEnd {

    /** A tar file's length is a multiple of this, as tape drives wanted it and tar still writes it. */
    private static final int RECORD = 20 * TarHeader.BLOCK;

    private static final int COPY = 1 << 16;

    private final OutputFile file;
    private final MessageDigest digest;
    private final DeflateCompressor compressor;
    private final Optional<Instant> fixedTime;
    private final CRC32 crc = new CRC32();
    private long length;

    /** @param digest of the file so far; will be changed */
    TarGzEnd(OutputFile file, MessageDigest digest, Optional<Instant> fixedTime) {
        this.file = file;
        this.digest = digest;
        this.fixedTime = fixedTime;
        this.compressor = new DeflateCompressor(new Sink());
    }

    /** Adds an entry. */
    void add(AddedEntry entry, Workers.Stop stop) throws IOException {
        // One by one instead of by pattern: Java 17 has no patterns in a switch yet.
        Content content = entry.content();
        if (content instanceof Content.Bytes bytes) {
            header(entry, EntryKind.FILE, bytes.bytes().length, "");
            tar(bytes.bytes(), bytes.bytes().length);
            pad(bytes.bytes().length);
        } else if (content instanceof Content.File copied) {
            addFile(entry, copied.path(), stop);
        } else if (content instanceof Content.SymbolicLink link) {
            header(entry, EntryKind.SYMLINK, 0, link.target());
        } else {
            header(entry, EntryKind.DIRECTORY, 0, "");
        }
    }

    /**
     * Ends the file and waits until it is on the disk.
     *
     * @param crcBefore    CRC-32 of the tar file before this end
     * @param lengthBefore its bytes
     */
    TarGzResult finish(int crcBefore, long lengthBefore) throws IOException {
        int ending = 2 * TarHeader.BLOCK;
        long rest = (lengthBefore + length + ending) % RECORD;
        byte[] zeros = new byte[ending + (rest == 0 ? 0 : (int) (RECORD - rest))];
        tar(zeros, zeros.length);
        compressor.finish();
        ByteBuffer trailer = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        trailer.putInt(Crc32Combination.combine(crcBefore, (int) crc.getValue(), Crc32Combination.shift(length)));
        trailer.putInt((int) (lengthBefore + length));
        digest.update(trailer.array());
        file.write(trailer.flip());
        file.force();
        long size = file.size();
        file.close();
        return new TarGzResult(file.path(), size, HexFormat.of().formatHex(digest.digest()));
    }

    private void addFile(AddedEntry entry, Path path, Workers.Stop stop) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new IOException(path + ": not a file, or not there");
        }
        try (FileChannel channel = FileChannel.open(path)) {
            long size = channel.size();
            header(entry, EntryKind.FILE, size, "");
            InputStream stream = ChannelReads.stream(channel, 0, size);
            byte[] buffer = new byte[COPY];
            long left = size;
            while (left > 0) {
                stop.check();
                int count = stream.read(buffer);
                if (count < 0) {
                    throw new IOException(path + ": became shorter while it was read");
                }
                tar(buffer, count);
                left -= count;
            }
            if (channel.size() != size) {
                throw new IOException(path + ": became longer while it was read");
            }
            pad(size);
        }
    }

    private void header(AddedEntry entry, EntryKind kind, long size, String linkTarget) throws IOException {
        byte[] header =
                TarHeader.of(entry.name(), kind, entry.mode(), size, fixedTime.orElse(entry.modified()), linkTarget);
        tar(header, header.length);
    }

    private void pad(long size) throws IOException {
        tar(new byte[TarHeader.BLOCK], TarHeader.padding(size));
    }

    private void tar(byte[] bytes, int count) throws IOException {
        crc.update(bytes, 0, count);
        length += count;
        compressor.write(bytes, 0, count);
    }

    /** Takes the compressed bytes. */
    private final class Sink extends OutputStream {

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            digest.update(bytes, from, count);
            file.write(ByteBuffer.wrap(bytes, from, count));
        }
    }
}
