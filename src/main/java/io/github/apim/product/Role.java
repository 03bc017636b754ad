package io.github.apim.product;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a node does in the deployment. The launcher profile of an API Manager role is the value of Carbon's
 * {@code -Dprofile} (matrix §7); the other products start without one.
 */
public enum Role {
    GATEWAY_MANAGER("gateway-manager", Product.API_MANAGER, "gateway-manager"),
    GATEWAY_WORKER("gateway-worker", Product.API_MANAGER, "gateway-worker"),
    TRAFFIC_MANAGER("traffic-manager", Product.API_MANAGER, "traffic-manager"),
    KEY_MANAGER("key-manager", Product.API_MANAGER, "api-key-manager"),
    PUBLISHER("publisher", Product.API_MANAGER, "api-publisher"),
    STORE("store", Product.API_MANAGER, "api-store"),
    ALL_IN_ONE("all-in-one", Product.API_MANAGER, null),
    IDENTITY_SERVER("identity-server", Product.IDENTITY_SERVER, null),
    IDENTITY_SERVER_KEY_MANAGER("identity-server-key-manager", Product.IDENTITY_SERVER, null),
    BAM("bam", Product.BAM, null),
    MESSAGE_BROKER("message-broker", Product.MESSAGE_BROKER, null);

    private final String key;
    private final Product product;
    private final String profile;

    Role(String key, Product product, String profile) {
        this.key = key;
        this.product = product;
        this.profile = profile;
    }

    /** The role's name in the deployment descriptor and on the command line. */
    public String key() {
        return key;
    }

    /** The product that a node of this role runs. */
    public Product product() {
        return product;
    }

    /** The Carbon profile that the launcher passes, empty where the product starts with its default one. */
    public Optional<String> profile() {
        return Optional.ofNullable(profile);
    }

    /** Whether this is one of the two gateway roles, which share a cluster domain and an SVN repository. */
    public boolean isGateway() {
        return this == GATEWAY_MANAGER || this == GATEWAY_WORKER;
    }

    /** The role of this name, or of the Carbon profile name that people also use ({@code api-store}). */
    public static Optional<Role> of(String name) {
        return Arrays.stream(values())
                .filter(role -> role.key.equals(name) || name.equals(role.profile))
                .findFirst();
    }

    /** All role names, in the order of the documentation. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(Role::key).toList();
    }

    @Override
    public String toString() {
        return key;
    }
}
