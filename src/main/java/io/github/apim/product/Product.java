package io.github.apim.product;

import java.util.Optional;

/** A product that nodes run. */
public enum Product {
    API_MANAGER("api-manager", "WSO2 API Manager", "wso2am"),
    CONTROL_PLANE("control-plane", "WSO2 API Control Plane", "wso2am-acp"),
    TRAFFIC_MANAGER("traffic-manager", "WSO2 Traffic Manager", "wso2am-tm"),
    GATEWAY("gateway", "WSO2 Universal Gateway", "wso2am-universal-gw"),
    IDENTITY_SERVER("identity-server", "WSO2 Identity Server", "wso2is"),
    BAM("bam", "WSO2 Business Activity Monitor", "wso2bam"),
    MESSAGE_BROKER("message-broker", "Apache ActiveMQ", "apache-activemq");

    private final String key;
    private final String title;
    private final String distribution;

    Product(String key, String title, String distribution) {
        this.key = key;
        this.title = title;
        this.distribution = distribution;
    }

    /** The name of this product under {@code packs:} in the deployment descriptor. */
    public String key() {
        return key;
    }

    /** The name that people know the product by. */
    public String title() {
        return title;
    }

    /** What the pack's file name and root folder start with, before {@code -<version>}. */
    public String distribution() {
        return distribution;
    }

    /**
     * The product whose version says how this one works together with others: from 4.5 on API Manager comes in a pack for
     * each of its parts, all of one version (am-4 §1).
     */
    public Product line() {
        return switch (this) {
            case API_MANAGER, CONTROL_PLANE, TRAFFIC_MANAGER, GATEWAY -> API_MANAGER;
            case IDENTITY_SERVER, BAM, MESSAGE_BROKER -> this;
        };
    }

    /** The product with this descriptor key, if there is one. */
    public static Optional<Product> ofKey(String key) {
        for (Product product : values()) {
            if (product.key.equals(key)) {
                return Optional.of(product);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return key;
    }
}
