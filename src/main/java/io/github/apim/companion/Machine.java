package io.github.apim.companion;

import io.github.apim.deployment.Node;
import io.github.apim.topology.HostNames;
import io.github.apim.topology.MachineName;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A machine that nodes run on.
 *
 * @param name its address, or its host name where the descriptor gives no address
 */
record Machine(String name, List<Node> nodes) {

    /** The machines of the deployment, in the descriptor's order. */
    static List<Machine> all(CompanionContext context) {
        return new HostNames(context.topology())
                .machines().stream()
                        .map(name -> new Machine(
                                name,
                                context.deployment().nodes().stream()
                                        .filter(node ->
                                                context.topology().machine(node).equals(name))
                                        .toList()))
                        .toList();
    }

    /** The name that its files have. */
    String fileName() {
        return new MachineName(name).fileName();
    }

    /** The machine with its nodes, for people. */
    String title() {
        return name + " (" + nodes.stream().map(Node::name).collect(Collectors.joining(", ")) + ")";
    }
}
