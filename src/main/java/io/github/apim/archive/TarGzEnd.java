package io.github.apim.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32;

/** The last part of one output: the added entries, the end of the tar file and of the gzip member. */
final class TarGzEnd {

    /** A tar file's length is a multiple of this, as tape drives wanted it and tar still writes it. */
    private static final int RECORD = 20 * TarHeader.BLOCK;

    private final OutputFile file;
    private final MessageDigest digest;
    private final SharedContents contents;
    private final TarHeader headers;
    private final Sink sink = new Sink();
    private final DeflateCompressor compressor = new DeflateCompressor(sink);
    private final Tar tar = new Tar();
    /** CRC-32 and length of the tar file before what {@link Tar} counts. */
    private int crcBefore;

    private long lengthBefore;

    /**
     * @param strand what the file begins with
     * @param contents what other outputs add, too
     */
    TarGzEnd(OutputFile file, Strand strand, SharedContents contents, TarHeader headers) {
        this.file = file;
        this.digest = Sha256.copy(strand.digest());
        this.crcBefore = strand.crc();
        this.lengthBefore = strand.tarLength();
        this.contents = contents;
        this.headers = headers;
    }

    /** Adds an entry. */
    void add(AddedEntry entry, Workers.Stop stop) throws IOException {
        if (entry.content() instanceof Content.SymbolicLink link) {
            header(entry, EntryKind.SYMLINK, 0, link.target());
        } else if (entry.content() instanceof Content.Directory) {
            header(entry, EntryKind.DIRECTORY, 0, "");
        } else {
            addFile(entry, stop);
        }
    }

    /** Ends the file and waits until it is on the disk. */
    TarGzResult finish() throws IOException {
        int ending = 2 * TarHeader.BLOCK;
        long rest = (lengthBefore + tar.length + ending) % RECORD;
        tar.write(new byte[ending + (rest == 0 ? 0 : (int) (RECORD - rest))]);
        compressor.finish();
        join((int) tar.crc.getValue(), tar.length);
        ByteBuffer trailer = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        trailer.putInt(crcBefore);
        trailer.putInt((int) lengthBefore);
        sink.write(trailer.array());
        file.force();
        long size = file.size();
        file.close();
        return new TarGzResult(file.path(), size, HexFormat.of().formatHex(digest.digest()));
    }

    private void addFile(AddedEntry entry, Workers.Stop stop) throws IOException {
        Optional<SharedContents.Compressed> shared = contents.find(entry.content(), stop);
        long size = shared.isPresent() ? shared.get().length() : SharedContents.size(entry.content());
        header(entry, EntryKind.FILE, size, "");
        // The content stands alone: so its compressed form is the same in every output.
        compressor.separate();
        if (shared.isPresent()) {
            sink.write(shared.get().blocks());
            join((int) tar.crc.getValue(), tar.length);
            tar.reset();
            join(shared.get().crc(), size);
        } else if (SharedContents.copy(entry.content(), tar, stop) != size) {
            throw new IOException(entry.name() + ": changed its length while it was read");
        }
        compressor.separate();
        tar.write(new byte[TarHeader.padding(size)]);
    }

    private void header(AddedEntry entry, EntryKind kind, long size, String linkTarget) throws IOException {
        tar.write(headers.of(entry.name(), kind, entry.mode(), size, entry.modified(), linkTarget));
    }

    /** Counts the next part of the tar file. */
    private void join(int crc, long length) {
        crcBefore = Crc32Combination.combine(crcBefore, crc, Crc32Combination.shift(length));
        lengthBefore += length;
    }

    /** Takes the tar file's bytes. */
    private final class Tar extends OutputStream {

        private final CRC32 crc = new CRC32();
        private long length;

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            crc.update(bytes, from, count);
            length += count;
            compressor.write(bytes, from, count);
        }

        void reset() {
            crc.reset();
            length = 0;
        }
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
