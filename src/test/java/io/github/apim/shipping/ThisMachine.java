package io.github.apim.shipping;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** The computer that the tests run on, as if it were far away: the same commands, without SSH. */
final class ThisMachine implements Machine {

    private final Path folder;

    /** @param folder for what commands read and say */
    ThisMachine(Path folder) {
        this.folder = folder;
    }

    @Override
    public List<String> run(String script, List<String> words) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-s", "--"));
        command.addAll(words);
        return new String(output(command, script.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    @Override
    public byte[] read(String command, List<String> words, byte[] input) throws IOException {
        List<String> all = new ArrayList<>(List.of("sh", "-c", command, "apim-ship"));
        all.addAll(words);
        return output(all, input);
    }

    @Override
    public void append(Path file, long from, String target, LongConsumer progress) {
        throw new UnsupportedOperationException("nothing is sent in these tests");
    }

    private byte[] output(List<String> command, byte[] input) throws IOException {
        Path in = Files.write(Files.createTempFile(folder, "in", null), input);
        Path err = Files.createTempFile(folder, "err", null);
        Process process = new ProcessBuilder(command)
                .redirectInput(in.toFile())
                .redirectError(err.toFile())
                .start();
        byte[] out = process.getInputStream().readAllBytes();
        try {
            if (process.waitFor() != 0) {
                throw new RemoteException(Files.readString(err).strip());
            }
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IOException(interruption);
        }
        return out;
    }

    @Override
    public void close() {
        // nothing is open
    }
}
