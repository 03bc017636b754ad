package io.github.apim.image;

import io.github.apim.manifest.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an image stands on.
 *
 * @param name        under which it was fetched; empty for {@link #scratch}
 * @param digest      of its manifest for one platform
 * @param layers      from the bottom up
 * @param environment the variables that its configuration sets
 */
public record BaseImage(
        Optional<String> name,
        Optional<Digest> digest,
        Platform platform,
        List<Layer> layers,
        Map<String, String> environment) {

    /** The word that stands for no base image at all, as in a Dockerfile. */
    public static final String SCRATCH = "scratch";

    public BaseImage {
        layers = List.copyOf(layers);
        environment = Map.copyOf(environment);
    }

    /** No base image: whatever the processes need, the layers bring along. */
    public static BaseImage scratch(Platform platform) {
        return new BaseImage(Optional.empty(), Optional.empty(), platform, List.of(), Map.of());
    }

    /**
     * What an image stands on that was made of it, read back from that.
     *
     * @param name what it was fetched under
     * @param own  how many layers are not the base's
     * @throws IllegalArgumentException if the image is none that {@link Image#of} has made
     */
    public static BaseImage below(Image image, int own, String name, Digest digest) {
        int layers = image.layers().size() - own;
        if (layers < 0 || !(Json.read(image.config()) instanceof Map<?, ?> config)) {
            throw new IllegalArgumentException("an image of " + image.layers().size() + " layers is not one of " + own);
        }
        return of(name, digest, config, image.layers().subList(0, layers));
    }

    /** A base image by its configuration and the layers of its manifest. */
    public static BaseImage of(String name, Digest digest, Map<?, ?> config, List<Layer> layers) {
        Map<String, String> environment = new TreeMap<>();
        if (config.get("config") instanceof Map<?, ?> run && run.get("Env") instanceof List<?> variables) {
            for (Object variable : variables) {
                String text = String.valueOf(variable);
                int equals = text.indexOf('=');
                if (equals > 0) {
                    environment.put(text.substring(0, equals), text.substring(equals + 1));
                }
            }
        }
        Platform platform = new Platform(String.valueOf(config.get("os")), String.valueOf(config.get("architecture")));
        return new BaseImage(Optional.of(name), Optional.of(digest), platform, layers, environment);
    }
}
