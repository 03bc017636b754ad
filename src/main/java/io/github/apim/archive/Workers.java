package io.github.apim.archive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs tasks in parallel, one thread each. When one fails, the others are cancelled cooperatively, not interrupted: an
 * interrupt would close the file channel that they share.
 */
public final class Workers {

    /** One thread's work. */
    @FunctionalInterface
    public interface Task<T> {

        /** Does the work and polls for cancellation. */
        T run(Stop stop) throws IOException;
    }

    /** The cancellation flag of a task. */
    public static final class Stop {

        private final AtomicReference<Throwable> failure = new AtomicReference<>();

        /** @throws CancellationException if another task has failed */
        public void check() {
            if (failure.get() != null) {
                throw new CancellationException();
            }
        }

        private void because(Throwable cause) {
            if (!failure.compareAndSet(null, cause)
                    && failure.get() != cause
                    && !(cause instanceof CancellationException)) {
                failure.get().addSuppressed(cause);
            }
        }
    }

    private Workers() {}

    /**
     * Runs all tasks and waits until each has ended. An interrupt of the calling thread stops them as a failure does.
     *
     * @return the results in the tasks' order
     * @throws IOException the first failure, with those that followed attached; unchecked ones are thrown as they are
     */
    public static <T> List<T> run(List<Task<T>> tasks) throws IOException {
        Stop stop = new Stop();
        List<AtomicReference<T>> results = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (Task<T> task : tasks) {
            AtomicReference<T> result = new AtomicReference<>();
            results.add(result);
            Thread thread = new Thread(() -> runOne(task, stop, result), "archive-" + threads.size());
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException interruption) {
                    interrupted = true;
                    stop.because(new IOException("Interrupted", interruption));
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        throwFailure(stop.failure.get());
        return results.stream().map(AtomicReference::get).toList();
    }

    /**
     * Runs all of these to their ends, side by side unless there is to be one thread only. They keep what goes wrong
     * themselves.
     *
     * @throws IOException if the calling thread is interrupted; they have ended all the same
     */
    public static void runAll(List<? extends Runnable> tasks, int threads) throws IOException {
        if (threads == 1 || tasks.size() == 1) {
            tasks.forEach(Runnable::run);
            return;
        }
        List<Task<Runnable>> each = new ArrayList<>();
        for (Runnable task : tasks) {
            each.add(stop -> {
                task.run();
                return task;
            });
        }
        run(each);
    }

    private static <T> void runOne(Task<T> task, Stop stop, AtomicReference<T> result) {
        try {
            result.set(task.run(stop));
        } catch (Throwable failure) {
            stop.because(failure);
        }
    }

    private static void throwFailure(Throwable failure) throws IOException {
        if (failure instanceof IOException checked) {
            throw checked;
        }
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (failure instanceof Error error) {
            throw error;
        }
    }
}
