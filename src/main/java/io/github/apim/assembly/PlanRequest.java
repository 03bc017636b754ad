package io.github.apim.assembly;

import io.github.apim.descriptor.ReadResult;
import io.github.apim.overlay.UserFolder;
import io.github.apim.product.Product;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What is to be planned.
 *
 * @param descriptor     the deployment as it was read
 * @param userOverlays   the folders of the user's files, the last on top
 * @param cacheDirectory where what is known about packs is remembered
 * @param threads        how many threads may work
 * @param packs          products whose packs are opened even if no planned node needs them
 */
public record PlanRequest(
        ReadResult descriptor,
        NodeSelection selection,
        List<UserFolder> userOverlays,
        Path cacheDirectory,
        int threads,
        Set<Product> packs) {

    public PlanRequest {
        userOverlays = List.copyOf(userOverlays);
        packs = Set.copyOf(packs);
    }

    /** A request for what the nodes need and nothing else. */
    public PlanRequest(
            ReadResult descriptor,
            NodeSelection selection,
            List<UserFolder> userOverlays,
            Path cacheDirectory,
            int threads) {
        this(descriptor, selection, userOverlays, cacheDirectory, threads, Set.of());
    }

    /** The same for these nodes. */
    public PlanRequest selecting(NodeSelection nodes) {
        return new PlanRequest(descriptor, nodes, userOverlays, cacheDirectory, threads, packs);
    }

    /** The same with these packs opened, too. */
    public PlanRequest opening(Set<Product> products) {
        return new PlanRequest(descriptor, selection, userOverlays, cacheDirectory, threads, products);
    }
}
