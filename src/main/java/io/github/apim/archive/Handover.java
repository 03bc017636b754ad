package io.github.apim.archive;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A future between parallel tasks: one provides the value, others block for it; the wait ends if any task fails. */
final class Handover<T> {

    private static final int CHECK_MILLISECONDS = 50;

    private final CompletableFuture<T> value = new CompletableFuture<>();

    void give(T given) {
        value.complete(given);
    }

    T take(Workers.Stop stop) throws IOException {
        while (true) {
            stop.check();
            try {
                return value.get(CHECK_MILLISECONDS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                continue;
            } catch (ExecutionException | InterruptedException failure) {
                throw new IOException(failure);
            }
        }
    }
}
