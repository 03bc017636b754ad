package io.github.apim.assembly;

import io.github.apim.archive.Limits;
import io.github.apim.archive.SourceArchive;
import io.github.apim.archive.SourceOptions;
import io.github.apim.deployment.ArtifactReference;
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

    /** @param remarks takes what the user should know of how they were opened */
    static Map<ArtifactReference, Patch> read(
            Map<ArtifactReference, Path> files, Path cacheDirectory, int threads, Consumer<String> remarks)
            throws IOException {
        SourceOptions options = new SourceOptions(LIMITS, cacheDirectory, threads);
        Map<ArtifactReference, Patch> patches = new HashMap<>();
        for (Map.Entry<ArtifactReference, Path> file : files.entrySet()) {
            try (SourceArchive archive = SourceArchive.open(file.getValue(), options)) {
                archive.remarks().forEach(remarks);
                patches.put(file.getKey(), Patch.of(file.getValue(), archive));
            }
        }
        return patches;
    }
}
