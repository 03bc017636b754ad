package io.github.apim.report;

import java.util.List;
import java.util.Optional;

/**
 * What was built for a node, as the page shows it. It holds no content of files, and no hash of what holds a secret, so
 * no secret can be in it or be guessed from it.
 *
 * @param node    the node's name in the descriptor
 * @param tarball absent where the node has not been built
 * @param changes against the pack, in any order
 * @param image   the node's container image with its digest, if one has been built
 */
public record NodeSummary(String node, Optional<Tarball> tarball, List<FileChange> changes, Optional<String> image) {

    public NodeSummary {
        changes = List.copyOf(changes);
    }

    /** A node without an image. */
    public NodeSummary(String node, Optional<Tarball> tarball, List<FileChange> changes) {
        this(node, tarball, changes, Optional.empty());
    }

    /** The same with an image. */
    public NodeSummary withImage(Optional<String> pinned) {
        return new NodeSummary(node, tarball, changes, pinned);
    }

    /**
     * The file that goes to the machine.
     *
     * @param size in bytes
     */
    public record Tarball(String name, long size) {}

    /**
     * A path of the pack that is not as the pack has it.
     *
     * @param path     below the product's home, with {@code /}
     * @param overlays who had a hand in it, in their order
     */
    public record FileChange(String path, What what, List<String> overlays) {

        public FileChange {
            overlays = List.copyOf(overlays);
        }
    }

    /** What has become of a path. */
    public enum What {
        CHANGED("changed"),
        ADDED("added"),
        REMOVED("removed");

        private final String word;

        What(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }
}
