package io.github.apim.deployment;

import java.nio.file.Path;
import java.util.Optional;

/** Where a file comes from: a repository, by its Maven coordinates, or the file system. */
public sealed interface ArtifactReference {

    /**
     * An artifact that Maven resolves.
     *
     * @param classifier empty if the artifact has none
     */
    record Coordinates(String groupId, String artifactId, String extension, String classifier, String version)
            implements ArtifactReference {
        @Override
        public String toString() {
            String tail = classifier.isEmpty() ? version : classifier + ":" + version;
            return groupId + ":" + artifactId + ":" + extension + ":" + tail;
        }
    }

    /** A file or folder; a relative path in the descriptor has been resolved against the descriptor's folder. */
    record LocalPath(Path path) implements ArtifactReference {
        @Override
        public String toString() {
            return path.toString();
        }
    }

    /**
     * A file of which is known what must be in it.
     *
     * @param artifact where it comes from
     * @param sha256   64 lower-case hexadecimal digits that it must have
     */
    record Pinned(ArtifactReference artifact, String sha256) implements ArtifactReference {
        @Override
        public ArtifactReference place() {
            return artifact;
        }

        @Override
        public Optional<String> pin() {
            return Optional.of(sha256);
        }

        @Override
        public String toString() {
            return artifact.toString();
        }
    }

    /** The coordinates or the path. */
    default ArtifactReference place() {
        return this;
    }

    /** The SHA-256 that the file must have, if the descriptor says one: 64 lower-case hexadecimal digits. */
    default Optional<String> pin() {
        return Optional.empty();
    }
}
