package io.github.apim.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/** SHA-256 of files and bytes, as 64 lower-case hexadecimal digits; that of a large file can be remembered. */
public final class FileDigests {

    private static final int BUFFER_BYTES = 1 << 18;
    private static final int DIGITS = 64;
    private static final int NAME_BYTES = 16;

    private FileDigests() {}

    /** Of these bytes. */
    public static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(Sha256.start().digest(bytes));
    }

    /** Of a file's content. */
    public static String sha256(Path file) throws IOException {
        MessageDigest digest = Sha256.start();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Of a file's content; read once, and then only after the file has changed as far as its identity tells. */
    public static String remembered(Path file, Path cacheDirectory) throws IOException {
        FileIdentity identity = FileIdentity.of(file);
        MessageDigest key = Sha256.start();
        key.update("sha256\0".getBytes(StandardCharsets.UTF_8));
        identity.update(key);
        Path place = cacheDirectory.resolve(HexFormat.of().formatHex(key.digest(), 0, NAME_BYTES) + ".sha256");
        if (Files.isRegularFile(place)) {
            String known = Files.readString(place, StandardCharsets.ISO_8859_1).trim();
            if (known.length() == DIGITS && known.chars().allMatch(digit -> HexFormat.isHexDigit(digit))) {
                return known;
            }
        }
        String digest = sha256(file);
        if (FileIdentity.of(file).equals(identity)) {
            store(digest, place, cacheDirectory);
        }
        return digest;
    }

    /** If the folder cannot be written, the digest is not kept, which costs nothing but time. */
    private static void store(String digest, Path place, Path cacheDirectory) {
        try {
            Path temporary = TemporaryFiles.create(cacheDirectory);
            try {
                Files.writeString(temporary, digest + "\n", StandardCharsets.ISO_8859_1);
                TemporaryFiles.moveIntoPlace(temporary, place);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException notKept) {
            return;
        }
    }
}
