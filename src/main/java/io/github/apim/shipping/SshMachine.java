package io.github.apim.shipping;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.function.LongConsumer;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.apache.sshd.sftp.client.extensions.openssh.OpenSSHLimitsExtension;
import org.apache.sshd.sftp.client.impl.AbstractSftpClient;
import org.apache.sshd.sftp.client.impl.SftpOutputStreamAsync;

/** A machine at the other end of an SSH connection. */
final class SshMachine implements Machine {

    private static final Duration OPEN_PATIENCE = Duration.ofSeconds(30);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);
    private static final Duration RUN_PATIENCE = Duration.ofHours(1);

    /** What OpenSSH takes at most; each write costs a switch of threads, so few large ones are faster. */
    private static final int LARGEST_WRITE = 255 << 10;

    /** What every SFTP server must take. */
    private static final int SAFE_WRITE = 32 << 10;

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
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Integer code;
        try (ChannelExec channel = session.createExecChannel("sh -s -- " + ShellWords.quoted(words))) {
            channel.setIn(new ByteArrayInputStream(script.getBytes(StandardCharsets.UTF_8)));
            channel.setOut(out);
            channel.setErr(err);
            channel.open().verify(OPEN_PATIENCE);
            channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), RUN_PATIENCE);
            code = channel.getExitStatus();
        } catch (IllegalStateException closing) {
            throw ended(closing);
        }
        String said = err.toString(StandardCharsets.UTF_8).strip();
        if (code == null) {
            throw new IOException("the connection to " + name + " has ended" + (said.isEmpty() ? "" : ": " + said));
        }
        if (code != 0) {
            throw new RemoteException(
                    said.isEmpty() ? "a command ended with " + code + ": sh -s -- " + String.join(" ", words) : said);
        }
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /** Many writes are on their way at a time; an answer is only waited for when it has come, and at the end. */
    @Override
    public void write(Path file, long from, String target, LongConsumer progress) throws IOException {
        long sent = from;
        try (SftpClient sftp = SftpClientFactory.instance().createSftpClient(session);
                InputStream in = Files.newInputStream(file)) {
            int size = writeSize(sftp);
            try (SftpOutputStreamAsync out =
                    new SftpOutputStreamAsync((AbstractSftpClient) sftp, size, target, EnumSet.of(OpenMode.Write))) {
                in.skipNBytes(from);
                out.setOffset(from);
                byte[] buffer = new byte[size];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    out.write(buffer, 0, read);
                    sent += read;
                    progress.accept(sent);
                }
            }
        } catch (IllegalStateException closing) {
            throw ended(closing);
        }
    }

    /** The largest write that the server says it takes. */
    private static int writeSize(SftpClient sftp) throws IOException {
        OpenSSHLimitsExtension limits = sftp.getExtension(OpenSSHLimitsExtension.class);
        if (!limits.isSupported()) {
            return SAFE_WRITE;
        }
        long most = limits.limits().maxWriteLength;
        return most <= 0 ? SAFE_WRITE : (int) Math.min(LARGEST_WRITE, most);
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
