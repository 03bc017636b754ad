package io.github.apim.maven;

import io.github.apim.deployment.Environment;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a plan is compared with.
 *
 * @param build       an earlier build: a tarball, a manifest, or a folder of such
 * @param environment another environment; of the two at most one is there, and without both it is the pack
 */
record Against(Optional<Path> build, Optional<Environment> environment) {

    private static final String PREFIX = "environment:";

    /**
     * @param text   as the user says it; {@code null} for the pack
     * @param folder against which a path is resolved
     */
    static Against of(String text, Path folder) {
        if (text == null) {
            return new Against(Optional.empty(), Optional.empty());
        }
        return text.startsWith(PREFIX)
                ? new Against(
                        Optional.empty(),
                        Optional.of(EnvironmentParameter.of(
                                Spellings.names(text.substring(PREFIX.length())), "apim.against")))
                : new Against(Optional.of(folder.resolve(text)), Optional.empty());
    }

    /** Whether each node is compared with its pack. */
    boolean isPack() {
        return build.isEmpty() && environment.isEmpty();
    }
}
