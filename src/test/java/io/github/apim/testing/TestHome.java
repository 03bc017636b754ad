package io.github.apim.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** A tarball like those of nodes, small, with a launcher whose server does nothing but listen. */
public final class TestHome {

    /** Takes the words of the real one. Its server is a Python program that listens to the ports it is given. */
    private static final String LAUNCHER = """
            #!/bin/sh
            KEYSTORE_PASSWORD_FILE=PASSWORD
            home=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
            pid=$home/server.pid
            runs() { [ -f "$pid" ] && kill -0 "$(cat "$pid")" 2>/dev/null; }
            case ${1-start} in
                start)
                    echo "start NODE" >>EVENTS
                    nohup python3 -c '
            import socket, sys, time
            time.sleep(0.3)
            sockets = []
            for port in sys.argv[2:]:
                s = socket.socket()
                s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                s.bind(("127.0.0.1", int(port)))
                s.listen()
                sockets.append(s)
            time.sleep(LIFE)
            ' "-Dcarbon.home=$home" PORTS >/dev/null 2>&1 </dev/null &
                    echo $! >"$pid"
                    ;;
                stop)
                    echo "stop NODE" >>EVENTS
                    kill "$(cat "$pid")"
                    while runs; do sleep 0.1; done
                    rm -f "$pid"
                    ;;
                status) runs || exit 3 ;;
            esac
            """;

    /** The name of the base that layers lie over, without {@code .tar.gz}. */
    public static final String BASE = "pack-1.0.base";

    /** What layers drop of it: a folder, and files. */
    private static final List<String> DROPPED = List.of("gone", "-rf", "a b", "two\nlines", "it's \"$(one)\"", "*");

    private final Path events;
    private final String version;
    private String ports = "";
    private String name = "node";
    private String password = "";
    private String life = "300";
    private int ballast;
    private int pack;

    private TestHome(Path events, String version) {
        this.events = events;
        this.version = version;
    }

    /**
     * A home.
     *
     * @param events  the file to which the launcher writes what it is asked for
     * @param version stands in a file of the home, so that two versions differ
     */
    public static TestHome of(Path events, String version) {
        return new TestHome(events, version);
    }

    /** The ports that its server listens to, with blanks between them. */
    public TestHome listeningTo(String numbers) {
        Need.PYTHON3.demand();
        ports = numbers;
        return this;
    }

    /** The name that its launcher writes to the file of events. */
    public TestHome called(String node) {
        name = node;
        return this;
    }

    /** With a launcher that names the file where the password of its key store lies. */
    public TestHome readingPassword(Path file) {
        password = file.toString();
        return this;
    }

    /** With a server that ends at once and has not listened. */
    public TestHome dying() {
        ports = "";
        life = "0";
        return this;
    }

    /** With so many bytes that do not compress. */
    public TestHome withBallast(int bytes) {
        ballast = bytes;
        return this;
    }

    /** Beginning with so many bytes that do not compress and that all homes have in common, as those of one pack. */
    public TestHome ofPack(int bytes) {
        pack = bytes;
        return this;
    }

    /** Writes the tarball of a node and its checksum, and returns the checksum. */
    public String write(Path folder, String node) throws IOException {
        return write(folder, node, pack, "");
    }

    /**
     * Writes the same as a layer over {@link #BASE}, which has more, under names that no shell likes. Returns the layer's
     * checksum.
     */
    public String writeLayer(Path folder, String node) throws IOException {
        Files.createDirectories(folder);
        Path base = folder.resolve(BASE + ".tar.gz");
        try (TarArchiveOutputStream tar = tar(base)) {
            if (pack > 0) {
                add(tar, "pack", 0644, random(pack, 0));
            }
            add(tar, "repository/conf/version.txt", 0644, "base".getBytes(StandardCharsets.UTF_8));
            for (String name : DROPPED) {
                add(tar, name.equals("gone") ? "gone/file" : name, 0644, new byte[] {1});
            }
        }
        String line = sha256(base) + "  " + BASE + ".tar.gz\n";
        Files.writeString(folder.resolve(BASE + ".tar.gz.sha256"), line);
        String sha256 = write(folder, node, 0, "./" + String.join("\0./", DROPPED) + "\0./.apim/dropped\0");
        Files.writeString(folder.resolve(node + ".tar.gz.sha256"), line, StandardOpenOption.APPEND);
        return sha256;
    }

    private static TarArchiveOutputStream tar(Path file) throws IOException {
        TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(file)));
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        return tar;
    }

    private String write(Path folder, String node, int common, String dropped) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(node + ".tar.gz");
        try (TarArchiveOutputStream tar = tar(file)) {
            if (common > 0) {
                add(tar, "pack", 0644, random(common, 0));
            }
            if (!dropped.isEmpty()) {
                add(tar, ".apim/dropped", 0600, dropped.getBytes(StandardCharsets.UTF_8));
            }
            add(
                    tar,
                    "bin/start-node.sh",
                    0755,
                    LAUNCHER.replace("EVENTS", "'" + events + "'")
                            .replace("PORTS", ports)
                            .replace("=PASSWORD", "=" + password)
                            .replace("NODE", name)
                            .replace("LIFE", life)
                            .getBytes(StandardCharsets.UTF_8));
            add(tar, ".apim/manifest.json", 0600, "{}".getBytes(StandardCharsets.UTF_8));
            add(tar, "repository/conf/version.txt", 0600, version.getBytes(StandardCharsets.UTF_8));
            add(tar, "repository/logs/shipped.log", 0644, version.getBytes(StandardCharsets.UTF_8));
            add(tar, "ballast", 0644, random(ballast, version.hashCode()));
        }
        String sha256 = sha256(file);
        Files.writeString(folder.resolve(node + ".tar.gz.sha256"), sha256 + "  " + node + ".tar.gz\n");
        return sha256;
    }

    private static byte[] random(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static void add(TarArchiveOutputStream tar, String name, int mode, byte[] content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry("home-1.0/" + name);
        entry.setMode(mode);
        entry.setModTime(0);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    public static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
