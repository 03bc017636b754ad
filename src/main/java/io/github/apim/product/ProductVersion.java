package io.github.apim.product;

import java.util.Arrays;
import java.util.Optional;

/**
 * A product in one of its versions.
 *
 * @param version as {@code bin/version.txt} says it, for example {@code 1.9.0}
 */
public record ProductVersion(Product product, String version) {

    /** What {@link #toString} gives for a version, if it is one of a known product. */
    public static Optional<ProductVersion> ofTitle(String text) {
        return Arrays.stream(Product.values())
                .filter(product -> text.startsWith(product.title() + " "))
                .map(product -> new ProductVersion(
                        product, text.substring(product.title().length() + 1)))
                .findFirst();
    }

    /** Whether it is one that came with, or after, another one; false where it is not made of numbers. */
    public boolean isSince(String other) {
        return Catalogue.isSince(other, version);
    }

    /** {@code WSO2 API Manager 1.9.0} */
    @Override
    public String toString() {
        return product.title() + " " + version;
    }
}
