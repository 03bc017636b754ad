package io.github.apim.shipping;

import io.github.apim.deployment.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.io.resource.PathResource;
import org.apache.sshd.common.util.security.SecurityUtils;

/** Reads private keys, in the formats of OpenSSH and of PEM. */
final class PrivateKeys {

    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private PrivateKeys() {}

    /**
     * The keys in a file, almost always one.
     *
     * @throws ShippingException if there is none, others may read it, or the passphrase does not open it
     */
    static List<KeyPair> read(Path file, Optional<Secret> passphrase) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new ShippingException("the private key " + file + " does not exist; correct shipping.key");
        }
        checkMode(file);
        List<KeyPair> keys = new ArrayList<>();
        boolean[] asked = new boolean[1];
        FilePasswordProvider password = (session, resource, retry) -> {
            asked[0] = true;
            return passphrase.map(Secret::reveal).orElse(null);
        };
        try (InputStream in = Files.newInputStream(file)) {
            Iterable<KeyPair> found = SecurityUtils.loadKeyPairIdentities(null, new PathResource(file), in, password);
            if (found != null) {
                found.forEach(keys::add);
            }
        } catch (IOException | GeneralSecurityException | RuntimeException problem) {
            throw unreadable(file, passphrase, asked[0], problem);
        }
        if (keys.isEmpty()) {
            throw new ShippingException(file + " holds no private key in the format of OpenSSH or PEM"
                    + (isPutty(file) ? "; a key of PuTTY is turned into one by puttygen -O private-openssh" : ""));
        }
        return keys;
    }

    private static ShippingException unreadable(
            Path file, Optional<Secret> passphrase, boolean asked, java.lang.Exception problem) {
        if (asked && passphrase.isEmpty()) {
            return new ShippingException(
                    "the private key " + file + " has a passphrase; give it as <passphrase> of a <server> in"
                            + " settings.xml, and name that under shipping.credentials, or use an SSH agent");
        }
        if (asked) {
            return new ShippingException(
                    "the passphrase of shipping.credentials does not open the private key " + file, problem);
        }
        return new ShippingException("the private key " + file + " cannot be read: " + problem.getMessage(), problem);
    }

    private static boolean isPutty(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(5), java.nio.charset.StandardCharsets.ISO_8859_1).equals("PuTTY");
        }
    }

    private static void checkMode(Path file) throws IOException {
        if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
            return;
        }
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
        if (!OWNERS.containsAll(mode)) {
            throw new ShippingException(
                    "the private key " + file + " has the mode " + PosixFilePermissions.toString(mode)
                            + ", so that others than its owner can use it; chmod 600 '" + file + "'");
        }
    }
}
