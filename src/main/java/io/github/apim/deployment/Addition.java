package io.github.apim.deployment;

/**
 * A file from elsewhere that nodes get besides their pack.
 *
 * @param scope    {@code all}, the key of a role, or the name of a node
 * @param artifact where the file comes from
 * @param path     where the descriptor says so, for messages: {@code libs.all[0]}
 * @param location the same as a place
 */
public record Addition(Kind kind, String scope, ArtifactReference artifact, String path, Location location) {

    /** What a file is for, and so where it goes. */
    public enum Kind {
        PATCH("patches", "zip"),
        LIBRARY("libs", "jar"),
        DROPIN("dropins", "jar");

        private final String key;
        private final String extension;

        Kind(String key, String extension) {
            this.key = key;
            this.extension = extension;
        }

        /** The key of the descriptor that lists such files. */
        public String key() {
            return key;
        }

        /** What short Maven coordinates leave out. */
        public String extension() {
            return extension;
        }
    }

    /** Whether a node gets this file. */
    public boolean concerns(Node node) {
        return Scopes.covers(scope, node);
    }
}
