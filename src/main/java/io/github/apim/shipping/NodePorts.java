package io.github.apim.shipping;

import io.github.apim.deployment.Node;
import io.github.apim.product.Facts;
import io.github.apim.topology.Topology;
import java.util.List;

/** Which ports a started node must listen to before the next one is started. */
@FunctionalInterface
public interface NodePorts {

    /** The ports of the services that other nodes and users ask for, with the node's offset. */
    static NodePorts ofServices(Topology topology) {
        return node -> {
            Facts facts = topology.suite().facts(node.role());
            return facts.ports(node.role()).stream()
                    .filter(port -> facts.awaited().contains(port.purpose()))
                    .map(port -> topology.port(node, port.purpose()).orElseThrow())
                    .toList();
        };
    }

    List<Integer> of(Node node);
}
