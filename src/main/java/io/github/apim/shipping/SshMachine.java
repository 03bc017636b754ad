package io.github.apim.shipping;

import io.github.apim.edit.ShellQuotes;
import java.io.ByteArrayInputStream;
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
import java.util.function.Consumer;
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
    private static final Duration GLANCE = Duration.ofSeconds(1);

    private static final int BUFFER = 128 << 10;

    /** More than the longest list of a home's files has; a machine that says more is not asked for the rest. */
    private static final int MOST_BYTES = 16 << 20;

    private static final int ERROR_BEGINNING = 48 << 10;
    private static final int ERROR_END = 16 << 10;

    /**
     * The length is asked for again: what an earlier connection has left on its way may have arrived since. What it has
     * started may take a moment to notice that it has ended.
     */
    private static final String APPEND =
            "exec 9>>\"$1\" || exit 1; busy() { echo \"$1 has changed meanwhile; somebody else may be sending it\" >&2; exit 1; }; "
                    + "if command -v flock >/dev/null; then flock -n 9 || { sleep 3; flock -n 9; } || busy \"$1\"; fi; "
                    + "[ \"$(wc -c <\"$1\")\" -eq \"$2\" ] || busy \"$1\"; exec cat >&9";

    private final SshClient client;
    private final ClientSession session;
    private final String name;
    private final List<? extends Closeable> through;
    private final Duration patience;
    private final Consumer<Duration> silent;

    /**
     * @param client   belongs to this machine alone and is stopped with it
     * @param through  what the session goes through, to be closed after it
     * @param patience how long the machine may be silent without a word to the user
     * @param silent   told for how long it is silent
     */
    SshMachine(
            SshClient client,
            ClientSession session,
            String name,
            List<? extends Closeable> through,
            Duration patience,
            Consumer<Duration> silent) {
        this.through = through;
        this.client = client;
        this.session = session;
        this.name = name;
        this.patience = patience;
        this.silent = silent;
    }

    @Override
    public List<String> run(String script, List<String> words) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-s", "--"));
        command.addAll(words);
        byte[] said = output(command, script.getBytes(StandardCharsets.UTF_8));
        return new String(said, StandardCharsets.UTF_8).lines().toList();
    }

    @Override
    public byte[] read(String command, List<String> words, byte[] input) throws IOException {
        return output(command(command, words), input);
    }

    private static List<String> command(String command, List<String> words) {
        List<String> all = new ArrayList<>(List.of("sh", "-c", command, "apim-ship"));
        all.addAll(words);
        return all;
    }

    private byte[] output(List<String> command, byte[] input) throws IOException {
        Frame frame = Frame.random();
        try (ChannelExec channel = session.createExecChannel(frame.line(command));
                Silence silence = new Silence(patience, silent)) {
            Intake out = new Intake(MOST_BYTES, 0, MOST_BYTES, silence::broken, () -> channel.close(false));
            Intake err = errors(channel, silence);
            channel.setIn(new ByteArrayInputStream(input));
            channel.setOut(out);
            channel.setErr(err);
            channel.open().verify(OPEN_PATIENCE);
            ended(channel, out, err);
            return frame.content(out.bytes());
        } catch (IllegalStateException closing) {
            throw ended(closing);
        }
    }

    private static Intake errors(ChannelExec channel, Silence silence) {
        return new Intake(ERROR_BEGINNING, ERROR_END, MOST_BYTES, silence::broken, () -> channel.close(false));
    }

    /** No SFTP: a plain stream has no answers to be waited for, and takes half of the time. */
    @Override
    public void append(Path file, long from, String target, LongConsumer progress) throws IOException {
        String line = ShellQuotes.command(command(APPEND, List.of(target, Long.toString(from))));
        try (ChannelExec channel = session.createExecChannel(line);
                Silence silence = new Silence(patience, silent)) {
            // Of what is said here nothing is looked at.
            Intake out = new Intake(0, 0, MOST_BYTES, silence::broken, () -> channel.close(false));
            Intake err = errors(channel, silence);
            CoreModuleProperties.WAIT_FOR_SPACE_TIMEOUT.set(channel, RUN_PATIENCE);
            channel.setOut(out);
            channel.setErr(err);
            channel.open().verify(OPEN_PATIENCE);
            IOException broken = null;
            try (InputStream in = Files.newInputStream(file);
                    OutputStream into = channel.getInvertedIn()) {
                in.skipNBytes(from);
                send(in, into, from, sent -> {
                    silence.broken();
                    progress.accept(sent);
                });
            } catch (IOException problem) {
                broken = problem;
            }
            // If the command has ended early, it says why, and better than the stream to it does.
            ended(channel, out, err);
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
    private void ended(ChannelExec channel, Intake out, Intake err) throws IOException {
        long end = System.nanoTime() + RUN_PATIENCE.toNanos();
        while (!channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), GLANCE).contains(ClientChannelEvent.CLOSED)) {
            if (out.isTooMuch() || err.isTooMuch()) {
                channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), CLOSE_PATIENCE);
                break;
            }
            if (System.nanoTime() > end) {
                throw new IOException(name + " has not ended a command within " + RUN_PATIENCE.toMinutes() + " minutes"
                        + quoted(err));
            }
        }
        if (out.isTooMuch() || err.isTooMuch()) {
            throw new RemoteException(
                    name + " says more than " + Megabytes.of(MOST_BYTES) + " and was cut off" + quoted(err));
        }
        Integer code = channel.getExitStatus();
        if (code == null) {
            throw new IOException("the connection to " + name + " has ended" + quoted(err));
        }
        if (code != 0) {
            String said = err.text();
            throw new RemoteException(said.isEmpty() ? "a command ended with " + code : said);
        }
    }

    private static String quoted(Intake err) {
        String said = err.text();
        return said.isEmpty() ? "" : ": " + said;
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
