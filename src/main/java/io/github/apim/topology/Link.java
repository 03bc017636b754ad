package io.github.apim.topology;

import io.github.apim.deployment.Endpoint;
import io.github.apim.deployment.Node;
import io.github.apim.product.CallPurpose;
import io.github.apim.product.PortPurpose;
import java.util.List;
import java.util.Optional;

/**
 * One call of one server to others, as its configuration files address it.
 *
 * @param from    who calls
 * @param address where it calls: a name or address, and a port
 * @param port    what the port is for: of the virtual host's, too, that of the nodes behind it
 * @param front   the virtual host that the call goes through, if it does
 * @param to      the nodes that may answer; one alone where no load balancer stands in front
 */
public record Link(
        CallPurpose purpose, Node from, Endpoint address, PortPurpose port, Optional<Front> front, List<Node> to) {

    public Link {
        to = List.copyOf(to);
    }
}
