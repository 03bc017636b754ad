package io.github.apim.product;

/**
 * A product in one of its versions.
 *
 * @param version as {@code bin/version.txt} says it, for example {@code 1.9.0}
 */
public record ProductVersion(Product product, String version) {

    /** {@code WSO2 API Manager 1.9.0} */
    @Override
    public String toString() {
        return product.title() + " " + version;
    }
}
