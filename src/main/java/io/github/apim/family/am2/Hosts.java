package io.github.apim.family.am2;

import io.github.apim.deployment.IpAddress;
import io.github.apim.deployment.Node;
import io.github.apim.rules.PlanContext;

/** Whether a host that a file names is that of a node. */
final class Hosts {

    private Hosts() {}

    /** Whether a host in a file is a node's name or address. */
    static boolean isNamed(Node node, String host) {
        return IpAddress.isSame(node.host(), host)
                || node.address()
                        .filter(address -> IpAddress.isSame(address, host))
                        .isPresent();
    }

    static boolean areOnOneMachine(PlanContext context, Node one, Node other) {
        return context.topology().machine(one).equals(context.topology().machine(other));
    }
}
