package io.github.apim.assembly;

import io.github.apim.archive.Limits;
import io.github.apim.archive.SourceArchive;
import io.github.apim.archive.SourceOptions;
import io.github.apim.deployment.PackLimits;
import io.github.apim.deployment.PackReference;
import io.github.apim.product.Pack;
import io.github.apim.product.PackException;
import io.github.apim.product.Product;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Opens a pack's file as the descriptor wants it opened: its checksum, its limits, what is left out. */
final class PackFiles {

    private static final int BUFFER_BYTES = 1 << 18;

    private PackFiles() {}

    static Pack open(Product product, Path file, PackReference reference, Path cacheDirectory, int threads)
            throws IOException {
        if (reference.sha256().isPresent()) {
            check(file, reference.sha256().get(), reference);
        }
        SourceOptions options = new SourceOptions(limits(reference.limits()), cacheDirectory, threads);
        SourceArchive archive = SourceArchive.open(file, options);
        try {
            return Pack.of(product, file, archive, reference.clean());
        } catch (IOException | RuntimeException problem) {
            archive.close();
            throw problem;
        }
    }

    private static Limits limits(PackLimits wanted) {
        return new Limits(
                wanted.maxEntries().orElse(Limits.DEFAULT.maxEntries()),
                wanted.maxBytes().orElse(Limits.DEFAULT.maxBytes()),
                wanted.maxRatio().orElse(Limits.DEFAULT.maxRatio()));
    }

    private static void check(Path file, String expected, PackReference reference) throws IOException {
        if (Files.isDirectory(file)) {
            throw new PackException(reference.location() + ": " + file
                    + " is a folder, which has no sha256; remove the key or name the pack's zip");
        }
        String actual = sha256(file);
        if (!actual.equals(expected)) {
            throw new PackException(reference.location() + ": the sha256 of " + file + " is " + actual
                    + ", but the descriptor expects " + expected
                    + "; the file is damaged or another one, download it again or correct the descriptor");
        }
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
