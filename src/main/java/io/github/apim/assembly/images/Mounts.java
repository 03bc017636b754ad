package io.github.apim.assembly.images;

import io.github.apim.image.Digest;
import io.github.apim.image.Image;
import io.github.apim.image.Layer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Knows which repository has which layers already, from where a registry takes them without anything travelling. */
final class Mounts {

    private final Map<String, Set<Digest>> layers = new LinkedHashMap<>();

    /** @param images of which those count that have been pushed */
    Mounts(Collection<NodeImage> images) {
        images.stream()
                .filter(NodeImage::pushed)
                .forEach(image -> image.layers().forEach(layer -> add(image, layer.digest())));
    }

    /** One more image has arrived, with the layers of its base. */
    void add(NodeImage listed, Image image) {
        image.layers().stream().map(Layer::digest).forEach(digest -> add(listed, digest));
    }

    private void add(NodeImage image, Digest layer) {
        layers.computeIfAbsent(image.repository(), repository -> new LinkedHashSet<>())
                .add(layer);
    }

    /** The layers of each repository. */
    Map<String, Set<Digest>> layers() {
        return layers;
    }
}
