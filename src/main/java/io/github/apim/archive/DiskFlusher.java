package io.github.apim.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
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

    /** Begins, and does not wait. What goes wrong shows when the file is forced to the disk at its end. */
    void flush(FileChannel channel) {
        thread.execute(() -> {
            try {
                channel.force(false);
            } catch (IOException shownAtTheEnd) {
                return;
            }
        });
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
