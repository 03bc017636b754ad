package io.github.apim.assembly;

import io.github.apim.archive.FileDigests;
import io.github.apim.archive.Limits;
import io.github.apim.archive.SourceArchive;
import io.github.apim.archive.SourceEntry;
import io.github.apim.archive.SourceOptions;
import io.github.apim.deployment.PackLimits;
import io.github.apim.deployment.PackReference;
import io.github.apim.product.Pack;
import io.github.apim.product.PackException;
import io.github.apim.product.Product;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens a pack's file as the descriptor wants it opened: its checksum, its limits, what is left out. */
final class PackFiles {

    private PackFiles() {}

    /**
     * An opened pack.
     *
     * @param sha256 of its file; of a folder, of what is in it
     */
    record Opened(Pack pack, String sha256) {}

    static Opened open(Product product, Path file, PackReference reference, Path cacheDirectory, int threads)
            throws IOException {
        if (Files.isDirectory(file) && reference.sha256().isPresent()) {
            throw new PackException(reference.location() + ": " + file
                    + " is a folder, which has no sha256; remove the key or name the pack's zip");
        }
        SourceOptions options = new SourceOptions(limits(reference.limits()), cacheDirectory, threads, true);
        SourceArchive archive = SourceArchive.open(file, options);
        try {
            String sha256 = archive.sha256().orElseGet(() -> listed(archive));
            if (reference.sha256().isPresent()) {
                check(file, sha256, reference.sha256().get(), reference);
            }
            Pack pack = Pack.of(product, file, archive, reference.clean());
            checkVersion(pack, reference);
            return new Opened(pack, sha256);
        } catch (IOException | RuntimeException problem) {
            archive.close();
            throw problem;
        }
    }

    /** A folder is what its entries are; their times differ with every copy, see {@link NodeManifest}. */
    private static String listed(SourceArchive archive) {
        StringBuilder lines = new StringBuilder();
        for (SourceEntry entry : archive.entries()) {
            lines.append(entry.name())
                    .append('\t')
                    .append(entry.kind())
                    .append('\t')
                    .append(Integer.toOctalString(entry.mode()))
                    .append('\t')
                    .append(entry.size())
                    .append('\t')
                    .append(entry.crc32())
                    .append('\t')
                    .append(entry.linkTarget().orElse(""))
                    .append('\n');
        }
        return FileDigests.sha256(lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Limits limits(PackLimits wanted) {
        return new Limits(
                wanted.maxEntries().orElse(Limits.DEFAULT.maxEntries()),
                wanted.maxBytes().orElse(Limits.DEFAULT.maxBytes()),
                wanted.maxRatio().orElse(Limits.DEFAULT.maxRatio()));
    }

    /** Whatever was planned for the version that the descriptor states would not fit another one. */
    private static void checkVersion(Pack pack, PackReference reference) {
        reference
                .statedVersion(pack.product())
                .filter(stated -> !pack.version().equals(stated.version())
                        && !pack.version().startsWith(stated.version() + "-"))
                .ifPresent(stated -> {
                    throw new PackException(reference.location() + ": " + pack.file() + " is " + pack.title() + ", but "
                            + stated.source() + " says " + stated.version() + "; name the pack of "
                            + stated.version() + ", or say under packs."
                            + pack.product().key()
                            + ".version that it is " + pack.version());
                });
    }

    private static void check(Path file, String actual, String expected, PackReference reference) {
        if (!actual.equals(expected)) {
            throw new PackException(reference.location() + ": the sha256 of " + file + " is " + actual
                    + ", but the descriptor expects " + expected
                    + "; the file is damaged or another one, download it again or correct the descriptor");
        }
    }
}
