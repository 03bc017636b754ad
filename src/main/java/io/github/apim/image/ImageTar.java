package io.github.apim.image;

import io.github.apim.archive.WholeFile;
import io.github.apim.manifest.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Writes a layout as one tar that engines load without a registry: the layout as it is, and {@code manifest.json} for those
 * that know only {@code docker save}'s form. Engines without containerd's store read nothing else (moby/moby#44162).
 */
public final class ImageTar {

    private ImageTar() {}

    /**
     * Writes the tar, whole or not at all.
     *
     * @param images by the references that they are loaded under, such as {@code registry.example.com/apim-gw:7}
     */
    public static void write(OciLayout layout, Map<String, Image> images, Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path part = WholeFile.part(file);
        Files.deleteIfExists(part);
        try {
            try (OutputStream out = new BufferedOutputStream(
                            Files.newOutputStream(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), 1 << 16);
                    TarArchiveOutputStream tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name())) {
                tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
                add(tar, "oci-layout", layout.folder().resolve("oci-layout"));
                add(tar, "index.json", layout.folder().resolve("index.json"));
                add(tar, "manifest.json", Json.of(saved(images)).getBytes(StandardCharsets.UTF_8));
                for (Digest digest : blobs(images)) {
                    add(tar, name(digest), layout.blob(digest));
                }
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
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
