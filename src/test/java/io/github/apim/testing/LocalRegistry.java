package io.github.apim.testing;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A real registry on loopback, with a user and a password, that keeps its images and its log in a folder. */
public final class LocalRegistry implements Closeable {

    /** Who may push and pull. */
    public static final String USER = "robot";

    public static final String PASSWORD = "registry&secret";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern UPLOADED = Pattern.compile(
            "\"PUT /v2/\\S+/blobs/uploads/\\S*digest=sha256(?::|%3A)([0-9a-f]{64})\\S* HTTP/[0-9.]+\" 201");
    private static final Pattern MOUNTED = Pattern.compile(
            "\"POST /v2/\\S+/blobs/uploads/\\S*mount=sha256(?::|%3A)([0-9a-f]{64})\\S* HTTP/[0-9.]+\" 201");
    private static final Pattern REQUEST = Pattern.compile("\"[A-Z]+ /v2/[^\"]*\" [0-9]{3}");

    private final Path folder;
    private final int port;
    private final Process process;

    private LocalRegistry(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /** Starts one, with its files below a folder. */
    public static LocalRegistry start(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        int port = FreePorts.next();
        Path users = folder.resolve("users");
        Process htpasswd = new ProcessBuilder(Need.HTPASSWD.path().toString(), "-B", "-i", "-c", users.toString(), USER)
                .redirectErrorStream(true)
                .start();
        htpasswd.getOutputStream().write(PASSWORD.getBytes(StandardCharsets.UTF_8));
        htpasswd.getOutputStream().close();
        if (htpasswd.waitFor() != 0) {
            throw new IOException("htpasswd failed");
        }
        Path configuration =
                Files.writeString(folder.resolve("config.yml"), """
                version: 0.1
                log: { level: info }
                storage: { filesystem: { rootdirectory: "%s" } }
                http: { addr: "127.0.0.1:%d", secret: for-tests }
                auth: { htpasswd: { realm: tests, path: "%s" } }
                """.formatted(folder.resolve("data"), port, users));
        Process process = new ProcessBuilder(Need.DOCKER_REGISTRY.path().toString(), "serve", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        LocalRegistry registry = new LocalRegistry(folder, port, process);
        registry.await();
        return registry;
    }

    private void await() throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
                return;
            } catch (IOException notYet) {
                Thread.sleep(50);
            }
        }
        close();
        throw new IOException("the registry does not start: " + Files.readString(folder.resolve("log")));
    }

    /** Its host and port. */
    public String host() {
        return "127.0.0.1:" + port;
    }

    /** The digests, without their algorithm, of all blobs that have been uploaded since a moment. */
    public List<String> uploads(int since) throws IOException {
        return matches(UPLOADED, since);
    }

    /** The digests of all blobs that have been taken from another repository since a moment. */
    public List<String> mounts(int since) throws IOException {
        return matches(MOUNTED, since);
    }

    /** All requests since a moment. */
    public List<String> requests(int since) throws IOException {
        return REQUEST.matcher(log().substring(since))
                .results()
                .map(found -> found.group())
                .toList();
    }

    private List<String> matches(Pattern pattern, int since) throws IOException {
        List<String> found = new ArrayList<>();
        pattern.matcher(log().substring(since)).results().forEach(result -> found.add(result.group(1)));
        return found;
    }

    /** How many bytes blobs have that have been uploaded since a moment. */
    public long uploadedBytes(int since) throws IOException {
        long bytes = 0;
        for (String digest : uploads(since)) {
            bytes += Files.size(blob(digest));
        }
        return bytes;
    }

    /** Where it keeps a blob. */
    public Path blob(String digest) {
        return folder.resolve(
                "data/docker/registry/v2/blobs/sha256/" + digest.substring(0, 2) + "/" + digest + "/data");
    }

    /** This moment: how long the log is. */
    public int now() throws IOException {
        return log().length();
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
