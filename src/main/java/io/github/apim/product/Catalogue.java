package io.github.apim.product;

/** The facts of every version that is known. */
public final class Catalogue {

    private Catalogue() {}

    /** What is known of a version; of one that is not in the catalogue, what is known of its family. */
    public static Facts of(ProductVersion version) {
        return switch (version.product()) {
            case API_MANAGER -> ApiManager1Facts.of(version.version());
            case IDENTITY_SERVER -> IdentityServer5Facts.of(version.version());
            case BAM -> Bam2Facts.of(version.version());
            case MESSAGE_BROKER -> ActiveMq5Facts.of(version.version());
        };
    }
}
