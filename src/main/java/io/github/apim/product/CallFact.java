package io.github.apim.product;

import io.github.apim.product.PortFact.Condition;
import java.util.List;
import java.util.Set;

/**
 * A call between servers of a version: who makes it, and which service answers it where.
 *
 * @param callers the roles whose nodes call; none of them calls a service that its own role offers
 * @param ports   the ports at which the service answers, the one that configuration files name first
 * @param through whether it goes through the load balancer where that serves the service
 * @param when    in which deployments it is made
 */
public record CallFact(
        CallPurpose purpose,
        Set<Role> callers,
        Service service,
        List<PortPurpose> ports,
        boolean through,
        Condition when) {

    public CallFact {
        callers = Set.copyOf(callers);
        ports = List.copyOf(ports);
    }
}
