package io.github.apim.image;

import io.github.apim.manifest.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * An image as the OCI image specification 1.0 has it: a manifest that names a configuration and layers by their digests.
 * Equal input gives equal bytes, and so equal digests.
 *
 * @param config   the configuration, JSON in UTF-8
 * @param manifest the manifest, JSON in UTF-8
 * @param layers   those of the base image, then the own ones
 */
public record Image(byte[] config, byte[] manifest, List<Layer> layers) {

    /** The media type of a manifest. */
    public static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

    /** The media type of a configuration. */
    public static final String CONFIG = "application/vnd.oci.image.config.v1+json";

    public Image {
        layers = List.copyOf(layers);
    }

    /**
     * An image with some layers above a base image.
     *
     * @param created the time that the configuration states, in whole seconds
     */
    public static Image of(BaseImage base, List<Layer> own, RunSettings run, Instant created) {
        List<Layer> layers = Stream.concat(base.layers().stream(), own.stream()).toList();
        byte[] config = json(config(base, layers, run, created));
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("schemaVersion", 2);
        manifest.put("mediaType", MANIFEST);
        manifest.put("config", descriptor(CONFIG, Digest.of(config), config.length));
        manifest.put(
                "layers",
                layers.stream()
                        .map(layer -> descriptor(layer.mediaType(), layer.digest(), layer.size()))
                        .toList());
        manifest.put("annotations", run.labels());
        return new Image(config, json(manifest), layers);
    }

    /**
     * An image that lies in a layout.
     *
     * @param digest of its manifest
     * @throws IOException also if it is none of ours
     */
    static Image read(OciLayout layout, Digest digest) throws IOException {
        byte[] manifest = layout.read(digest);
        try {
            Map<?, ?> named = (Map<?, ?>) Json.read(manifest);
            byte[] config = layout.read(Digest.parse(String.valueOf(((Map<?, ?>) named.get("config")).get("digest"))));
            return new Image(config, manifest, layers(named, (Map<?, ?>) Json.read(config)));
        } catch (IllegalArgumentException | ClassCastException | NullPointerException problem) {
            throw new IOException("the manifest " + digest + " in " + layout.folder() + " is not as this plugin writes"
                    + " it; delete the folder and build again", problem);
        }
    }

    /**
     * The layers of a manifest with what the configuration says of them.
     *
     * @throws IllegalArgumentException if the two do not fit
     */
    static List<Layer> layers(Map<?, ?> manifest, Map<?, ?> config) {
        List<?> blobs = (List<?>) manifest.get("layers");
        List<?> diffIds = (List<?>) ((Map<?, ?>) config.get("rootfs")).get("diff_ids");
        if (blobs.size() != diffIds.size()) {
            throw new IllegalArgumentException(blobs.size() + " layers, but " + diffIds.size() + " in the configuration");
        }
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < blobs.size(); i++) {
            Map<?, ?> blob = (Map<?, ?>) blobs.get(i);
            layers.add(new Layer(
                    Layer.ociType(String.valueOf(blob.get("mediaType"))),
                    Digest.parse(String.valueOf(blob.get("digest"))),
                    (Long) blob.get("size"),
                    Digest.parse(String.valueOf(diffIds.get(i)))));
        }
        return layers;
    }

    private static Map<String, Object> config(BaseImage base, List<Layer> layers, RunSettings run, Instant created) {
        Map<String, String> environment = new TreeMap<>(base.environment());
        environment.putAll(run.environment());
        Map<String, Object> ports = new LinkedHashMap<>();
        run.ports().forEach(port -> ports.put(port + "/tcp", Map.of()));
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("User", run.user());
        settings.put("ExposedPorts", ports);
        settings.put(
                "Env",
                environment.entrySet().stream()
                        .map(variable -> variable.getKey() + "=" + variable.getValue())
                        .toList());
        settings.put("Entrypoint", run.entrypoint());
        settings.put("WorkingDir", run.directory());
        settings.put("Labels", run.labels());
        settings.put("StopSignal", run.stopSignal());
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("type", "layers");
        tree.put(
                "diff_ids", layers.stream().map(layer -> layer.diffId().toString()).toList());
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("created", created.truncatedTo(ChronoUnit.SECONDS).toString());
        config.put("architecture", base.platform().architecture());
        config.put("os", base.platform().os());
        config.put("config", settings);
        config.put("rootfs", tree);
        return config;
    }

    static Map<String, Object> descriptor(String mediaType, Digest digest, long size) {
        Map<String, Object> descriptor = new LinkedHashMap<>();
        descriptor.put("mediaType", mediaType);
        descriptor.put("digest", digest.toString());
        descriptor.put("size", size);
        return descriptor;
    }

    private static byte[] json(Object value) {
        return Json.of(value).getBytes(StandardCharsets.UTF_8);
    }

    /** What the image is named by. */
    public Digest digest() {
        return Digest.of(manifest);
    }

    /** What its configuration is named by. */
    public Digest configDigest() {
        return Digest.of(config);
    }
}
