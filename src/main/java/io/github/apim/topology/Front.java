package io.github.apim.topology;

import io.github.apim.deployment.Endpoint;
import io.github.apim.deployment.LoadBalancer;
import io.github.apim.deployment.LoadBalancer.VirtualHost;
import io.github.apim.deployment.Node;
import io.github.apim.product.PortPurpose;
import io.github.apim.product.Role;
import java.util.List;

/**
 * A virtual host of a load balancer and what it leads to.
 *
 * @param nodes the nodes behind it, which may have another role than it stands for; none if no node serves it
 * @param ports the ports of those nodes that requests are handed on to
 */
public record Front(LoadBalancer balancer, VirtualHost host, List<Node> nodes, List<PortPurpose> ports) {

    public Front {
        nodes = List.copyOf(nodes);
        ports = List.copyOf(ports);
    }

    /** The role that it stands for. */
    public Role role() {
        return host.role();
    }

    /** Where it answers over HTTPS. */
    public Endpoint https() {
        return new Endpoint(host.name(), host.https());
    }

    /** The machine of its load balancer. */
    public String machine() {
        return PortTable.machine(balancer);
    }
}
