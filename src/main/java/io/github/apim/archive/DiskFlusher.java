package io.github.apim.archive;

import java.nio.channels.FileChannel;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Has the system bring to the disk what has been written so far while more is written. Left alone it would begin when it
 * is asked whether all is there, and whoever asks would wait for the whole.
 */
final class DiskFlusher implements AutoCloseable {

    /** So many new bytes of a file are worth the trouble. */
    static final long PORTION = 32L << 20;

    private final ThreadPoolExecutor thread =
            new ThreadPoolExecutor(0, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                Thread flusher = new Thread(task, "archive-flush");
                flusher.setDaemon(true);
                return flusher;
            });

    /**
     * Begins, and does not wait. Whoever wrote the file must ask the result: the system tells of a failure once only, so
     * that forcing the file again would find nothing wrong.
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
