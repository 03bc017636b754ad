package io.github.apim.shipping;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The SHA-256 of files, and of their beginnings. */
final class Sha256 {

    private static final int BUFFER = 1 << 18;

    private Sha256() {}

    /** The checksum of the first bytes of a file, 64 lower-case hexadecimal digits. */
    static String of(Path file, long bytes) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return next(in, bytes, file);
        }
    }

    /** The checksums of the blocks of one size that the first bytes of a file consist of; a rest is left out. */
    static List<String> ofBlocks(Path file, long bytes, long block) throws IOException {
        List<String> sums = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            for (long end = block; end <= bytes; end += block) {
                sums.add(next(in, block, file));
            }
        }
        return sums;
    }

    private static String next(InputStream in, long bytes, Path file) throws IOException {
        MessageDigest digest = start();
        byte[] buffer = new byte[BUFFER];
        long left = bytes;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                throw new IOException(file + " has become shorter while it was read");
            }
            digest.update(buffer, 0, read);
            left -= read;
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest start() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
