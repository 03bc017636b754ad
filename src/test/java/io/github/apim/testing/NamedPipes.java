package io.github.apim.testing;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Makes what waits for ever when it is opened. */
public final class NamedPipes {

    private NamedPipes() {}

    /** Makes a named pipe; the test is skipped where there is no such thing. */
    public static Path make(Path place) throws IOException {
        try {
            Process mkfifo = new ProcessBuilder("mkfifo", place.toString()).start();
            Assumptions.assumeTrue(mkfifo.waitFor() == 0, "no named pipe can be made here");
        } catch (IOException notInstalled) {
            Assumptions.abort("no mkfifo here");
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IOException(interruption);
        }
        return place;
    }
}
