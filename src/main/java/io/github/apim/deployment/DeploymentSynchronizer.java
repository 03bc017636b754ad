package io.github.apim.deployment;

import java.util.List;
import java.util.Optional;

/**
 * The SVN repository through which the gateway manager hands its artifacts to the workers.
 *
 * @param client the SVN client's jars: svnkit for dropins, trilead-ssh2 for lib (matrix §2)
 */
public record DeploymentSynchronizer(
        String url, Optional<Credentials> credentials, List<ArtifactReference> client, Location location) {}
