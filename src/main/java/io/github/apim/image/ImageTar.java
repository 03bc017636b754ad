package io.github.apim.image;

import io.github.apim.archive.WholeFile;
import io.github.apim.manifest.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Writes images of a layout as one tar that engines load without a registry: a layout of its own, with the names that
 * containerd and podman look for, and {@code manifest.json} for those that know only {@code docker save}'s form. Engines
 * without containerd's store read nothing else (moby/moby#44162).
 */
public final class ImageTar {

    /** What containerd calls an image that it loads; with it, podman does so, too. */
    private static final String CONTAINERD_NAME = "io.containerd.image.name";

    private static final String DOCKER_HUB = "docker.io/";

    private ImageTar() {}

    /**
     * Writes the tar, whole or not at all.
     *
     * @param images by the references that they are loaded under, such as {@code registry.example.com/apim-gw:7}
     */
    public static void write(OciLayout layout, Map<String, Image> images, Path file) throws IOException {
        WholeFile.write(
                file,
                out -> {
                    try (OutputStream buffered = new BufferedOutputStream(out, 1 << 16);
                            TarArchiveOutputStream tar =
                                    new TarArchiveOutputStream(buffered, StandardCharsets.UTF_8.name())) {
                        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
                        add(tar, "oci-layout", layout.folder().resolve("oci-layout"));
                        add(tar, "index.json", OciLayout.index(images, ImageTar::names));
                        add(tar, "manifest.json", Json.of(saved(images)).getBytes(StandardCharsets.UTF_8));
                        for (Digest digest : blobs(images)) {
                            add(tar, name(digest), layout.blob(digest));
                        }
                    }
                },
                "rw-r--r--");
    }

    private static Map<String, String> names(String reference) {
        return Map.of(
                CONTAINERD_NAME,
                whole(reference),
                OciLayout.REFERENCE_NAME,
                reference.substring(reference.lastIndexOf(':') + 1));
    }

    /** With its registry, which engines add to what has none: the first part of a name is one if it looks like a host. */
    static String whole(String reference) {
        int slash = reference.indexOf('/');
        String first = reference.substring(0, Math.max(0, slash));
        if (first.contains(".") || first.contains(":") || first.equals("localhost")) {
            return reference;
        }
        return DOCKER_HUB + (slash < 0 ? "library/" : "") + reference;
    }

    private static List<Map<String, Object>> saved(Map<String, Image> images) {
        List<Map<String, Object>> saved = new ArrayList<>();
        images.forEach((reference, image) -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("Config", name(image.configDigest()));
            entry.put("RepoTags", List.of(reference));
            entry.put(
                    "Layers",
                    image.layers().stream().map(layer -> name(layer.digest())).toList());
            saved.add(entry);
        });
        return saved;
    }

    private static TreeSet<Digest> blobs(Map<String, Image> images) {
        TreeSet<Digest> blobs = new TreeSet<>();
        for (Image image : images.values()) {
            blobs.add(image.digest());
            blobs.add(image.configDigest());
            image.layers().forEach(layer -> blobs.add(layer.digest()));
        }
        return blobs;
    }

    private static String name(Digest digest) {
        return "blobs/sha256/" + digest.hex();
    }

    private static void add(TarArchiveOutputStream tar, String name, Path file) throws IOException {
        tar.putArchiveEntry(entry(name, Files.size(file)));
        Files.copy(file, tar);
        tar.closeArchiveEntry();
    }

    private static void add(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
        tar.putArchiveEntry(entry(name, content.length));
        tar.write(content);
        tar.closeArchiveEntry();
    }

    /** No owner, no time: the same images give the same tar. */
    private static TarArchiveEntry entry(String name, long size) {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(size);
        entry.setModTime(0);
        entry.setMode(0100644);
        return entry;
    }
}
