package io.github.apim.overlay;

import io.github.apim.archive.Content;
import io.github.apim.deployment.ArtifactReference;
import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.Node;
import io.github.apim.descriptor.ReadResult;
import io.github.apim.product.Facts;
import io.github.apim.product.FilePlace;
import io.github.apim.product.Pack;
import io.github.apim.product.Patch;
import io.github.apim.product.Place;
import io.github.apim.product.Product;
import io.github.apim.topology.Topology;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What an overlay may look at.
 *
 * @param descriptor   what the user has said, and where
 * @param sources      the opened packs, and the files that the descriptor names
 * @param userOverlays the folders of the user's files, the last on top
 * @param warnings     takes what the user should know and need not mend
 */
public record NodeContext(
        ReadResult descriptor,
        Topology topology,
        Node node,
        Sources sources,
        List<UserFolder> userOverlays,
        Consumer<String> warnings) {

    /** The whole deployment. */
    public Deployment deployment() {
        return descriptor.deployment();
    }

    /** What is found with a value of the descriptor, as a problem of that place. */
    public OverlayException at(String path, OverlayException problem) {
        return new OverlayException(descriptor.locationOf(path), path, problem.getMessage(), problem);
    }

    /** The pack of the product that the node runs. */
    public Pack pack() {
        return sources.pack(topology.suite().product(node.role()));
    }

    /** What is known of the version that the node runs. */
    public Facts facts() {
        return topology.suite().facts(node.role());
    }

    /**
     * Where the version that the node runs has a setting.
     *
     * @throws IllegalArgumentException if it has no such setting
     */
    public FilePlace place(Place place) {
        return facts().places().get(place);
    }

    /** The pack of another product, for nodes that take files from it: see {@link Overlay#borrowsFrom}. */
    public Optional<Pack> pack(Product product) {
        return Optional.ofNullable(sources.packs().get(product));
    }

    /** The file of a jar that the descriptor names, to look at; what goes into the home is {@link #content}. */
    public Path artifact(ArtifactReference reference) {
        return sources.file(reference);
    }

    /** The content of a jar that the descriptor names: the very bytes that it pins, if it does. */
    public Content.File content(ArtifactReference reference) {
        return new Content.File(sources.file(reference), reference.pin());
    }

    /** A patch that the descriptor names. */
    public Patch patch(ArtifactReference reference) {
        return sources.patch(reference);
    }
}
