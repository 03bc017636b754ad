package io.github.apim.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {

    private static final int MORE_THAN_A_PORTION = (int) DiskFlusher.PORTION + 1;

    @TempDir
    Path folder;

    @Test
    void aPartThatDoesNotReachTheDiskFailsTheFile() throws IOException {
        FutureTask<Void> failed = new FutureTask<>(() -> {
            throw new IOException("Input/output error");
        });
        failed.run();
        Path path = folder.resolve("node.tar.gz");
        try (OutputFile file = OutputFile.create(path, channel -> failed)) {
            file.write(ByteBuffer.allocate(MORE_THAN_A_PORTION));
            assertThatThrownBy(file::force).isInstanceOf(IOException.class).hasMessage(path + ": Input/output error");
        }
    }

    @Test
    void aFlushWhoseTurnHasNotComeIsDoneWhenTheFileIsForced() throws IOException {
        AtomicInteger flushes = new AtomicInteger();
        FutureTask<Void> waiting = new FutureTask<>(() -> null);
        Path path = folder.resolve("node.tar.gz");
        try (OutputFile file = OutputFile.create(path, channel -> {
            flushes.incrementAndGet();
            return waiting;
        })) {
            file.write(ByteBuffer.allocate(MORE_THAN_A_PORTION));
            file.write(ByteBuffer.allocate(MORE_THAN_A_PORTION));
            assertThat(waiting).isNotDone();
            file.force();
        }
        assertThat(waiting).isDone();
        assertThat(flushes).hasValue(1);
        assertThat(Files.size(path)).isEqualTo(2L * MORE_THAN_A_PORTION);
    }

    @Test
    void whatIsWrittenIsFlushedByAThreadOfItsOwn() throws Exception {
        Path path = folder.resolve("node.tar.gz");
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (DiskFlusher flusher = new DiskFlusher()) {
            try (channel) {
                flusher.flush(channel).get();
            }
            FutureTask<Void> ofAClosedFile = flusher.flush(channel);
            assertThatThrownBy(ofAClosedFile::get).hasCauseInstanceOf(ClosedChannelException.class);
        }
    }
}
