package io.github.apim.assembly.images;

import io.github.apim.image.Digest;
import io.github.apim.image.Image;
import io.github.apim.image.Layer;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Knows which repository has a layer already, from where a registry takes it without anything travelling. */
final class Mounts {

    private final Map<Digest, String> repositories = new HashMap<>();

    /** @param images of which those count that have been pushed */
    Mounts(Collection<NodeImage> images) {
        images.stream().filter(NodeImage::pushed).forEach(this::add);
    }

    /** One more image has arrived. */
    void add(NodeImage image) {
        image.layers().forEach(layer -> repositories.putIfAbsent(layer.digest(), image.repository()));
    }

    /** The same with the layers of its base, too. */
    void add(NodeImage listed, Image image) {
        add(listed);
        image.layers().forEach(layer -> repositories.putIfAbsent(layer.digest(), listed.repository()));
    }

    /** For each layer of an image, the repository of another one that has it. */
    Map<Digest, String> of(Image image, NodeImage listed) {
        Map<Digest, String> sources = new LinkedHashMap<>();
        for (Layer layer : image.layers()) {
            String repository = repositories.get(layer.digest());
            if (repository != null && !repository.equals(listed.repository())) {
                sources.put(layer.digest(), repository);
            }
        }
        return sources;
    }
}
