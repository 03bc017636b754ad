package io.github.apim.product;

import io.github.apim.product.PortFact.Condition;
import java.util.List;
import java.util.Set;

/**
 * A call between servers of a version: who makes it, and which service answers it where.
 *
 * @param callers the roles whose nodes call; one that offers the service itself does not
 * @param ports   the ports at which the service answers, the one that configuration files name first
 * @param way     how configuration files address those who answer
 * @param when    in which deployments it is made
 */
public record CallFact(
        CallPurpose purpose, Set<Role> callers, Service service, List<PortPurpose> ports, Way way, Condition when) {

    /** How a call finds those who answer it. */
    public enum Way {
        /** Through the load balancer where that serves the service, else as {@link #FIRST}. */
        BALANCED,
        /** Straight to the first node that offers the service, by its host name. */
        FIRST,
        /** Straight to the first node that offers the service, by its address. */
        FIRST_BY_ADDRESS,
        /** Straight to every node that offers the service, by its host name. */
        EVERY,
        /** Straight to every node that offers the service, by its address. */
        EVERY_BY_ADDRESS,
        /** Straight to every other node that offers the service, by its address: by those who offer it themselves. */
        PEERS_BY_ADDRESS;

        /** Whether all who answer are called, not one of them. */
        public boolean isToEvery() {
            return this == EVERY || this == EVERY_BY_ADDRESS || this == PEERS_BY_ADDRESS;
        }

        /** Whether the address of a node is written, not its host name. */
        public boolean isByAddress() {
            return this == FIRST_BY_ADDRESS || this == EVERY_BY_ADDRESS || this == PEERS_BY_ADDRESS;
        }
    }

    public CallFact {
        callers = Set.copyOf(callers);
        ports = List.copyOf(ports);
    }

    /** Through the load balancer where that serves the service. */
    static CallFact balanced(CallPurpose purpose, Set<Role> callers, Service service, PortPurpose port) {
        return straight(purpose, callers, service, Way.BALANCED, port);
    }

    static CallFact straight(CallPurpose purpose, Set<Role> callers, Service service, Way way, PortPurpose... ports) {
        return new CallFact(purpose, callers, service, List.of(ports), way, Condition.ALWAYS);
    }

    /** The same in some deployments only. */
    CallFact when(Condition condition) {
        return new CallFact(purpose, callers, service, ports, way, condition);
    }
}
