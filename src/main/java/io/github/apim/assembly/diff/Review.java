package io.github.apim.assembly.diff;

import io.github.apim.assembly.Masking;
import io.github.apim.deployment.Environment;
import io.github.apim.deployment.Node;
import java.io.IOException;

/** A dry run of an assembly, with a diff of what it would change. */
public interface Review {

    /** A visitor of the changes of each node. */
    @FunctionalInterface
    interface Reader {
        void read(NodeDiff diff) throws IOException;

        /** Is told of a node that only one of two environments has. */
        default void only(Environment environment, Node node) {}
    }

    /** Hides what must not show. */
    Masking masking();

    /**
     * Plans the selected nodes, and tells what changes, one node after the other in the descriptor's order.
     *
     * @throws io.github.apim.deployment.DeploymentException as {@link io.github.apim.assembly.Assembly#run()} throws it,
     *     like all others
     * @throws io.github.apim.manifest.ManifestException if there is nothing to compare with
     */
    void run(Reader reader) throws IOException;
}
