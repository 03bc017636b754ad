package io.github.apim.assembly.images;

import io.github.apim.image.Digest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a node's image without looking into it.
 *
 * @param repository with its registry, such as {@code registry.example.com/apim-gw-1}
 * @param digest     of its manifest
 * @param base       what it stands on: a name with a digest, or {@code scratch}
 * @param layers     its own, from the bottom up
 * @param secrets    by their paths below the home, the flat names that files are mounted under
 * @param pushed     whether the registry has it
 */
public record NodeImage(
        String node,
        String role,
        String repository,
        String tag,
        Digest digest,
        String base,
        List<Part> layers,
        Map<String, String> secrets,
        boolean pushed) {

    /** What a layer holds: the pack, libraries, or what is the node's own. */
    public record Part(String content, Digest digest, long size) {}

    public NodeImage {
        layers = List.copyOf(layers);
    }

    /** What a cluster fetches: the very image, whatever its tag leads to by then. */
    public String pinned() {
        return repository + "@" + digest;
    }

    /** Whether this and what was there before are one image. */
    boolean isSameAs(Optional<NodeImage> other) {
        return other.filter(before -> before.digest().equals(digest)).isPresent();
    }

    NodeImage withPushed(boolean there) {
        return new NodeImage(node, role, repository, tag, digest, base, layers, secrets, there);
    }
}
