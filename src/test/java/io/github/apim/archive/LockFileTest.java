package io.github.apim.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.testing.ChildClassPath;
import io.github.apim.testing.NamedPipes;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LockFileTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("lock");
    }

    @Test
    void theFileIsThereOnlyWhileTheRightIsHeld() throws IOException {
        LockFile lock = LockFile.acquire(file, () -> {});
        assertThat(file).exists();
        lock.close();
        assertThat(file).doesNotExist();
    }

    @Test
    void aFileThatAKilledHolderLeftHoldsNobodyBack() throws IOException {
        Files.writeString(file, "left");
        LockFile.acquire(file, () -> {}).close();
        assertThat(file).doesNotExist();
    }

    @Test
    void anotherThreadWaitsUnderWhateverNameItKnowsTheFolder() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolveSibling(folder.getFileName() + "-link"), folder);
        try {
            LockFile first = LockFile.acquire(file, () -> {});
            CountDownLatch waiting = new CountDownLatch(1);
            CompletableFuture<LockFile> second = inBackground(link.resolve("lock"), waiting);
            assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(second).isNotDone();
            first.close();
            second.get(10, TimeUnit.SECONDS).close();
            assertThat(file).doesNotExist();
        } finally {
            Files.delete(link);
        }
    }

    @Test
    void anotherProcessWaitsEvenWhileThreadsOfThisOneWaitToo() throws Exception {
        LockFile first = LockFile.acquire(file, () -> {});
        CountDownLatch threadWaits = new CountDownLatch(1);
        CompletableFuture<LockFile> thread = inBackground(file, threadWaits);
        assertThat(threadWaits.await(10, TimeUnit.SECONDS)).isTrue();

        Process other = otherProcess();
        try (BufferedReader says =
                new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.US_ASCII))) {
            assertThat(says.readLine()).isEqualTo("waiting");
            Thread.sleep(500);
            assertThat(says.ready()).as("the other process has the lock too").isFalse();

            first.close();
            // The thread and the process get it one after the other, in whichever order.
            CompletableFuture<Void> closed = thread.thenAccept(LockFileTest::close);
            assertThat(says.readLine()).isEqualTo("held");
            other.getOutputStream().close();
            assertThat(other.waitFor(10, TimeUnit.SECONDS)).isTrue();
            closed.get(10, TimeUnit.SECONDS);
        } finally {
            other.destroyForcibly().waitFor();
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void aLinkThatSomebodyPlantedInItsPlaceIsRefusedAndNothingBehindItIsTouched() throws IOException {
        Path other = Files.writeString(folder.resolve("other.txt"), "of somebody");
        Files.createSymbolicLink(file, other);

        assertIsInTheWay();
        assertThat(other).hasContent("of somebody");
    }

    @Test
    void anotherNameOfAFileIsRefusedAndTheFileIsNotTouched() throws IOException {
        Path other = Files.writeString(folder.resolve("other.txt"), "of somebody");
        Files.createLink(file, other);

        assertIsInTheWay();
        assertThat(other).hasContent("of somebody");
    }

    @Needs(Need.MKFIFO)
    @Test
    @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aPipeIsRefusedBeforeItIsOpened() throws IOException {
        NamedPipes.make(file);

        assertIsInTheWay();
    }

    private void assertIsInTheWay() {
        assertThatThrownBy(() -> LockFile.acquire(file, () -> {}).close())
                .isInstanceOf(FileSystemException.class)
                .hasMessage(file + ": is in the way: it is no lock that a build has made; remove it");
    }

    @Test
    void thisProcessWaitsForAnother() throws Exception {
        Process other = otherProcess();
        try (BufferedReader says =
                new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.US_ASCII))) {
            assertThat(says.readLine()).isEqualTo("held");
            CountDownLatch waiting = new CountDownLatch(1);
            CompletableFuture<LockFile> thread = inBackground(file, waiting);
            assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();
            Thread.sleep(300);
            assertThat(thread).isNotDone();

            other.destroyForcibly().waitFor();
            thread.get(10, TimeUnit.SECONDS).close();
        } finally {
            other.destroyForcibly().waitFor();
        }
        assertThat(file).doesNotExist();
    }

    private CompletableFuture<LockFile> inBackground(Path lock, CountDownLatch waiting) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return LockFile.acquire(lock, waiting::countDown);
            } catch (IOException problem) {
                throw new IllegalStateException(problem);
            }
        });
    }

    private static void close(LockFile lock) {
        try {
            lock.close();
        } catch (IOException problem) {
            throw new IllegalStateException(problem);
        }
    }

    private Process otherProcess() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        ChildClassPath.get(),
                        Holder.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Takes the right, says so, and keeps it until its input ends. */
    static final class Holder {

        private Holder() {}

        public static void main(String... arguments) throws IOException {
            LockFile lock = LockFile.acquire(Path.of(arguments[0]), () -> say("waiting"));
            say("held");
            System.in.readAllBytes();
            lock.close();
        }

        private static void say(String word) {
            System.out.println(word);
            System.out.flush();
        }
    }
}
