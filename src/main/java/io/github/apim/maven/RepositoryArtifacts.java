package io.github.apim.maven;

import io.github.apim.assembly.ArtifactResolver;
import io.github.apim.deployment.ArtifactReference.Coordinates;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;

/** Resolves artifacts through the project's repositories, as Maven does for dependencies; {@code -o} is respected. */
final class RepositoryArtifacts implements ArtifactResolver {

    private final RepositorySystem repositories;
    private final MavenSession session;
    private final MavenProject project;

    RepositoryArtifacts(RepositorySystem repositories, MavenSession session, MavenProject project) {
        this.repositories = repositories;
        this.session = session;
        this.project = project;
    }

    @Override
    public Path resolve(Coordinates coordinates) throws IOException {
        DefaultArtifact artifact = new DefaultArtifact(
                coordinates.groupId(),
                coordinates.artifactId(),
                coordinates.classifier(),
                coordinates.extension(),
                coordinates.version());
        ArtifactRequest request = new ArtifactRequest(artifact, project.getRemoteProjectRepositories(), "apim");
        try {
            return repositories
                    .resolveArtifact(session.getRepositorySession(), request)
                    .getArtifact()
                    .getFile()
                    .toPath();
        } catch (ArtifactResolutionException problem) {
            throw new IOException(
                    coordinates + " cannot be resolved" + (session.isOffline() ? " offline" : "") + ": "
                            + problem.getMessage()
                            + "; deploy it to your repository manager, or name a file instead",
                    problem);
        }
    }
}
