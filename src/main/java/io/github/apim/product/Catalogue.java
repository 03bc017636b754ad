package io.github.apim.product;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

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

    /** The versions whose files the overlays know, the oldest first; empty where any version will do. */
    public static List<String> known(Product product) {
        return switch (product) {
            case API_MANAGER -> ApiManager1Facts.VERSIONS;
            case IDENTITY_SERVER -> IdentityServer5Facts.VERSIONS;
            case BAM -> Bam2Facts.VERSIONS;
            case MESSAGE_BROKER -> List.of();
        };
    }

    /**
     * The one of some versions that comes next before another one, else the oldest of them.
     *
     * @param versions numbers with dots, the oldest first
     */
    static Optional<String> nearest(String version, List<String> versions) {
        int[] wanted = numbers(version);
        return versions.stream()
                .filter(known -> Arrays.compare(numbers(known), wanted) <= 0)
                .reduce((older, newer) -> newer)
                .or(() -> versions.stream().findFirst());
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.split("\\.")).mapToInt(Integer::parseInt).toArray();
    }
}
