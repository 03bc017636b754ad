package io.github.apim.shipping;

import io.github.apim.deployment.StandardPorts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.digest.BuiltinDigests;

/** The host keys that {@code known_hosts} files tell of, in the format of OpenSSH: hashed, with ports, revoked. */
final class KnownHosts {

    private static final String REVOKED = "revoked";

    private final List<Path> files;

    /** @param files those that are there are read; the first one takes new keys */
    KnownHosts(List<Path> files) {
        this.files = List.copyOf(files);
    }

    /** A key of a host, and where it is written. */
    private record Line(Path file, int number, String marker, PublicKey key) {

        String shown() {
            return fingerprint(key) + " (" + file + ":" + number + ")";
        }
    }

    /** The types of the keys that are known of a host, such as {@code ssh-ed25519}. */
    Set<String> types(String host, int port) throws IOException {
        Set<String> types = new LinkedHashSet<>();
        for (Line line : lines(host, port)) {
            if (line.marker().isEmpty()) {
                types.add(KeyUtils.getKeyType(line.key()));
            }
        }
        return types;
    }

    /**
     * Whether a host may have this key.
     *
     * @return whether the key is known; if not, nothing at all is known of the host
     * @throws ShippingException if the key is revoked, or other ones are known
     */
    boolean knows(String host, int port, PublicKey key) throws IOException {
        List<Line> lines = lines(host, port);
        Optional<Line> revoked = lines.stream()
                .filter(line -> line.marker().equals(REVOKED) && KeyUtils.compareKeys(plain(line.key()), plain(key)))
                .findFirst();
        if (revoked.isPresent()) {
            throw new ShippingException("the host key of " + name(host, port) + " is revoked: "
                    + revoked.get().shown() + "; somebody who has stolen it may pretend to be this machine");
        }
        List<Line> known =
                lines.stream().filter(line -> line.marker().isEmpty()).toList();
        if (known.stream().anyMatch(line -> KeyUtils.compareKeys(line.key(), key))) {
            return true;
        }
        if (!known.isEmpty()) {
            throw new ShippingException("the host key of " + name(host, port) + " has changed: it was "
                    + String.join(" or ", known.stream().map(Line::shown).toList()) + ", now it is "
                    + fingerprint(key) + ". Either the machine was set up anew, or somebody is between you and it. Ask"
                    + " its administrator; only if the new key is right, remove that line and accept the new one");
        }
        return false;
    }

    /** The key itself, where it is shown within a certificate. */
    static PublicKey plain(PublicKey key) {
        return key instanceof OpenSshCertificate certificate ? certificate.getCertPubKey() : key;
    }

    /** Writes a new key down, for the runs to come. */
    synchronized void add(String host, int port, PublicKey key) throws IOException {
        Path file = files.get(0);
        if (file.getParent() != null) {
            Files.createDirectories(file.getParent(), ownerOnly("rwx------"));
        }
        if (!Files.exists(file)) {
            Files.createFile(file, ownerOnly("rw-------"));
        }
        String line = name(host, port) + " " + PublicKeyEntry.toString(key) + "\n";
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (channel.size() > 0 && !endsWithNewline(channel)) {
                line = "\n" + line;
            }
            channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)), channel.size());
            channel.force(true);
        }
    }

    private static boolean endsWithNewline(FileChannel channel) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        channel.read(last, channel.size() - 1);
        return last.get(0) == '\n';
    }

    private static FileAttribute<?>[] ownerOnly(String mode) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }

    /** The file that takes new keys. */
    Path file() {
        return files.get(0);
    }

    private List<Line> lines(String host, int port) throws IOException {
        List<Line> lines = new ArrayList<>();
        for (Path file : files) {
            if (Files.isRegularFile(file)) {
                int number = 0;
                for (String text : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
                    number++;
                    line(file, number, text, host, port).ifPresent(lines::add);
                }
            }
        }
        return lines;
    }

    /** The key on a line if it is this host's; a line that is not understood is passed over, as OpenSSH does. */
    private static Optional<Line> line(Path file, int number, String text, String host, int port) {
        try {
            KnownHostEntry entry = KnownHostEntry.parseKnownHostEntry(text);
            if (entry == null || entry.getKeyEntry() == null) {
                return Optional.empty();
            }
            boolean matches = entry.getHashedEntry() == null
                    ? HostPatterns.match(patterns(text), name(host, port))
                    : entry.isHostMatch(host, port);
            if (!matches) {
                return Optional.empty();
            }
            PublicKey key = entry.getKeyEntry().resolvePublicKey(null, null);
            String marker = Optional.ofNullable(entry.getMarker()).orElse("");
            return Optional.ofNullable(key).map(found -> new Line(file, number, marker, found));
        } catch (IOException | GeneralSecurityException | RuntimeException notUnderstood) {
            return Optional.empty();
        }
    }

    /** The first word that is no marker. */
    private static String patterns(String line) {
        String[] words = line.strip().split("\\s+", 3);
        return words[0].startsWith("@") ? words[1] : words[0];
    }

    /** A host as {@code known_hosts} names it. */
    static String name(String host, int port) {
        return port == StandardPorts.SSH ? host : "[" + host + "]:" + port;
    }

    /** The fingerprint of a key as ssh and ssh-keygen show it. */
    static String fingerprint(PublicKey key) {
        return KeyUtils.getKeyType(key) + " " + KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
    }
}
