package io.github.apim.assembly;

import io.github.apim.archive.LockFile;
import io.github.apim.archive.WholeFile;
import io.github.apim.manifest.TarballChecksum;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The folder of the tarballs, locked exclusively by one build.
 *
 * <p>A file is written under a name of its own kind, {@code .<name>.part}, and moved to its final name when it is whole
 * and on the disk. Whoever holds the folder may delete every such file it finds: only a build that was killed leaves
 * one behind.
 */
final class OutputFolder implements Closeable {

    /** The folder of what is remembered between builds. */
    static final String STATE = ".state";

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
        deleteParts(folder);
        Path state = folder.resolve(STATE);
        if (Files.isSymbolicLink(state)) {
            throw new FileSystemException(
                    state.toString(),
                    null,
                    "is a link, which no build makes: nothing is written through it; remove it");
        }
        if (Files.isDirectory(state)) {
            deleteParts(state);
        }
    }

    private static void deleteParts(Path folder) throws IOException {
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, ".*" + WholeFile.PART_SUFFIX)) {
            for (Path part : parts) {
                Files.delete(part);
            }
        }
    }

    /** Where a file of this name is written before it is whole. */
    Path part(String name) {
        return WholeFile.part(folder.resolve(name));
    }

    /** Where is remembered how a node's files looked when they had been written. */
    Path state(String node) {
        return state(folder, node);
    }

    /** The same in a folder that nobody holds. */
    static Path state(Path folder, String node) {
        return folder.resolve(STATE).resolve(node);
    }

    /**
     * Gives a whole tarball its name, and its checksum and its manifest beside it. At no moment does one of them stand
     * beside a tarball that is not its own. All are for their owner only: a password could be tried out on the checksum.
     *
     * @param part a file that is on the disk already
     */
    Path publish(Path part, NodeOutput output, TarballChecksum checksum, byte[] manifest) throws IOException {
        Path tarball = output.tarball();
        Files.deleteIfExists(output.checksum());
        Files.deleteIfExists(output.manifest());
        rename(part, tarball);
        String text = checksum.text(tarball.getFileName().toString());
        write(output.checksum(), text.getBytes(StandardCharsets.UTF_8));
        write(output.manifest(), manifest);
        return tarball;
    }

    /** Gives a file that is on the disk already its name, in place of one that has it. */
    void rename(Path part, Path file) throws IOException {
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Writes a file that only its owner may read; it appears whole or not at all. */
    void write(Path file, byte[] content) throws IOException {
        WholeFile.write(file, content, "rw-------");
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
