package io.github.apim.assembly;

import java.io.IOException;

/** Looks what of a planned node's layers is there already, and writes nothing. */
@FunctionalInterface
public interface LayerView {

    /**
     * What would be built of a node.
     *
     * @param planning of the plan, which is still open
     */
    LayeredOutput of(Planning planning, NodePlan plan) throws IOException;
}
