package io.github.apim.product;

import java.util.Set;

/**
 * A port that servers of a version open.
 *
 * @param base   the port of a node without an offset
 * @param shifts whether a node's offset moves it; ports that it does not move count up on a machine
 * @param roles  the roles whose nodes open it
 * @param when   in which deployments they do
 */
public record PortFact(PortPurpose purpose, int base, boolean shifts, Set<Role> roles, Condition when) {

    /** What a deployment must be like for a port to be open. */
    public enum Condition {
        ALWAYS,
        /** Keys are validated over thrift. */
        OVER_THRIFT,
        /** The node is asked about keys, be it by itself alone. */
        MANAGING_KEYS,
        /** The node has others to cluster with. */
        IN_A_CLUSTER
    }

    public PortFact {
        roles = Set.copyOf(roles);
    }

    /** The same in some deployments only. */
    PortFact when(Condition condition) {
        return new PortFact(purpose, base, shifts, roles, condition);
    }
}
