package io.github.apim.overlay;

import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.Node;
import io.github.apim.product.Product;
import java.io.IOException;
import java.util.Set;

/** One concern's changes on a node: what a node of its role must have so that the deployment works. */
public interface Overlay {

    /** The other products from whose packs it takes files for this node. */
    default Set<Product> borrowsFrom(Deployment deployment, Node node) {
        return Set.of();
    }

    /** The concern, as the manifest and messages name it, for example {@code clustering}. */
    String name();

    /**
     * Makes the changes on this node's files, or none where the concern does not touch the node.
     *
     * @throws OverlayException for what the user can mend
     */
    void apply(NodeContext context, NodeFiles files) throws IOException;
}
