package io.github.apim.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AheadTest {

    @Test
    void isWorkedOutByWhoeverAsksIfNobodyHasBegun() throws IOException {
        assertThat(new Ahead<>("early", Thread::currentThread).get()).isSameAs(Thread.currentThread());
    }

    @Test
    void isWorkedOutInADaemonThreadOfItsNameBeforeAnybodyAsks() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        AtomicReference<Thread> worker = new AtomicReference<>();
        Ahead<String> ahead = new Ahead<>("early", () -> {
            worker.set(Thread.currentThread());
            done.countDown();
            return "value";
        });
        assertThat(ahead.start()).isSameAs(ahead);
        done.await();
        assertThat(worker.get().getName()).isEqualTo("early");
        assertThat(worker.get().isDaemon()).isTrue();
        assertThat(ahead.get()).isEqualTo("value");
    }

    @Test
    void isWorkedOutOnce() throws IOException {
        AtomicInteger times = new AtomicInteger();
        Ahead<Integer> ahead = new Ahead<>("early", times::incrementAndGet).start();
        assertThat(ahead.get()).isEqualTo(1);
        assertThat(ahead.get()).isEqualTo(1);
        assertThat(times).hasValue(1);
    }

    @Test
    void throwsWhatTheWorkThrew() {
        for (Exception failure : new Exception[] {new IOException("disk"), new IllegalArgumentException("wrong")}) {
            Callable<String> work = () -> {
                throw failure;
            };
            assertThatThrownBy(new Ahead<>("early", work)::get).isSameAs(failure);
            assertThatThrownBy(new Ahead<>("early", work).start()::get).isSameAs(failure);
        }
        Error error = new AssertionError("a bug");
        assertThatThrownBy(new Ahead<>("early", () -> {
                    throw error;
                })::get)
                .isInstanceOf(IllegalStateException.class)
                .hasCause(error);
    }

    @Test
    void whoeverIsInterruptedWaitsNoLongerAndIsStillInterrupted() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Ahead<String> ahead = new Ahead<>("early", () -> {
                    begun.countDown();
                    end.await();
                    return "late";
                })
                .start();
        begun.await();
        try {
            Thread.currentThread().interrupt();
            assertThatThrownBy(ahead::get)
                    .isInstanceOf(InterruptedIOException.class)
                    .hasMessage("interrupted while waiting for early");
            assertThat(Thread.interrupted()).isTrue();
        } finally {
            end.countDown();
        }
    }

    @Test
    void whatHasBeenStartedIsWaitedForHoweverItEnds() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        Ahead<String> ahead = new Ahead<String>("test", () -> {
                    begun.countDown();
                    Thread.sleep(100);
                    ended.set(true);
                    throw new IOException("nobody asks");
                })
                .start();
        begun.await();

        ahead.settle();

        assertThat(ended).isTrue();
    }

    @Test
    void whatHasNotBeenStartedIsNotWaitedFor() throws IOException {
        Ahead<String> ahead = new Ahead<>("test", () -> "computed");

        ahead.settle();

        assertThat(ahead.get()).isEqualTo("computed");
    }
}
