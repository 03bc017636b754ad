package io.github.apim.overlay;

import io.github.apim.deployment.ArtifactReference;
import io.github.apim.product.Pack;
import io.github.apim.product.Patch;
import io.github.apim.product.Product;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What nodes are made of: the opened packs, and the files that the descriptor names.
 *
 * @param packs   those that the selected nodes run, and those that they take files from
 * @param files   jars, by their references
 * @param patches WSO2 patches, by their references
 */
public record Sources(
        Map<Product, Pack> packs, Map<ArtifactReference, Path> files, Map<ArtifactReference, Patch> patches) {

    Pack pack(Product product) {
        return Optional.ofNullable(packs.get(product))
                .orElseThrow(() -> new IllegalStateException("the pack of " + product + " has not been opened"));
    }

    Path file(ArtifactReference reference) {
        return resolved(files, reference);
    }

    Patch patch(ArtifactReference reference) {
        return resolved(patches, reference);
    }

    private static <T> T resolved(Map<ArtifactReference, T> found, ArtifactReference reference) {
        return Optional.ofNullable(found.get(reference))
                .orElseThrow(() -> new IllegalStateException(reference + " has not been resolved"));
    }
}
