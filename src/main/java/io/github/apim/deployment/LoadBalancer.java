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
     * @param webSocket       port for web sockets; absent where none are served
     * @param secureWebSocket port for web sockets over TLS; absent where none are served
     */
    public record VirtualHost(
            String name, OptionalInt http, int https, OptionalInt webSocket, OptionalInt secureWebSocket) {

        /** One that serves requests alone. */
        public VirtualHost(String name, OptionalInt http, int https) {
            this(name, http, https, OptionalInt.empty(), OptionalInt.empty());
        }

        /** Whether it answers web sockets, over TLS or not. */
        public boolean servesWebSockets() {
            return webSocket.isPresent() || secureWebSocket.isPresent();
        }
    }
}
