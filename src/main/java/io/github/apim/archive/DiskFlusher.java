package io.github.apim.archive;

import java.nio.channels.FileChannel;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Flushes written data to the disk asynchronously while more is written. Otherwise write-back would start only at the
 * final fsync, which would then block for all of it.
 */
final class DiskFlusher implements AutoCloseable {

    /** The number of unflushed bytes of a file from which on a flush pays. */
    static final long PORTION = 32L << 20;

    private final ThreadPoolExecutor thread =
            new ThreadPoolExecutor(0, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                Thread flusher = new Thread(task, "archive-flush");
                flusher.setDaemon(true);
                return flusher;
            });

    /**
     * Starts a flush without blocking. The writer must check the result: the system reports a write-back error only
     * once, so a later fsync would succeed.
     */
    FutureTask<Void> flush(FileChannel channel) {
        FutureTask<Void> flush = new FutureTask<>(() -> {
            channel.force(false);
            return null;
        });
        thread.execute(flush);
        return flush;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
