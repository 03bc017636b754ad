package io.github.apim.product;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a node does in the deployment; with which Carbon profile its server starts is a fact of the product's version.
 */
public enum Role {
    GATEWAY_MANAGER("gateway-manager", Product.API_MANAGER),
    GATEWAY_WORKER("gateway-worker", Product.API_MANAGER),
    GATEWAY("gateway", Product.API_MANAGER),
    CONTROL_PLANE("control-plane", Product.API_MANAGER),
    TRAFFIC_MANAGER("traffic-manager", Product.API_MANAGER),
    KEY_MANAGER("key-manager", Product.API_MANAGER),
    PUBLISHER("publisher", Product.API_MANAGER),
    STORE("store", Product.API_MANAGER),
    ALL_IN_ONE("all-in-one", Product.API_MANAGER),
    IDENTITY_SERVER("identity-server", Product.IDENTITY_SERVER),
    IDENTITY_SERVER_KEY_MANAGER("identity-server-key-manager", Product.IDENTITY_SERVER),
    BAM("bam", Product.BAM),
    MESSAGE_BROKER("message-broker", Product.MESSAGE_BROKER);

    /** What the store is called since it has this name for people, too (am-3 §2). */
    private static final String DEVPORTAL = "devportal";

    private final String key;
    private final Product product;

    Role(String key, Product product) {
        this.key = key;
        this.product = product;
    }

    /** The role's name in the deployment descriptor and on the command line. */
    public String key() {
        return key;
    }

    /** The product that a node of this role runs, or whose part it runs: see {@link Facts#packs()}. */
    public Product product() {
        return product;
    }

    /** Whether nodes of this role answer API calls and do nothing else, or let others do so. */
    public boolean isGateway() {
        return this == GATEWAY_MANAGER || this == GATEWAY_WORKER || this == GATEWAY;
    }

    /** Whether a virtual host of this role leads to ports for API calls, and not to consoles. */
    public boolean takesApiCalls() {
        return this == GATEWAY_WORKER || this == GATEWAY;
    }

    /** The role of this name, or of the Carbon profile name that people also use ({@code api-store}). */
    public static Optional<Role> of(String name) {
        return Arrays.stream(values())
                .filter(role -> role.key.equals(name))
                .findFirst()
                .or(() -> name.equals(DEVPORTAL) ? Optional.of(STORE) : Catalogue.roleOf(name));
    }

    /** The names that people also use: those of Carbon profiles, and what the store is called now. */
    public static Set<String> otherNames() {
        Set<String> names = new TreeSet<>(Catalogue.profilesBesideRoles());
        names.add(DEVPORTAL);
        return names;
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
