package io.github.apim.deployment;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Gateways that APIs are published to under one name.
 *
 * @param name        what publishers see and APIs remember
 * @param gateways    the names of its nodes
 * @param virtualHost the key of the virtual host under which clients call its APIs, where the descriptor says so
 */
public record GatewayEnvironment(String name, Type type, List<String> gateways, Optional<String> virtualHost) {

    public GatewayEnvironment {
        gateways = List.copyOf(gateways);
    }

    /** Which keys its gateways take (matrix §5, {@code Environment/@type}). */
    public enum Type {
        HYBRID,
        PRODUCTION,
        SANDBOX;

        /** The value in the descriptor and in api-manager.xml. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The name as a part of a path or of a domain: lower-case letters, digits and {@code -}. */
    public String slug() {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }
}
