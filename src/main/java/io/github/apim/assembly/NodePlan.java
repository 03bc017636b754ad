package io.github.apim.assembly;

import io.github.apim.archive.Content;
import io.github.apim.deployment.Acceptance;
import io.github.apim.deployment.Node;
import io.github.apim.manifest.ManifestInput;
import io.github.apim.overlay.Change;
import io.github.apim.product.Pack;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a node's tarball will hold: its pack with these changes.
 *
 * @param changes  by path
 * @param inputs   the files that it is made of, the pack first
 * @param secrets  paths of files that hold a password of the descriptor
 * @param accepted what the descriptor accepts of this node
 * @param ownFiles the user's whole files, by their paths in the home
 * @param warnings what the user should know and need not mend
 */
public record NodePlan(
        Node node,
        Pack pack,
        List<Change> changes,
        List<ManifestInput> inputs,
        Set<String> secrets,
        List<Acceptance> accepted,
        Map<String, Path> ownFiles,
        List<String> warnings) {

    /** Number of the pack's files that the node has with other bytes or another mode. */
    public long changed() {
        return changes.stream()
                .filter(change -> change instanceof Change.Written written && written.replaces())
                .count();
    }

    /** Number of files that the node has and the pack has not; folders do not count. */
    public long added() {
        return changes.stream()
                .filter(change -> change instanceof Change.Written written
                        && !written.replaces()
                        && !(written.content() instanceof Content.Directory))
                .count();
    }

    /** Number of the pack's entries that the node goes without. */
    public long removed() {
        return changes.stream().filter(Change.Removed.class::isInstance).count()
                + pack.leftovers().size();
    }
}
