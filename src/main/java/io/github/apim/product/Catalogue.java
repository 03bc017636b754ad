package io.github.apim.product;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The facts of every version that is known. */
public final class Catalogue {

    private static final Pattern NUMBERS = Pattern.compile("\\d{1,9}(\\.\\d{1,9})*");

    /** Whose facts are known and whose files no overlay knows yet; nobody can name a pack of them before one does. */
    private static final Map<Product, List<String>> WITHOUT_OVERLAYS = Map.of(
            Product.API_MANAGER, ApiManager2Facts.VERSIONS,
            Product.IDENTITY_SERVER, IdentityServer5Facts.LATER_VERSIONS);

    private Catalogue() {}

    /** What is known of a version; of one that is not in the catalogue, what is known of the family nearest to it. */
    public static Facts of(ProductVersion version) {
        return switch (version.product()) {
            case API_MANAGER ->
                isOf(ApiManager2Facts.VERSIONS, version)
                        ? ApiManager2Facts.of(version.version())
                        : ApiManager1Facts.of(version.version());
            case IDENTITY_SERVER -> IdentityServer5Facts.of(version.version());
            case BAM -> Bam2Facts.of(version.version());
            case MESSAGE_BROKER -> ActiveMq5Facts.of(version.version());
        };
    }

    private static boolean isOf(List<String> family, ProductVersion version) {
        return NUMBERS.matcher(version.version()).matches()
                && nearest(version.version(), described(version.product()))
                        .filter(family::contains)
                        .isPresent();
    }

    /** The versions whose files the overlays know, the oldest first; empty where any version will do. */
    public static List<String> known(Product product) {
        return described(product).stream()
                .filter(version ->
                        !WITHOUT_OVERLAYS.getOrDefault(product, List.of()).contains(version))
                .toList();
    }

    /** The versions whose facts are known, the oldest first; empty where any version will do. */
    static List<String> described(Product product) {
        return switch (product) {
            case API_MANAGER ->
                Stream.of(ApiManager1Facts.VERSIONS, ApiManager2Facts.VERSIONS)
                        .flatMap(List::stream)
                        .toList();
            case IDENTITY_SERVER ->
                Stream.of(IdentityServer5Facts.VERSIONS, IdentityServer5Facts.LATER_VERSIONS)
                        .flatMap(List::stream)
                        .toList();
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
        return versions.stream()
                .filter(known -> compare(known, version) <= 0)
                .reduce((older, newer) -> newer)
                .or(() -> versions.stream().findFirst());
    }

    /** Numbers with dots, compared number by number. */
    static int compare(String one, String other) {
        return Arrays.compare(numbers(one), numbers(other));
    }

    /** Whether a version is one that came with, or after, another one; false where it is not made of numbers. */
    static boolean isSince(String since, String version) {
        return NUMBERS.matcher(version).matches() && compare(since, version) <= 0;
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.split("\\.")).mapToInt(Integer::parseInt).toArray();
    }
}
