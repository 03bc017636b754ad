package io.github.apim.family.toml;

import io.github.apim.overlay.NodeContext;
import java.io.IOException;

/** A part of what a node's deployment.toml must say; each decides whether it concerns a node. */
@FunctionalInterface
public interface Settings {

    /** Adds what it has to say of the node. */
    void add(NodeContext context, NodeSettings settings) throws IOException;
}
