package io.github.apim.descriptor;

import java.util.Optional;

/** Where the values of {@code ${…}} in the deployment descriptor come from. */
@FunctionalInterface
public interface PropertyLookup {

    /**
     * The value of a property.
     *
     * @param name what stands between the braces: a Maven or system property, or {@code env.X} for an environment
     *             variable
     * @return empty if there is no such property
     */
    Optional<String> lookup(String name);
}
