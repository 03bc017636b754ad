package io.github.apim.overlay;

import io.github.apim.deployment.ArtifactReference;
import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.Topology;
import io.github.apim.product.Pack;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What an overlay may look at.
 *
 * @param artifacts    the files of the jars that the descriptor names
 * @param userOverlays the folder that holds {@code all/}, {@code <role>/} and {@code <node>/}
 * @param warnings     takes what the user should know and need not mend
 */
public record NodeContext(
        Deployment deployment,
        Topology topology,
        Node node,
        Pack pack,
        Map<ArtifactReference, Path> artifacts,
        Path userOverlays,
        Consumer<String> warnings) {

    /** The file of a jar that the descriptor names. */
    public Path artifact(ArtifactReference reference) {
        return Optional.ofNullable(artifacts.get(reference))
                .orElseThrow(() -> new IllegalStateException(reference + " has not been resolved"));
    }
}
