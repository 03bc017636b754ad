package io.github.apim.assembly;

import io.github.apim.product.Pack;
import java.io.IOException;

/** Is told of packs before their nodes are planned: what depends on a pack alone need not wait for the plan. */
@FunctionalInterface
public interface PackListener {

    /**
     * A pack that a node runs is open, like all others.
     *
     * @param sha256 of the pack's file; of a folder, of what is in it
     */
    void opened(Pack pack, String sha256) throws IOException;
}
