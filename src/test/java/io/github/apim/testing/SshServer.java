package io.github.apim.testing;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real OpenSSH server on a loopback address, which stands for a machine; it lets the user of the tests in. */
public final class SshServer implements Closeable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final String address;
    private final int port;
    private final String more;
    private Process process;

    private SshServer(Path folder, String address, int port, String more) {
        this.folder = folder;
        this.address = address;
        this.port = port;
        this.more = more;
    }

    /** A server with a host key of its own, and its files below a folder that is made. */
    public static SshServer start(Path folder, String address, Path authorizedKey) throws IOException {
        return start(folder, address, authorizedKey, "");
    }

    /** @param more lines of sshd_config */
    public static SshServer start(Path folder, String address, Path authorizedKey, String more) throws IOException {
        Files.createDirectories(folder);
        if (System.getProperty("user.name").equals("root")) {
            Files.createDirectories(Path.of("/run/sshd"));
        }
        SshServer server = new SshServer(folder, address, FreePorts.next(), more);
        server.newHostKey();
        Files.copy(authorizedKey, folder.resolve("authorized_keys"));
        server.start();
        return server;
    }

    /** A new key pair without a passphrase, or with one; the public half has {@code .pub} at its end. */
    public static Path newKey(Path file, String type, String passphrase) throws IOException {
        run(Need.SSH_KEYGEN.path().toString(), "-q", "-t", type, "-N", passphrase, "-f", file.toString());
        return file;
    }

    /** Gives the server another host key, as if it had been set up anew. */
    public void newHostKey() throws IOException {
        Files.deleteIfExists(folder.resolve("host_key"));
        newKey(folder.resolve("host_key"), "ed25519", "");
    }

    /** Gives the server's key a certificate, which is shown from the next start on. */
    public void certify(Path ca) throws IOException {
        run(
                Need.SSH_KEYGEN.path().toString(),
                "-q",
                "-s",
                ca.toString(),
                "-I",
                "host",
                "-h",
                folder.resolve("host_key.pub").toString());
    }

    private Path certificate() {
        return folder.resolve("host_key-cert.pub");
    }

    /** Lets another key in, and no other from now on. */
    public void authorize(Path publicKey) throws IOException {
        Files.copy(publicKey, folder.resolve("authorized_keys"), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Starts it again, on the same port. */
    public void start() throws IOException {
        Path config = Files.writeString(
                folder.resolve("sshd_config"),
                String.join(
                        "\n",
                        "ListenAddress " + (address.contains(":") ? "[" + address + "]" : address) + ":" + port,
                        "HostKey " + folder.resolve("host_key"),
                        "AuthorizedKeysFile " + folder.resolve("authorized_keys"),
                        "PasswordAuthentication no",
                        "KbdInteractiveAuthentication no",
                        "UsePAM no",
                        "StrictModes no",
                        "PermitRootLogin prohibit-password",
                        "PidFile none",
                        "MaxStartups 100",
                        "Subsystem sftp internal-sftp",
                        Files.exists(certificate()) ? "HostCertificate " + certificate() : "",
                        more,
                        ""));
        process = new ProcessBuilder(Need.SSHD.path().toString(), "-D", "-e", "-f", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("sshd.log").toFile())
                .start();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!listens()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IOException("sshd did not start: " + Files.readString(folder.resolve("sshd.log")));
            }
            pause();
        }
    }

    /** Ends the server and all of its connections at once. */
    public void stop() {
        cut();
        process.destroyForcibly();
        try {
            process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the connections that there are; new ones are taken. What they have started goes on. */
    public void cut() {
        process.toHandle()
                .descendants()
                .filter(child -> child.info().command().orElse("").endsWith("sshd"))
                .forEach(ProcessHandle::destroyForcibly);
    }

    public String address() {
        return address;
    }

    public int port() {
        return port;
    }

    /** The line of {@code known_hosts} that names this server. */
    public String knownHost() throws IOException {
        String[] key = Files.readString(folder.resolve("host_key.pub")).split(" ");
        return "[" + address + "]:" + port + " " + key[0] + " " + key[1].strip() + "\n";
    }

    /** The fingerprint that ssh-keygen shows. */
    public String fingerprint() throws IOException {
        return run(
                        Need.SSH_KEYGEN.path().toString(),
                        "-lf",
                        folder.resolve("host_key.pub").toString())
                .split(" ")[1];
    }

    @Override
    public void close() {
        stop();
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 1000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a program says, which must succeed. */
    public static String run(String... command) throws IOException {
        Process program =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        program.getOutputStream().close();
        String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (program.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + ": " + said);
            }
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IOException(interruption);
        }
        return said;
    }
}
