package io.github.apim.shipping;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.LongConsumer;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.core.CoreModuleProperties;

/** A machine at the other end of an SSH connection. */
final class SshMachine implements Machine {

    private static final Duration OPEN_PATIENCE = Duration.ofSeconds(30);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);
    private static final Duration RUN_PATIENCE = Duration.ofHours(1);

    private static final int BUFFER = 128 << 10;

    /** The length is asked for again: what an earlier connection has left on its way may have arrived since. */
    private static final String APPEND = "[ \"$(wc -c <\"$1\")\" -eq \"$2\" ] || "
            + "{ echo \"$1 has changed meanwhile; somebody else may be sending it\" >&2; exit 1; }; exec cat >>\"$1\"";

    private final SshClient client;
    private final ClientSession session;
    private final String name;
    private final List<? extends Closeable> through;

    /**
     * @param client  belongs to this machine alone and is stopped with it
     * @param through what the session goes through, to be closed after it
     */
    SshMachine(SshClient client, ClientSession session, String name, List<? extends Closeable> through) {
        this.through = through;
        this.client = client;
        this.session = session;
        this.name = name;
    }

    @Override
    public List<String> run(String script, List<String> words) throws IOException {
        byte[] said = output("sh -s -- " + ShellWords.quoted(words), script.getBytes(StandardCharsets.UTF_8));
        return new String(said, StandardCharsets.UTF_8).lines().toList();
    }

    @Override
    public byte[] read(String command, List<String> words, byte[] input) throws IOException {
        return output(line(command, words), input);
    }

    /** A command with what it is given, as any login shell takes it. */
    private static String line(String command, List<String> words) {
        List<String> all = new ArrayList<>(List.of("sh", "-c", command, "apim-ship"));
        all.addAll(words);
        return ShellWords.quoted(all);
    }

    private byte[] output(String line, byte[] input) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (ChannelExec channel = session.createExecChannel(line)) {
            channel.setIn(new ByteArrayInputStream(input));
            channel.setOut(out);
            channel.setErr(err);
            channel.open().verify(OPEN_PATIENCE);
            ended(channel, err);
        } catch (IllegalStateException closing) {
            throw ended(closing);
        }
        return out.toByteArray();
    }

    /** No SFTP: a plain stream has no answers to be waited for, and takes half of the time. */
    @Override
    public void append(Path file, long from, String target, LongConsumer progress) throws IOException {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (ChannelExec channel = session.createExecChannel(line(APPEND, List.of(target, Long.toString(from))))) {
            CoreModuleProperties.WAIT_FOR_SPACE_TIMEOUT.set(channel, RUN_PATIENCE);
            channel.setOut(OutputStream.nullOutputStream());
            channel.setErr(err);
            channel.open().verify(OPEN_PATIENCE);
            IOException broken = null;
            try (InputStream in = Files.newInputStream(file);
                    OutputStream out = channel.getInvertedIn()) {
                in.skipNBytes(from);
                send(in, out, from, progress);
            } catch (IOException problem) {
                broken = problem;
            }
            // If the command has ended early, it says why, and better than the stream to it does.
            ended(channel, err);
            if (broken != null) {
                throw broken;
            }
        } catch (IllegalStateException closing) {
            throw ended(closing);
        }
    }

    private static void send(InputStream in, OutputStream out, long from, LongConsumer progress) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long sent = from;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            out.write(buffer, 0, read);
            sent += read;
            progress.accept(sent);
        }
    }

    /** Waits for the end of a command, which must have succeeded. */
    private void ended(ChannelExec channel, ByteArrayOutputStream err) throws IOException {
        channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), RUN_PATIENCE);
        Integer code = channel.getExitStatus();
        String said = err.toString(StandardCharsets.UTF_8).strip();
        if (code == null) {
            throw new IOException("the connection to " + name + " has ended" + (said.isEmpty() ? "" : ": " + said));
        }
        if (code != 0) {
            throw new RemoteException(said.isEmpty() ? "a command ended with " + code : said);
        }
    }

    /** What the library throws when it is asked for something while a connection ends. */
    private IOException ended(IllegalStateException closing) {
        return new IOException("the connection to " + name + " has ended", closing);
    }

    @Override
    public void close() throws IOException {
        try {
            session.close(false).await(CLOSE_PATIENCE);
            // What it went through still carries its farewell.
            for (Closeable way : through) {
                way.close();
            }
        } finally {
            client.stop();
        }
    }
}
