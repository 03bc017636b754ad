package io.github.apim.testing;

import java.io.IOException;
import java.nio.file.Path;

/** Makes what waits for ever when it is opened. */
public final class NamedPipes {

    private NamedPipes() {}

    /** Makes a named pipe. */
    public static Path make(Path place) throws IOException {
        Process mkfifo = new ProcessBuilder(Need.MKFIFO.path().toString(), place.toString()).start();
        try {
            if (mkfifo.waitFor() != 0) {
                throw new IOException("mkfifo has not made " + place);
            }
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IOException(interruption);
        }
        return place;
    }
}
