package io.github.apim.product;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which versions are known, and which of different products go together, by what their facts say. */
public final class Compatibility {

    private Compatibility() {}

    /**
     * A version that cannot be used as it is.
     *
     * @param message which, why, and which ones can
     */
    public record Refusal(ProductVersion version, String message) {}

    /**
     * Why a version cannot be used at all, if so.
     *
     * @param version a number with dots
     */
    public static Optional<Refusal> unknown(ProductVersion version) {
        List<String> known = Catalogue.known(version.product());
        if (known.isEmpty() || known.contains(version.version())) {
            return Optional.empty();
        }
        return Optional.of(new Refusal(
                version,
                version + " is a version whose files are unknown; known: " + String.join(", ", known)
                        + Catalogue.nearest(version.version(), known)
                                .map(nearest -> ", the nearest is " + nearest)
                                .orElse("")));
    }

    /** Those of these versions that do not go with another one of them. */
    public static List<Refusal> misfits(Collection<ProductVersion> versions) {
        List<Refusal> misfits = new ArrayList<>();
        for (ProductVersion one : versions) {
            Facts facts = Catalogue.of(one);
            for (ProductVersion other : versions) {
                Set<String> fitting = facts.companions().get(other.product());
                if (fitting != null && !fitting.contains(other.version())) {
                    misfits.add(new Refusal(other, other + " does not go with " + one + remedy(other, fitting)));
                }
            }
        }
        return misfits;
    }

    private static String remedy(ProductVersion misfit, Set<String> fitting) {
        return fitting.isEmpty()
                ? ", and no other version of it does; remove the pack and the nodes that run it"
                : ", which goes with " + misfit.product().title() + " " + String.join(", ", new TreeSet<>(fitting))
                        + "; name a pack of that version";
    }
}
