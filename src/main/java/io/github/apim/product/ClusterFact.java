package io.github.apim.product;

import java.util.Set;

/**
 * A Hazelcast group of a version.
 *
 * @param domain the group's name in axis2.xml
 * @param roles  those that must hear each other's messages, and only they
 */
public record ClusterFact(String domain, Set<Role> roles) {

    public ClusterFact {
        roles = Set.copyOf(roles);
    }
}
