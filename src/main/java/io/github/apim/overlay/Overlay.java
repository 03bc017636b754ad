package io.github.apim.overlay;

import java.io.IOException;

/** One concern's changes on a node: what a node of its role must have so that the deployment works. */
public interface Overlay {

    /** The concern, as the manifest and messages name it, for example {@code clustering}. */
    String name();

    /**
     * Makes the changes on this node's files, or none where the concern does not touch the node.
     *
     * @throws OverlayException for what the user can mend
     */
    void apply(NodeContext context, NodeFiles files) throws IOException;
}
