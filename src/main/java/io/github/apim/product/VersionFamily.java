package io.github.apim.product;

/**
 * A family of versions: those of one product that are configured in the same way, so that the same overlays and rules
 * serve them. What differs between its versions is a row in their {@link Facts}.
 */
public enum VersionFamily {
    API_MANAGER_1("am1", Product.API_MANAGER),
    API_MANAGER_2("am2", Product.API_MANAGER),
    API_MANAGER_3("am3", Product.API_MANAGER),
    API_MANAGER_4("am4", Product.API_MANAGER),
    IDENTITY_SERVER_5("is5", Product.IDENTITY_SERVER),
    IDENTITY_SERVER_TOML("istoml", Product.IDENTITY_SERVER),
    BAM_2("bam2", Product.BAM),
    ACTIVEMQ_5("activemq5", Product.MESSAGE_BROKER);

    private final String key;
    private final Product product;

    VersionFamily(String key, Product product) {
        this.key = key;
        this.product = product;
    }

    /** Its short name, by which the guide's table of rules calls it; also that of its package. */
    public String key() {
        return key;
    }

    /** The product that its versions are of. */
    public Product product() {
        return product;
    }

    @Override
    public String toString() {
        return key;
    }
}
