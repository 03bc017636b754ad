package io.github.apim.rules;

import io.github.apim.deployment.Location;

/** Takes what a rule finds. */
@FunctionalInterface
public interface Reporter {

    /**
     * Reports a breach.
     *
     * @param path    the YAML path that the user would look for, for example {@code nodes.gateway-worker-1.offset}
     * @param message what is wrong, what the servers would have done, and how to mend it; never holds a secret
     */
    void report(Location location, String path, String message);
}
