package io.github.apim.assembly;

import io.github.apim.descriptor.ReadResult;
import io.github.apim.product.Product;
import java.nio.file.Path;
import java.util.Set;

/**
 * What is to be planned.
 *
 * @param descriptor     the deployment as it was read
 * @param userOverlays   the folder of the user's files, with {@code all/}, {@code <role>/} and {@code <node>/}
 * @param cacheDirectory where what is known about packs is remembered
 * @param threads        how many threads may work
 * @param packs          products whose packs are opened even if no planned node needs them
 */
public record PlanRequest(
        ReadResult descriptor,
        NodeSelection selection,
        Path userOverlays,
        Path cacheDirectory,
        int threads,
        Set<Product> packs) {

    public PlanRequest {
        packs = Set.copyOf(packs);
    }

    /** A request for what the nodes need and nothing else. */
    public PlanRequest(
            ReadResult descriptor, NodeSelection selection, Path userOverlays, Path cacheDirectory, int threads) {
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
