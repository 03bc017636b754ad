package io.github.apim.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedContentsTest {

    private static final int MEBIBYTE = 1 << 20;

    @TempDir
    Path folder;

    private final Workers.Stop stop = new Workers.Stop();

    @Test
    void whatSeveralOutputsAddIsCompressedOnce() throws IOException, DataFormatException {
        byte[] text = Samples.text(200_000, 1);
        Content shared = new Content.File(Files.write(folder.resolve("driver.jar"), text));
        SharedContents contents = SharedContents.of(outputs(List.of(List.of(shared), List.of(shared))));
        SharedContents.Compressed compressed = contents.find(shared, stop).orElseThrow();
        assertThat(contents.find(shared, stop).orElseThrow()).isSameAs(compressed);
        assertThat(contents.find(new Content.File(folder.resolve("driver.jar")), stop))
                .containsSame(compressed);

        CRC32 crc = new CRC32();
        crc.update(text);
        assertThat(compressed.crc()).isEqualTo((int) crc.getValue());
        assertThat(compressed.length()).isEqualTo(text.length);
        Inflater inflater = new Inflater(true);
        inflater.setInput(compressed.blocks());
        byte[] inflated = new byte[text.length + 1];
        assertThat(inflater.inflate(inflated)).isEqualTo(text.length);
        assertThat(inflated).startsWith(text);
        assertThat(inflater.finished()).as("others may follow").isFalse();
        inflater.end();
    }

    @Test
    void whatOneOutputAddsIsItsOwn() throws IOException {
        Content one = new Content.Bytes(new byte[100]);
        Content other = new Content.Bytes(new byte[100]);
        SharedContents contents = SharedContents.of(outputs(List.of(List.of(one), List.of(other))));
        assertThat(contents.find(one, stop)).isEmpty();
        assertThat(contents.find(other, stop)).isEmpty();
    }

    @Test
    void nothingIsKeptOfWhatHasNoContent() throws IOException {
        List<Content> without =
                List.of(new Content.Directory(), new Content.SymbolicLink("x"), new Content.Bytes(new byte[0]));
        SharedContents contents = SharedContents.of(outputs(List.of(without, without)));
        for (Content content : without) {
            assertThat(contents.find(content, stop)).isEmpty();
            assertThat(SharedContents.size(content)).isZero();
        }
        assertThat(SharedContents.size(new Content.Bytes(new byte[7]))).isEqualTo(7);
    }

    @Test
    void noMoreThanSixteenMebibytesAreKept() throws IOException {
        Content most = file("most", 15 * MEBIBYTE);
        Content tooMuch = file("too much", MEBIBYTE + 1);
        Content rest = file("rest", MEBIBYTE);
        Content oneByte = new Content.Bytes(new byte[1]);
        List<Content> all = List.of(most, tooMuch, rest, oneByte);
        SharedContents contents = SharedContents.of(outputs(List.of(all, all, all)));
        assertThat(contents.find(most, stop)).isPresent();
        assertThat(contents.find(tooMuch, stop)).isEmpty();
        assertThat(contents.find(rest, stop)).isPresent();
        assertThat(contents.find(oneByte, stop)).isEmpty();
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        for (Path path : new Path[] {folder.resolve("missing.jar"), folder}) {
            Content missing = new Content.File(path);
            assertThatThrownBy(() -> SharedContents.size(missing))
                    .isInstanceOf(IOException.class)
                    .hasMessage(path + ": not a file, or not there");
            assertThatThrownBy(() -> SharedContents.of(outputs(List.of(List.of(missing), List.of(missing)))))
                    .hasMessage(path + ": not a file, or not there");
        }
    }

    @Test
    void aCopyIsWhatTheFileHolds() throws IOException {
        for (int size : new int[] {0, 1, 65_535, 65_536, 65_537, 200_000}) {
            byte[] bytes = Samples.random(size, size);
            Path file = Files.write(folder.resolve("file"), bytes);
            ByteArrayOutputStream copy = new ByteArrayOutputStream();
            assertThat(SharedContents.copy(new Content.File(file), copy, stop)).isEqualTo(size);
            assertThat(copy.toByteArray()).isEqualTo(bytes);
            assertThat(SharedContents.copy(new Content.Bytes(bytes), copy, stop))
                    .isEqualTo(size);
            assertThat(copy.size()).isEqualTo(2 * size);
        }
        assertThat(SharedContents.copy(new Content.Directory(), OutputStream.nullOutputStream(), stop))
                .isZero();
    }

    @Test
    void aFileThatChangesItsLengthWhileItIsReadIsRefused() throws IOException {
        Content.File file = file("changing.jar", 300_000);
        assertThatThrownBy(() -> SharedContents.copy(file, new WhenWritten(() -> resize(file, 100_000)), stop))
                .isInstanceOf(IOException.class)
                .hasMessage(file.path() + ": became shorter while it was read");
        resize(file, 300_000);
        assertThatThrownBy(() -> SharedContents.copy(file, new WhenWritten(() -> resize(file, 300_001)), stop))
                .isInstanceOf(IOException.class)
                .hasMessage(file.path() + ": became longer while it was read");
    }

    @Test
    void aFileIsCopiedAndReadOnlyIfItHasTheBytesThatItMustHave() throws IOException {
        Path file = Files.write(folder.resolve("pinned.jar"), Samples.random(200_000, 5));
        Content.File pinned = new Content.File(file, Optional.of(FileDigests.sha256(file)));
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        assertThat(SharedContents.copy(pinned, copy, stop)).isEqualTo(200_000);
        assertThat(copy.toByteArray()).isEqualTo(pinned.bytes()).isEqualTo(Files.readAllBytes(file));

        Files.write(file, Samples.random(200_000, 6));

        String message = file + ": its sha256 is " + FileDigests.sha256(file) + ", but it was "
                + pinned.sha256().orElseThrow() + " when the file was checked";
        assertThatThrownBy(() -> SharedContents.copy(pinned, OutputStream.nullOutputStream(), stop))
                .isInstanceOf(ArchiveException.class)
                .hasMessageStartingWith(message);
        assertThatThrownBy(pinned::bytes).isInstanceOf(ArchiveException.class).hasMessageStartingWith(message);
    }

    @Test
    void aFileThatIsReplacedWhileItIsCopiedIsRefused() throws IOException {
        Content.File zeros = file("pinned.jar", 300_000);
        Content.File pinned = new Content.File(zeros.path(), Optional.of(FileDigests.sha256(zeros.path())));
        OutputStream replacing =
                new WhenWritten(() -> Files.write(pinned.path(), Samples.random(300_000, 7), StandardOpenOption.WRITE));
        assertThatThrownBy(() -> SharedContents.copy(pinned, replacing, stop)).isInstanceOf(ArchiveException.class);
    }

    @Test
    void nobodyCompressesOnWhenAnotherHasFailed() throws IOException {
        Content shared = file("large.bin", MEBIBYTE);
        SharedContents contents = SharedContents.of(outputs(List.of(List.of(shared), List.of(shared))));
        Workers.Task<Long> late = stopped -> {
            while (true) {
                SharedContents.copy(shared, OutputStream.nullOutputStream(), stopped);
            }
        };
        Workers.Task<Long> failing = stopped -> {
            contents.find(shared, stopped);
            throw new IOException("disk full");
        };
        assertThatThrownBy(() -> Workers.run(List.of(late, failing))).hasMessage("disk full");
        assertThatThrownBy(() -> Workers.run(List.of(failing, stopped -> {
                    try {
                        return late.run(stopped);
                    } catch (CancellationException asked) {
                        throw new IllegalStateException(asked);
                    }
                })))
                .hasMessage("disk full")
                .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));
    }

    private Content.File file(String name, int size) throws IOException {
        return new Content.File(Files.write(folder.resolve(name), new byte[size]));
    }

    private List<TarGzOutput> outputs(List<List<Content>> contents) {
        return contents.stream()
                .map(added -> new TarGzOutput(
                        folder.resolve("out.tar.gz"),
                        Set.of(),
                        added.stream()
                                .map(content -> new AddedEntry("name", 0644, Instant.EPOCH, content))
                                .toList()))
                .toList();
    }

    private static void resize(Content.File file, int size) throws IOException {
        byte[] bytes = Files.readAllBytes(file.path());
        Files.write(file.path(), Arrays.copyOf(bytes, size), StandardOpenOption.TRUNCATE_EXISTING);
    }

    /** Does something to the file when the first bytes of it have been read. */
    private static final class WhenWritten extends OutputStream {

        private interface Action {
            void run() throws IOException;
        }

        private final Action action;
        private boolean done;

        WhenWritten(Action action) {
            this.action = action;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[1], 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            if (!done) {
                done = true;
                action.run();
            }
        }
    }
}
