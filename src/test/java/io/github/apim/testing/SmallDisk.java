package io.github.apim.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A disk of a few megabytes in memory, mounted at a folder, for as long as it is open; only root may. */
public final class SmallDisk implements Closeable {

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** @param options of mount, such as {@code size=10m} or {@code ro} */
    public static SmallDisk mount(Path folder, String options) throws IOException {
        Need.SMALL_DISKS.demand();
        Files.createDirectories(folder);
        if (!run("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString())) {
            throw new IOException("cannot mount a disk at " + folder + " with " + options);
        }
        return new SmallDisk(folder);
    }

    public Path folder() {
        return folder;
    }

    public void makeReadOnly() throws IOException {
        if (!run("mount", "-o", "remount,ro", folder.toString())) {
            throw new IOException("cannot make " + folder + " read-only");
        }
    }

    @Override
    public void close() throws IOException {
        if (!run("umount", folder.toString()) && !run("umount", "-l", folder.toString())) {
            throw new IOException("cannot unmount " + folder);
        }
    }

    /** Tries it: what root may do in a container is told nowhere. */
    static Optional<String> missing() {
        try {
            Path folder = Files.createTempDirectory("small-disk");
            try {
                if (run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder.toString())) {
                    new SmallDisk(folder).close();
                    return Optional.empty();
                }
            } finally {
                Files.delete(folder);
            }
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        return Optional.of("only root may mount a small disk");
    }

    /** Whether a command succeeds; one that there is not does not. */
    private static boolean run(String... command) throws IOException {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException notInstalled) {
            return false;
        }
        try {
            return process.waitFor() == 0;
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IOException(interruption);
        }
    }
}
