package io.github.apim.shipping;

import io.github.apim.deployment.Node;
import io.github.apim.deployment.Shipping;
import io.github.apim.deployment.Shipping.Destination;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which nodes are on which machine. */
final class Machines {

    private Machines() {}

    /** The nodes by machine, both in the order of the nodes. */
    static Map<Destination, List<Node>> of(Shipping shipping, List<Node> nodes) {
        Map<Destination, List<Node>> machines = new LinkedHashMap<>();
        for (Node node : nodes) {
            machines.computeIfAbsent(of(shipping, node), machine -> new ArrayList<>())
                    .add(node);
        }
        return machines;
    }

    /** The way to a node's machine; nodes that differ in their folders only share it. */
    static Destination of(Shipping shipping, Node node) {
        Destination own = shipping.destination(node);
        return new Destination(own.host(), own.port(), own.user(), own.key(), "");
    }
}
