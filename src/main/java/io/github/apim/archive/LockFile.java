package io.github.apim.archive;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * An exclusive lock among all threads and processes of the machine. The file exists only while the lock is held or
 * waited for: one that stayed would be its first holder's, and another user's build could not lock it. The system
 * releases the lock of a process that is killed.
 *
 * <p>POSIX gives file locks to processes, and takes a lock away when the process closes <em>any</em> descriptor of the
 * file. So no thread may even open the file while another thread of the process holds the lock, which only a set that
 * all threads share can tell.
 */
public final class LockFile implements Closeable {

    private static final Set<Path> HELD_BY_THIS_PROCESS = ConcurrentHashMap.newKeySet();

    private static final String OF_A_FOLDER = ".apim.lock";
    private static final long PAUSE_MILLIS = 100;
    private static final int LARGEST_MARK = 1 << 20;

    private final Path file;
    private final FileChannel channel;

    private LockFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Acquires the lock on writing to a folder, which is created if it is missing; blocks while another holds it.
     *
     * @param waiting run once if the lock is held by another
     */
    public static LockFile ofFolder(Path folder, Runnable waiting) throws IOException {
        // Whatever the umask is: who may write to the folder could put files of his own in the place of tarballs.
        Files.createDirectories(folder, UnixFiles.withMode(folder, "rwxr-xr-x"));
        return acquire(folder.resolve(OF_A_FOLDER), waiting);
    }

    /**
     * Acquires the lock; blocks while another holds it.
     *
     * @param file    the lock file, in an existing folder
     * @param waiting run once if the lock is held by another
     * @throws IOException if the file cannot be written, or the thread is interrupted while it waits
     */
    public static LockFile acquire(Path file, Runnable waiting) throws IOException {
        Path real = file.toAbsolutePath().getParent().toRealPath().resolve(file.getFileName());
        boolean told = false;
        while (true) {
            if (HELD_BY_THIS_PROCESS.add(real)) {
                FileChannel channel = null;
                try {
                    channel = tryAmongProcesses(real);
                } finally {
                    if (channel == null) {
                        HELD_BY_THIS_PROCESS.remove(real);
                    }
                }
                if (channel != null) {
                    return new LockFile(real, channel);
                }
            }
            if (!told) {
                waiting.run();
                told = true;
            }
            pause();
        }
    }

    /** The file is emptied when it is locked: so it must be neither a link to another one nor another name of it. */
    private static void refuseWhatIsNoLock(Path file) throws IOException {
        try {
            BasicFileAttributes found =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!found.isRegularFile() || UnixFiles.areKnown(file) && UnixFiles.names(file) > 1) {
                throw new FileSystemException(
                        file.toString(), null, "is in the way: it is no lock that a build has made; remove it");
            }
        } catch (NoSuchFileException free) {
            return;
        }
    }

    /** The locked file, or null if another process has it. */
    private static FileChannel tryAmongProcesses(Path file) throws IOException {
        refuseWhatIsNoLock(file);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        boolean locked = false;
        try {
            locked = channel.tryLock() != null && isStillThere(file, channel);
        } finally {
            if (!locked) {
                channel.close();
            }
        }
        return locked ? channel : null;
    }

    /**
     * The holder before deletes the file, and a lock on a deleted file holds nobody back. The file is known by its size,
     * since looking at more of it would open it.
     */
    private static boolean isStillThere(Path file, FileChannel channel) throws IOException {
        long mark = ThreadLocalRandom.current().nextInt(1, LARGEST_MARK);
        channel.truncate(0);
        channel.write(ByteBuffer.allocate(1), mark - 1);
        try {
            return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                            .size()
                    == mark;
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
            HELD_BY_THIS_PROCESS.remove(file);
        }
    }
}
