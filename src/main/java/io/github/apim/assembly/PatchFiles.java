package io.github.apim.assembly;

import io.github.apim.archive.Limits;
import io.github.apim.archive.SourceArchive;
import io.github.apim.archive.SourceOptions;
import io.github.apim.deployment.ArtifactReference;
import io.github.apim.product.PackException;
import io.github.apim.product.Patch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Reads the patches that the descriptor names; they are small enough to be held as they are. */
final class PatchFiles {

    private static final Limits LIMITS = new Limits(10_000, 1L << 30, 200);

    private PatchFiles() {}

    /**
     * Reads them; a pinned one must still be the one that was checked when it was resolved.
     *
     * @param remarks takes what the user should know of how they were opened
     * @throws PackException    if the zip holds no patch, or is not the pinned one any more
     * @throws io.github.apim.archive.ArchiveException if the zip is damaged, or changes while it is read
     */
    static Map<ArtifactReference, Patch> read(
            Map<ArtifactReference, Path> files, Path cacheDirectory, int threads, Consumer<String> remarks)
            throws IOException {
        SourceOptions options = new SourceOptions(LIMITS, cacheDirectory, threads);
        Map<ArtifactReference, Patch> patches = new HashMap<>();
        for (Map.Entry<ArtifactReference, Path> file : files.entrySet()) {
            try (SourceArchive archive = SourceArchive.open(file.getValue(), options)) {
                archive.remarks().forEach(remarks);
                requirePinned(file.getKey(), file.getValue(), archive);
                patches.put(file.getKey(), Patch.of(file.getValue(), archive));
                archive.requireUnchanged();
            }
        }
        return patches;
    }

    private static void requirePinned(ArtifactReference reference, Path file, SourceArchive archive)
            throws IOException {
        if (reference.pin().isPresent() && !archive.sha256().equals(reference.pin())) {
            throw new PackException(
                    "the sha256 of " + file + " is " + archive.sha256().orElse("unknown")
                            + ", but the descriptor expects " + reference.pin().get()
                            + "; somebody has replaced the file since it was checked. Find out who writes there, get the file"
                            + " again and start again");
        }
    }
}
