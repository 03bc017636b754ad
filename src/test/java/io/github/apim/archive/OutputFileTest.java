package io.github.apim.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.Mockito;

class OutputFileTest {

    private static final int MORE_THAN_A_PORTION = (int) DiskFlusher.PORTION + 1;

    @TempDir
    Path folder;

    @Test
    void aPartThatDoesNotReachTheDiskFailsTheFile() throws IOException {
        DiskFlusher flusher = Mockito.mock(DiskFlusher.class);
        Mockito.when(flusher.flush(Mockito.any())).thenAnswer(call -> {
            FutureTask<Void> failed = new FutureTask<>(() -> {
                throw new IOException("Input/output error");
            });
            failed.run();
            return failed;
        });
        Path path = folder.resolve("node.tar.gz");
        try (OutputFile file = OutputFile.create(path, flusher)) {
            file.write(ByteBuffer.allocate(MORE_THAN_A_PORTION));
            assertThatThrownBy(file::force).isInstanceOf(IOException.class).hasMessage(path + ": Input/output error");
        }
    }

    @Test
    void aFlushWhoseTurnHasNotComeIsDoneWhenTheFileIsForced() throws IOException {
        DiskFlusher flusher = Mockito.mock(DiskFlusher.class);
        FileChannel flushed = Mockito.mock(FileChannel.class);
        FutureTask<Void> waiting = new FutureTask<>(() -> {
            flushed.force(false);
            return null;
        });
        Mockito.when(flusher.flush(Mockito.any())).thenReturn(waiting);
        Path path = folder.resolve("node.tar.gz");
        try (OutputFile file = OutputFile.create(path, flusher)) {
            file.write(ByteBuffer.allocate(MORE_THAN_A_PORTION));
            file.write(ByteBuffer.allocate(MORE_THAN_A_PORTION));
            assertThat(waiting).isNotDone();
            file.force();
        }
        assertThat(waiting).isDone();
        Mockito.verify(flusher).flush(Mockito.any());
        assertThat(Files.size(path)).isEqualTo(2L * MORE_THAN_A_PORTION);
    }

    @Test
    void whatIsWrittenIsFlushedByAThreadOfItsOwn() throws Exception {
        try (DiskFlusher flusher = new DiskFlusher();
                FileChannel channel = Mockito.mock(FileChannel.class)) {
            flusher.flush(channel).get();
            Mockito.verify(channel).force(false);
        }
    }
}
