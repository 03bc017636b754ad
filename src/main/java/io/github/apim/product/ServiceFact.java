package io.github.apim.product;

import java.util.List;

/**
 * Who offers a service in a version.
 *
 * @param roles       the roles that can: the nodes of the first one that a deployment has do
 * @param virtualHost the role whose virtual host the load balancer serves it under; null for the serving role's own
 */
public record ServiceFact(Service service, List<Role> roles, Role virtualHost) {

    public ServiceFact {
        roles = List.copyOf(roles);
    }

    static ServiceFact of(Service service, Role... roles) {
        return new ServiceFact(service, List.of(roles), null);
    }

    ServiceFact under(Role role) {
        return new ServiceFact(service, roles, role);
    }
}
