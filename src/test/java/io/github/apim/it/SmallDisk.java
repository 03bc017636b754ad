package io.github.apim.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A file system of its own in memory, for as long as it is open. */
final class SmallDisk implements AutoCloseable {

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Mounts one over an existing folder; the test is skipped where nobody may. */
    static SmallDisk mount(Path folder, String size) throws IOException {
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString()) == 0,
                "Skipped: only root may mount a file system");
        return new SmallDisk(folder);
    }

    void makeReadOnly() throws IOException {
        assertThat(run("mount", "-o", "remount,ro", folder.toString())).isZero();
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        assertThat(run("umount", folder.toString())).isZero();
    }

    private static int run(String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .onExit()
                .join()
                .exitValue();
    }
}
