package io.github.apim.family.spi;

import io.github.apim.product.Facts;
import io.github.apim.rules.HomeReader;

/** Reads from a home's files what overlays write into them: the wiring in the other direction. */
@FunctionalInterface
public interface HomeReading {

    /**
     * Adds what a home says of itself and of the others.
     *
     * @param facts of the version that the home is of
     */
    void read(HomeReader home, Facts facts, Signs signs);
}
