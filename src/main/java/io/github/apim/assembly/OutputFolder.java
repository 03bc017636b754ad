package io.github.apim.assembly;

import io.github.apim.archive.LockFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The folder that the tarballs appear in, held by one build at a time.
 *
 * <p>A file is written under a name of its own kind, {@code .<name>.part}, and moved to its final name when it is whole
 * and on the disk. Whoever holds the folder may delete every such file it finds: only a build that was killed leaves
 * one behind.
 */
final class OutputFolder implements Closeable {

    private static final String PART_SUFFIX = ".part";

    private final Path folder;
    private final LockFile lock;

    private OutputFolder(Path folder, LockFile lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Makes the folder if need be, waits until no other build holds it, and clears away what a killed one left.
     *
     * @param waiting run once if another build holds the folder
     */
    static OutputFolder hold(Path folder, Runnable waiting) throws IOException {
        OutputFolder held = new OutputFolder(folder, LockFile.ofFolder(folder, waiting));
        try {
            held.deleteParts();
            return held;
        } catch (IOException problem) {
            held.lock.close();
            throw problem;
        }
    }

    private void deleteParts() throws IOException {
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, ".*" + PART_SUFFIX)) {
            for (Path part : parts) {
                Files.delete(part);
            }
        }
    }

    /** Where a file of this name is written before it is whole. */
    Path part(String name) {
        return folder.resolve("." + name + PART_SUFFIX);
    }

    /**
     * Gives a whole tarball its name, and its checksum beside it. At no moment does a checksum stand beside a tarball
     * that is not its own.
     *
     * @param part a file that is on the disk already
     */
    Path publish(Path part, String name, String sha256) throws IOException {
        Path tarball = folder.resolve(name);
        Path checksum = folder.resolve(name + ".sha256");
        Path checksumPart = part(name + ".sha256");
        Files.deleteIfExists(checksum);
        Files.move(part, tarball, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel out =
                FileChannel.open(checksumPart, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            out.write(ByteBuffer.wrap((sha256 + "  " + name + "\n").getBytes(StandardCharsets.UTF_8)));
            out.force(true);
        }
        Files.move(checksumPart, checksum, StandardCopyOption.ATOMIC_MOVE);
        return tarball;
    }

    /** Writes the names to the disk, so that they survive a power cut; not every system lets a folder be opened. */
    void sync() {
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        } catch (IOException unsupported) {
            // The files' contents are on the disk already; such a system orders the names by itself.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            deleteParts();
        } finally {
            lock.close();
        }
    }
}
