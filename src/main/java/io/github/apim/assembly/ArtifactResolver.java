package io.github.apim.assembly;

import io.github.apim.deployment.ArtifactReference.Coordinates;
import java.io.IOException;
import java.nio.file.Path;

/** Gets an artifact from the repositories of the build. */
@FunctionalInterface
public interface ArtifactResolver {

    /**
     * The artifact's file.
     *
     * @throws IOException if no repository has it, or none can be reached; the message names the artifact
     */
    Path resolve(Coordinates coordinates) throws IOException;
}
