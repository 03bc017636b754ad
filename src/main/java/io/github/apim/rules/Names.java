package io.github.apim.rules;

import io.github.apim.deployment.Node;
import java.util.Collection;
import java.util.stream.Collectors;

/** Nodes as messages name them. */
public final class Names {

    private Names() {}

    /** {@code gw-1 (line 12)} */
    public static String withLine(Node node) {
        return node.name() + " (line " + node.location().line() + ")";
    }

    /** {@code gw-1 (line 12), gw-2 (line 13)} */
    public static String withLines(Collection<Node> nodes) {
        return nodes.stream().map(Names::withLine).collect(Collectors.joining(", "));
    }
}
