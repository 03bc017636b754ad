package io.github.apim.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/** A new file that only its owner can read, written from its start to its end by one thread. */
final class OutputFile implements Closeable {

    private static final Set<OpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private final Path path;
    private final FileChannel channel;
    private final Function<FileChannel, FutureTask<Void>> flusher;
    private Optional<FutureTask<Void>> flush = Optional.empty();
    private long written;
    private long handedOver;

    private OutputFile(Path path, FileChannel channel, Function<FileChannel, FutureTask<Void>> flusher) {
        this.path = path;
        this.channel = channel;
        this.flusher = flusher;
    }

    /**
     * Creates the file, which must not exist.
     *
     * @param flusher starts to bring what is written to the disk, as {@link DiskFlusher#flush} does
     */
    static OutputFile create(Path path, Function<FileChannel, FutureTask<Void>> flusher) throws IOException {
        return new OutputFile(path, FileChannel.open(path, NEW, UnixFiles.withMode(path, "rw-------")), flusher);
    }

    Path path() {
        return path;
    }

    long size() {
        return written;
    }

    /** Appends the rest of the buffer. */
    void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            written += channel.write(bytes);
        }
        boolean busy = flush.isPresent() && !flush.get().isDone();
        if (written - handedOver >= DiskFlusher.PORTION && !busy) {
            requireFlushed();
            handedOver = written;
            flush = Optional.of(flusher.apply(channel));
        }
    }

    /**
     * Blocks until all data are on the disk (fsync).
     *
     * @throws IOException also if an earlier part could not be brought there
     */
    void force() throws IOException {
        requireFlushed();
        channel.force(true);
    }

    private void requireFlushed() throws IOException {
        if (flush.isEmpty()) {
            return;
        }
        // In the calling thread if it is still queued.
        flush.get().run();
        try {
            flush.get().get();
        } catch (ExecutionException failure) {
            throw new IOException(path + ": " + failure.getCause().getMessage(), failure.getCause());
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while " + path + " was brought to the disk");
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Closes and deletes the file. */
    void discard() throws IOException {
        try {
            channel.close();
        } finally {
            Files.deleteIfExists(path);
        }
    }
}
