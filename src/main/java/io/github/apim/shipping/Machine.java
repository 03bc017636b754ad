package io.github.apim.shipping;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;

/** A machine that answers. */
interface Machine extends Closeable {

    /**
     * Runs a script there and returns what it says.
     *
     * @param script for {@code sh}, sent over; nothing of it stays
     * @param words  what the script is given
     * @throws RemoteException if it fails
     * @throws IOException     if the connection ends
     */
    List<String> run(String script, List<String> words) throws IOException;

    /**
     * Writes a file's bytes into one that is there.
     *
     * @param from     where to start in both files
     * @param progress told now and then how many bytes are over there
     */
    void write(Path file, long from, String target, LongConsumer progress) throws IOException;
}
