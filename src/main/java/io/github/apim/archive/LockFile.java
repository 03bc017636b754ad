package io.github.apim.archive;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.UUID;

/**
 * A right that one holder has at a time, among all threads and processes of the machine. The file is there only while
 * somebody holds or waits for the right; a holder that is killed loses it.
 */
public final class LockFile implements Closeable {

    private static final long PAUSE_MILLIS = 100;

    private final Path file;
    private final FileChannel channel;

    private LockFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Waits for the right and takes it.
     *
     * @param file    the lock, in a folder that is there
     * @param waiting run once if somebody else has the right
     * @throws IOException if the file cannot be written, or the thread is interrupted while it waits
     */
    public static LockFile acquire(Path file, Runnable waiting) throws IOException {
        boolean told = false;
        while (true) {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (isLocked(channel) && isStillThere(file, channel)) {
                    return new LockFile(file, channel);
                }
                channel.close();
            } catch (IOException | RuntimeException problem) {
                channel.close();
                throw problem;
            }
            if (!told) {
                waiting.run();
                told = true;
            }
            pause();
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    /** The holder before deletes the file; a lock on a deleted file holds nobody back. */
    private static boolean isStillThere(Path file, FileChannel channel) throws IOException {
        byte[] mark = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
        channel.write(ByteBuffer.wrap(mark), 0);
        try {
            return Arrays.equals(Files.readAllBytes(file), mark);
        } catch (NoSuchFileException deleted) {
            return false;
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for another build", interrupted);
        }
    }

    /** Gives the right back. */
    @Override
    public void close() throws IOException {
        try {
            Files.deleteIfExists(file);
        } finally {
            channel.close();
        }
    }
}
