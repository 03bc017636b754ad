package io.github.apim.maven;

import java.util.List;

/** Some of a descriptor's environments have errors, each of which has been told. */
final class EnvironmentsException extends RuntimeException {

    /**
     * @param failed the names of those that have errors
     * @param all    how many there are
     */
    EnvironmentsException(List<String> failed, int all) {
        super(failed.size() + " of " + all + (all == 1 ? " environment " : " environments ")
                + (failed.size() == 1 ? "has" : "have") + " errors: "
                + String.join(", ", failed));
    }
}
