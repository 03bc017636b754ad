package io.github.apim.topology;

import io.github.apim.deployment.LoadBalancer.VirtualHost;
import io.github.apim.deployment.Node;
import io.github.apim.product.PortPurpose;
import io.github.apim.product.Role;
import java.util.List;

/**
 * A virtual host of the load balancer and what it leads to.
 *
 * @param role  the role that the descriptor names it by
 * @param nodes the nodes behind it, which may have another role; none if no node serves it
 * @param ports the ports of those nodes that requests are handed on to
 */
public record Front(Role role, VirtualHost host, List<Node> nodes, List<PortPurpose> ports) {

    public Front {
        nodes = List.copyOf(nodes);
        ports = List.copyOf(ports);
    }
}
