package io.github.apim.maven;

import io.github.apim.assembly.diff.NodeDiff;
import io.github.apim.assembly.diff.Review;
import io.github.apim.deployment.Environment;
import io.github.apim.deployment.Node;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Hands a review on to its output, and keeps the names of the nodes on which something changes. */
final class ChangedNodes implements Review.Reader {

    private final PlanOutput output;
    private final List<String> names = new ArrayList<>();

    ChangedNodes(PlanOutput output) {
        this.output = output;
    }

    /** In the order of the review. */
    List<String> names() {
        return List.copyOf(names);
    }

    @Override
    public void read(NodeDiff diff) throws IOException {
        output.add(diff);
        if (!diff.files().isEmpty()) {
            names.add(diff.plan().node().name());
        }
    }

    @Override
    public void only(Environment environment, Node node) {
        output.only(environment, node);
        names.add(node.name());
    }
}
