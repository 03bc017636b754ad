package io.github.apim.archive;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A future: a value that can be computed in a thread of its own before it is needed.
 *
 * @param <T> the value
 */
public final class Ahead<T> {

    private final String name;
    private final FutureTask<T> task;
    private volatile boolean started;

    /**
     * @param name of the thread
     * @param work which may throw an {@link IOException} or unchecked exceptions
     */
    public Ahead(String name, Callable<T> work) {
        this.name = name;
        this.task = new FutureTask<>(work);
    }

    /** Starts the computation; a failure is reported only to a caller of {@code get}. */
    public Ahead<T> start() {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        started = true;
        thread.start();
        return this;
    }

    /**
     * The value; computed in the calling thread if it has not been started.
     *
     * @throws IOException what the work threw, like its unchecked exceptions
     */
    public T get() throws IOException {
        task.run();
        try {
            return task.get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof IOException checked) {
                throw checked;
            }
            if (failure.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for " + name);
        }
    }

    /** Waits for the end of a computation that has been started; how it ends does not matter any more. */
    public void settle() {
        if (started) {
            try {
                task.get();
            } catch (ExecutionException nobodyAsks) {
                return;
            } catch (InterruptedException interruption) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
