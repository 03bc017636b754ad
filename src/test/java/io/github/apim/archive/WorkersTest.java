package io.github.apim.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WorkersTest {

    @Test
    void giveResultsInTheTasksOrder() throws IOException {
        assertThat(Workers.<Integer>run(List.of(stop -> 1, stop -> 2, stop -> 3)))
                .containsExactly(1, 2, 3);
    }

    @Test
    void stopTheOthersWhenOneFailsAndThrowThatFailure() {
        AtomicBoolean stopped = new AtomicBoolean();
        IOException failure = new IOException("disk full");
        Workers.Task<Integer> endless = stop -> {
            try {
                while (true) {
                    stop.check();
                    LockSupport.parkNanos(100_000);
                }
            } catch (CancellationException cancelled) {
                stopped.set(true);
                throw cancelled;
            }
        };
        assertThatThrownBy(() -> Workers.run(List.of(endless, stop -> {
                    throw failure;
                })))
                .isSameAs(failure)
                .hasNoSuppressedExceptions();
        assertThat(stopped).isTrue();
    }

    @Test
    void keepFurtherFailuresWithTheFirst() {
        CountDownLatch first = new CountDownLatch(1);
        Workers.Task<Integer> early = stop -> {
            first.countDown();
            throw new IOException("early");
        };
        Workers.Task<Integer> late = stop -> {
            try {
                first.await();
                while (true) {
                    stop.check();
                    LockSupport.parkNanos(100_000);
                }
            } catch (InterruptedException | CancellationException stopped) {
                throw new IllegalStateException("late");
            }
        };
        assertThatThrownBy(() -> Workers.run(List.of(late, early)))
                .isInstanceOf(IOException.class)
                .hasMessage("early")
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("late"));
    }

    @Test
    void stopWhenTheCallingThreadIsInterrupted() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Workers.run(List.of(stop -> {
                    while (true) {
                        stop.check();
                        LockSupport.parkNanos(100_000);
                    }
                })))
                .isInstanceOf(IOException.class)
                .hasMessage("Interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }
}
