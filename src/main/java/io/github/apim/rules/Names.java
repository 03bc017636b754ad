package io.github.apim.rules;

import io.github.apim.deployment.Location;
import io.github.apim.deployment.Node;
import io.github.apim.descriptor.Environments;
import java.util.Collection;
import java.util.stream.Collectors;

/** Nodes as messages name them. */
public final class Names {

    private Names() {}

    /** {@code gw-1 (line 12)}, and of a node that a layer adds {@code gw-3 (environments/production.yaml line 5)} */
    public static String withLine(Node node) {
        Location place = node.location();
        String layer = Environments.layer(place).map(file -> file + " ").orElse("");
        return node.name() + " (" + layer + "line " + place.line() + ")";
    }

    /** {@code gw-1 (line 12), gw-2 (line 13)} */
    public static String withLines(Collection<Node> nodes) {
        return nodes.stream().map(Names::withLine).collect(Collectors.joining(", "));
    }
}
