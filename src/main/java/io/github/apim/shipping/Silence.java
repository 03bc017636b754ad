package io.github.apim.shipping;

import java.io.Closeable;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Tells when a machine has been silent for some time, and again whenever that time has doubled. */
final class Silence implements Closeable {

    private final long patience;
    private final Consumer<Duration> told;
    private final Thread watch = new Thread(this::watch, "apim-silence");
    private volatile long heard = System.nanoTime();

    /**
     * Begins to listen.
     *
     * @param patience how long silence needs no word
     */
    Silence(Duration patience, Consumer<Duration> told) {
        this.patience = patience.toNanos();
        this.told = told;
        watch.setDaemon(true);
        watch.start();
    }

    /** Something was heard, or could be sent. */
    void broken() {
        heard = System.nanoTime();
    }

    private void watch() {
        long next = patience;
        try {
            while (true) {
                long silent = System.nanoTime() - heard;
                if (silent < patience) {
                    next = patience;
                } else if (silent >= next) {
                    told.accept(Duration.ofNanos(silent));
                    next *= 2;
                }
                TimeUnit.NANOSECONDS.sleep(next - silent);
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
