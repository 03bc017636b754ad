package io.github.apim.shipping;

import io.github.apim.manifest.ManifestException;
import java.io.IOException;
import java.util.Optional;

/** Why nothing more is done for a node, in words. */
final class Reason {

    private Reason() {}

    /** The message, where somebody has written one; whatever else ends a node is a mistake in this plugin. */
    static String of(Exception problem) {
        boolean expected = problem instanceof IOException
                || problem instanceof ShippingException
                || problem instanceof ManifestException;
        return expected
                ? Optional.ofNullable(problem.getMessage())
                        .orElse(problem.getClass().getSimpleName())
                : "this plugin has made a mistake: " + problem + "; mvn -e shows where";
    }
}
