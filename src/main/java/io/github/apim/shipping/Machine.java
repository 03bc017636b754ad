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
     * Runs one command there and returns its bytes.
     *
     * @param command a line for {@code sh -c}
     * @param words   what the command is given
     * @param input   what it reads
     * @throws RemoteException if it fails
     * @throws IOException     if the connection ends
     */
    byte[] read(String command, List<String> words, byte[] input) throws IOException;

    /**
     * Appends a file's bytes to one that is there.
     *
     * @param from     where to start; so many bytes are there already
     * @param progress told now and then how many bytes are over there, or on their way
     * @throws RemoteException if they cannot be written there
     * @throws IOException     if the connection ends
     */
    void append(Path file, long from, String target, LongConsumer progress) throws IOException;
}
