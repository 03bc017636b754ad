package io.github.apim.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 of files and bytes, as 64 lower-case hexadecimal digits. */
public final class FileDigests {

    private static final int BUFFER_BYTES = 1 << 18;

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

    /**
     * Of the first bytes of a file.
     *
     * @throws IOException also if the file has fewer
     */
    public static String sha256(Path file, long bytes) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return next(in, bytes, file);
        }
    }

    /** Of each of the blocks of one size that the first bytes of a file consist of; a rest is left out. */
    public static List<String> sha256OfBlocks(Path file, long bytes, long block) throws IOException {
        List<String> sums = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            for (long end = block; end <= bytes; end += block) {
                sums.add(next(in, block, file));
            }
        }
        return sums;
    }

    private static String next(InputStream in, long bytes, Path file) throws IOException {
        MessageDigest digest = Sha256.start();
        byte[] buffer = new byte[BUFFER_BYTES];
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
}
