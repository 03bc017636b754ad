package io.github.apim.topology;

import io.github.apim.product.Role;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** A Hazelcast group: the roles that must hear each other's messages, and only they (matrix §3.1). */
public enum ClusterDomain {
    GATEWAY("gw.am.wso2.domain", Set.of(Role.GATEWAY_MANAGER, Role.GATEWAY_WORKER)),
    KEY_MANAGER("km.am.wso2.domain", Set.of(Role.KEY_MANAGER)),
    /** One domain for both: they share the API cache and tell each other about ended sessions. */
    PUBLISHER_AND_STORE("pub.store.am.wso2.domain", Set.of(Role.PUBLISHER, Role.STORE)),
    IDENTITY_SERVER("is.wso2.domain", Set.of(Role.IDENTITY_SERVER)),
    IDENTITY_SERVER_KEY_MANAGER("is.km.wso2.domain", Set.of(Role.IDENTITY_SERVER_KEY_MANAGER));

    private final String domain;
    private final Set<Role> roles;

    ClusterDomain(String domain, Set<Role> roles) {
        this.domain = domain;
        this.roles = roles;
    }

    /** The group's name in axis2.xml. */
    public String domain() {
        return domain;
    }

    /** The roles of this domain's members. */
    public Set<Role> roles() {
        return roles;
    }

    /** The domain that nodes of this role join, if they cluster at all. */
    public static Optional<ClusterDomain> of(Role role) {
        return Arrays.stream(values())
                .filter(domain -> domain.roles.contains(role))
                .findFirst();
    }
}
