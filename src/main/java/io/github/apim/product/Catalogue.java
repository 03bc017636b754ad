package io.github.apim.product;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The facts of every version that is known. */
public final class Catalogue {

    private static final Pattern NUMBERS = Pattern.compile("\\d{1,9}(\\.\\d{1,9})*");

    /**
     * The versions of a product that are of one family.
     *
     * @param versions those whose files are known, the oldest first; empty where any version will do
     * @param facts    what is known of a version
     */
    private record Entry(Product product, List<String> versions, Function<String, Facts> facts) {}

    /** Of a product's families the older one first. */
    private static final List<Entry> FAMILIES = List.of(
            new Entry(Product.API_MANAGER, ApiManager1Facts.VERSIONS, ApiManager1Facts::of),
            new Entry(Product.API_MANAGER, ApiManager2Facts.VERSIONS, ApiManager2Facts::of),
            new Entry(Product.API_MANAGER, ApiManager3Facts.VERSIONS, ApiManager3Facts::of),
            new Entry(Product.API_MANAGER, ApiManager4Facts.VERSIONS, ApiManager4Facts::of),
            part(Product.CONTROL_PLANE),
            part(Product.TRAFFIC_MANAGER),
            part(Product.GATEWAY),
            new Entry(Product.IDENTITY_SERVER, IdentityServer5Facts.VERSIONS, IdentityServer5Facts::of),
            new Entry(Product.IDENTITY_SERVER, IdentityServerTomlFacts.VERSIONS, IdentityServerTomlFacts::of),
            new Entry(Product.BAM, Bam2Facts.VERSIONS, Bam2Facts::of),
            new Entry(Product.MESSAGE_BROKER, List.of(), ActiveMq5Facts::of));

    /** Made once: they are asked for with every node and schema. */
    private static final Map<ProductVersion, Facts> FACTS = FAMILIES.stream()
            .flatMap(entry -> entry.versions().stream().map(entry.facts()))
            .collect(Collectors.toUnmodifiableMap(Facts::version, Function.identity()));

    private static final Map<Product, List<String>> KNOWN = Arrays.stream(Product.values())
            .collect(Collectors.toUnmodifiableMap(
                    Function.identity(),
                    product -> families(product)
                            .flatMap(entry -> entry.versions().stream())
                            .toList()));

    private Catalogue() {}

    private static Entry part(Product part) {
        return new Entry(part, ApiManager4Facts.IN_PARTS, version -> ApiManager4Facts.of(part, version));
    }

    /** What is known of a version; of one that is not in the catalogue, what is known of the family nearest to it. */
    public static Facts of(ProductVersion version) {
        Facts known = FACTS.get(version);
        return known != null ? known : ofNearest(version);
    }

    private static Facts ofNearest(ProductVersion version) {
        Optional<String> nearest = NUMBERS.matcher(version.version()).matches()
                ? nearest(version.version(), known(version.product()))
                : Optional.empty();
        Entry family = families(version.product())
                .filter(entry -> nearest.filter(entry.versions()::contains).isPresent())
                .findFirst()
                .or(() -> families(version.product()).findFirst())
                .orElseThrow();
        return family.facts().apply(version.version());
    }

    /** The versions whose files are known, the oldest first; empty where any version will do. */
    public static List<String> known(Product product) {
        return KNOWN.get(product);
    }

    private static Stream<Entry> families(Product product) {
        return FAMILIES.stream().filter(entry -> entry.product() == product);
    }

    /** The facts of every known version, the products in their order and the oldest version first. */
    public static List<Facts> all() {
        return FAMILIES.stream()
                .flatMap(
                        entry -> entry.versions().stream().map(version -> new ProductVersion(entry.product(), version)))
                .map(FACTS::get)
                .toList();
    }

    /** The Carbon profiles of all known versions that are named otherwise than their role: people use these names, too. */
    static Set<String> profilesBesideRoles() {
        Set<String> profiles = new TreeSet<>();
        all().forEach(facts -> profiles.addAll(facts.profiles().values()));
        profiles.removeAll(Role.keys());
        return profiles;
    }

    /** The role whose servers start with this profile in one version or another. */
    static Optional<Role> roleOf(String profile) {
        return all().stream().flatMap(facts -> facts.roleOf(profile).stream()).findFirst();
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
