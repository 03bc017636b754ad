package io.github.apim.assembly.images;

import io.github.apim.archive.WholeFile;
import io.github.apim.image.Digest;
import io.github.apim.manifest.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The file that says which images there are, for those who run them: {@code images.json}. */
public final class ImageList {

    /** Its name in the output folder. */
    public static final String NAME = "images.json";

    private static final long FORMAT = 1;

    private ImageList() {}

    static void write(Path file, String plugin, List<NodeImage> images) throws IOException {
        Map<String, Object> nodes = new LinkedHashMap<>();
        images.forEach(image -> nodes.put(image.node(), entry(image)));
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("format", FORMAT);
        root.put("plugin", plugin);
        root.put("nodes", nodes);
        WholeFile.write(file, Json.of(root).getBytes(StandardCharsets.UTF_8), "rw-r--r--");
    }

    private static Map<String, Object> entry(NodeImage image) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("role", image.role());
        entry.put("repository", image.repository());
        entry.put("tag", image.tag());
        entry.put("digest", image.digest().toString());
        entry.put("pushed", image.pushed() ? "yes" : "no");
        entry.put("base", image.base());
        List<Object> layers = new ArrayList<>();
        for (NodeImage.Part part : image.layers()) {
            Map<String, Object> layer = new LinkedHashMap<>();
            layer.put("content", part.content());
            layer.put("digest", part.digest().toString());
            layer.put("size", part.size());
            layers.add(layer);
        }
        entry.put("layers", layers);
        entry.put("secrets", new TreeMap<>(image.secrets()));
        return entry;
    }

    /** The images by node; none if the file is not there, or is not one that this version has written. */
    public static Map<String, NodeImage> read(Path file) throws IOException {
        Map<String, NodeImage> images = new LinkedHashMap<>();
        if (!Files.isRegularFile(file)) {
            return images;
        }
        try {
            Map<?, ?> root = (Map<?, ?>) Json.read(Files.readAllBytes(file));
            if (!Optional.of(FORMAT).equals(Optional.ofNullable(root.get("format")))) {
                return images;
            }
            ((Map<?, ?>) root.get("nodes"))
                    .forEach((node, entry) ->
                            images.put(String.valueOf(node), image(String.valueOf(node), (Map<?, ?>) entry)));
        } catch (IllegalArgumentException | ClassCastException | NullPointerException other) {
            images.clear();
        }
        return images;
    }

    private static NodeImage image(String node, Map<?, ?> entry) {
        List<NodeImage.Part> layers = new ArrayList<>();
        for (Object layer : (List<?>) entry.get("layers")) {
            Map<?, ?> part = (Map<?, ?>) layer;
            layers.add(new NodeImage.Part(
                    text(part, "content"), Digest.parse(text(part, "digest")), (Long) part.get("size")));
        }
        Map<String, String> secrets = new TreeMap<>();
        ((Map<?, ?>) entry.get("secrets")).forEach((path, key) -> secrets.put((String) path, (String) key));
        return new NodeImage(
                node,
                text(entry, "role"),
                text(entry, "repository"),
                text(entry, "tag"),
                Digest.parse(text(entry, "digest")),
                text(entry, "base"),
                layers,
                secrets,
                text(entry, "pushed").equals("yes"));
    }

    private static String text(Map<?, ?> map, String key) {
        return (String) map.get(key);
    }
}
