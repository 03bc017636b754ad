package io.github.apim.deployment;

import io.github.apim.product.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What stands in front of the nodes.
 *
 * @param name         what tells it from other load balancers of the deployment; empty for the only one
 * @param address      IP address of the load balancer
 * @param certificates folder on the load balancer that holds {@code <name>.crt} and {@code <name>.key}
 * @param virtualHosts in the descriptor's order
 */
public record LoadBalancer(
        String name, Optional<String> address, Optional<String> certificates, List<VirtualHost> virtualHosts) {

    public LoadBalancer {
        virtualHosts = List.copyOf(virtualHosts);
    }

    /**
     * A name under which nodes of a role are reached.
     *
     * @param key   what the descriptor calls it: the role, or a name of the user's
     * @param role  whose service is reached there
     * @param traffic which of the requests for that role come in there
     * @param http  port for plain HTTP; absent where none is served
     * @param https port for HTTPS
     * @param webSocket       port for web sockets; absent where none are served
     * @param secureWebSocket port for web sockets over TLS; absent where none are served
     * @param path  what the paths of its requests begin with: empty, or {@code /} and more without one at the end
     * @param nodes the names of the nodes that it leads to; empty for those of its role that no other one names
     */
    public record VirtualHost(
            String key,
            Role role,
            Traffic traffic,
            String name,
            OptionalInt http,
            int https,
            OptionalInt webSocket,
            OptionalInt secureWebSocket,
            String path,
            List<String> nodes) {

        public VirtualHost {
            nodes = List.copyOf(nodes);
        }

        /** Whether it answers web sockets, over TLS or not. */
        public boolean servesWebSockets() {
            return webSocket.isPresent() || secureWebSocket.isPresent();
        }
    }

    /** What comes in under a virtual host. */
    public enum Traffic {
        /** What its role answers: pages and services, or API calls. */
        REQUESTS("requests"),
        /** Web sockets, at ports where nothing else is served. */
        WEB_SOCKETS("websocket"),
        /** Events that subscribers of WebSub are told. */
        WEB_SUB("websub");

        private final String key;

        Traffic(String key) {
            this.key = key;
        }

        /** The word of the descriptor, and the key that a virtual host for it may have. */
        public String key() {
            return key;
        }

        /** What a key of a virtual host says without more. */
        public static Optional<Traffic> ofKey(String key) {
            return Arrays.stream(values())
                    .filter(traffic -> traffic != REQUESTS && traffic.key.equals(key))
                    .findFirst();
        }
    }

    /** Where the descriptor has it. */
    public String place() {
        return name.isEmpty() ? "load-balancer" : "load-balancers." + name;
    }

    /** Where the descriptor has a virtual host. */
    public String place(VirtualHost host) {
        return place() + ".virtual-hosts." + host.key();
    }
}
