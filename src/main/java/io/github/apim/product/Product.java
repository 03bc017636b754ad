package io.github.apim.product;

import java.util.Optional;

/** A product that nodes run. */
public enum Product {
    API_MANAGER("api-manager", "WSO2 API Manager", "wso2am"),
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
