package io.github.apim.product;

import java.util.List;
import java.util.Optional;

/** A product that nodes run, and the versions whose files the overlays know. */
public enum Product {
    API_MANAGER("api-manager", "WSO2 API Manager", "wso2am", List.of("1.9.0")),
    IDENTITY_SERVER("identity-server", "WSO2 Identity Server", "wso2is", List.of("5.0.0")),
    BAM("bam", "WSO2 Business Activity Monitor", "wso2bam", List.of("2.5.0")),
    MESSAGE_BROKER("message-broker", "Apache ActiveMQ", "apache-activemq", List.of());

    private final String key;
    private final String title;
    private final String distribution;
    private final List<String> knownVersions;

    Product(String key, String title, String distribution, List<String> knownVersions) {
        this.key = key;
        this.title = title;
        this.distribution = distribution;
        this.knownVersions = knownVersions;
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

    /** The versions whose files the overlays know; empty where any version will do. */
    public List<String> knownVersions() {
        return knownVersions;
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
