package io.github.apim.deployment;

import io.github.apim.product.Role;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What stands in front of the nodes.
 *
 * @param address      IP address of the load balancer
 * @param certificates folder on the load balancer that holds {@code <name>.crt} and {@code <name>.key}
 * @param virtualHosts by the role that answers under it, in the descriptor's order
 */
public record LoadBalancer(
        Optional<String> address, Optional<String> certificates, Map<Role, VirtualHost> virtualHosts) {

    /**
     * A name under which a role is reached.
     *
     * @param http  port for plain HTTP; absent where none is served
     * @param https port for HTTPS
     */
    public record VirtualHost(String name, OptionalInt http, int https) {}
}
