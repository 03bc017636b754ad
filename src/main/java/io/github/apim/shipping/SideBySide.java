package io.github.apim.shipping;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Runs an action on many items with bounded parallelism. */
final class SideBySide {

    private SideBySide() {}

    /**
     * Blocks until all actions have ended, even if one fails; the first failure is rethrown at the end.
     *
     * @param most the number of actions that run at the same time
     * @throws ShippingException if the build is interrupted; what is at work is interrupted too
     */
    static <T> void run(int most, Collection<T> things, Consumer<T> work) {
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, Math.min(most, things.size())), task -> {
            Thread thread = new Thread(task, "apim-shipping");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<?>> running = new ArrayList<>();
            things.forEach(thing -> running.add(threads.submit(() -> work.accept(thing))));
            List<Throwable> problems = new ArrayList<>();
            for (Future<?> one : running) {
                try {
                    one.get();
                } catch (ExecutionException problem) {
                    problems.add(problem.getCause());
                }
            }
            problems.stream().findFirst().ifPresent(SideBySide::throwUnchecked);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new ShippingException("interrupted; what is done stays, and another run does only the rest");
        } finally {
            threads.shutdownNow();
        }
    }

    private static void throwUnchecked(Throwable problem) {
        if (problem instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) problem;
    }
}
