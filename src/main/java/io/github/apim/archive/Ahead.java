package io.github.apim.archive;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A value that can be worked out in a thread of its own before somebody asks for it.
 *
 * @param <T> the value
 */
public final class Ahead<T> {

    private final String name;
    private final FutureTask<T> task;

    /**
     * @param name of the thread
     * @param work which may throw an {@link IOException} or unchecked exceptions
     */
    public Ahead(String name, Callable<T> work) {
        this.name = name;
        this.task = new FutureTask<>(work);
    }

    /** Begins now; whoever never asks for the value does not learn what went wrong. */
    public Ahead<T> start() {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    /**
     * The value; worked out here and now if nobody has begun.
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
}
