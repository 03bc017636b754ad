package io.github.apim.image;

import io.github.apim.archive.LockFile;
import io.github.apim.archive.WholeFile;
import io.github.apim.manifest.Json;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A folder of images in the OCI image layout 1.0: blobs by their digests, and an index with a name for each image. Locked
 * exclusively by one build.
 *
 * <p>A blob appears whole or not at all, and the index after all blobs that it leads to.
 */
public final class OciLayout implements Closeable {

    /** The annotation by which tools find an image of a layout. */
    static final String REFERENCE_NAME = "org.opencontainers.image.ref.name";

    private static final String INDEX_TYPE = "application/vnd.oci.image.index.v1+json";
    private static final String MODE = "rw-r--r--";

    private final Path folder;
    private final Optional<LockFile> lock;

    private OciLayout(Path folder, Optional<LockFile> lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Makes the folder if need be, waits until no other build holds it, and clears away what a killed one left.
     *
     * @param waiting run once if another build holds the folder
     */
    public static OciLayout hold(Path folder, Runnable waiting) throws IOException {
        OciLayout held = new OciLayout(folder, Optional.of(LockFile.ofFolder(folder, waiting)));
        try {
            Files.createDirectories(held.blobs());
            held.deleteParts();
            return held;
        } catch (IOException problem) {
            held.close();
            throw problem;
        }
    }

    /** The folder as it is, to be read while nobody writes to it. */
    public static OciLayout look(Path folder) {
        return new OciLayout(folder, Optional.empty());
    }

    /** The folder. */
    public Path folder() {
        return folder;
    }

    private Path blobs() {
        return folder.resolve("blobs").resolve("sha256");
    }

    /** Where a blob lies, or would. */
    public Path blob(Digest digest) {
        return blobs().resolve(digest.hex());
    }

    /** Whether a blob is there, of this size; what is in it is not read. */
    public boolean has(Digest digest, long size) throws IOException {
        Path blob = blob(digest);
        return Files.isRegularFile(blob) && Files.size(blob) == size;
    }

    /** A new file's place beside the blobs, from where {@link #adopt} takes it. */
    public Path part(String name) throws IOException {
        Path part = WholeFile.part(blobs().resolve(name));
        Files.deleteIfExists(part);
        return part;
    }

    /**
     * Makes a whole file, which is on the disk already, a blob.
     *
     * @param digest of its bytes, which whoever wrote them knows
     */
    public void adopt(Path part, Digest digest) throws IOException {
        Files.move(part, blob(digest), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Puts a blob there that is small. */
    public Digest write(byte[] bytes) throws IOException {
        Digest digest = Digest.of(bytes);
        if (!has(digest, bytes.length)) {
            WholeFile.write(blob(digest), bytes, MODE);
        }
        return digest;
    }

    /**
     * Reads a blob that is small.
     *
     * @throws IOException also if its bytes are not those of its name
     */
    public byte[] read(Digest digest) throws IOException {
        byte[] bytes = Files.readAllBytes(blob(digest));
        if (!Digest.of(bytes).equals(digest)) {
            throw new IOException(blob(digest) + " is not what its name says; delete " + folder + " and build again");
        }
        return bytes;
    }

    /**
     * Writes the images' configurations and manifests and then the index, and deletes every blob that none of them needs.
     *
     * @param images by the names that tools find them under, in the index's order
     * @throws IOException also if a layer is not there
     */
    public void publish(Map<String, Image> images) throws IOException {
        Set<String> needed = new HashSet<>();
        for (Map.Entry<String, Image> entry : images.entrySet()) {
            Image image = entry.getValue();
            for (Layer layer : image.layers()) {
                if (!has(layer.digest(), layer.size())) {
                    throw new IOException("the layer " + layer.digest() + " of " + entry.getKey() + " is not in "
                            + folder + " as it should; delete the folder and build again");
                }
                needed.add(layer.digest().hex());
            }
            needed.add(write(image.config()).hex());
            needed.add(write(image.manifest()).hex());
        }
        WholeFile.write(folder.resolve("oci-layout"), json(Map.of("imageLayoutVersion", "1.0.0")), MODE);
        WholeFile.write(folder.resolve("index.json"), index(images, name -> Map.of(REFERENCE_NAME, name)), MODE);
        delete("*", needed);
    }

    /**
     * The index of a layout that holds these images.
     *
     * @param annotations of each, made of its name
     */
    static byte[] index(Map<String, Image> images, Function<String, Map<String, String>> annotations) {
        List<Map<String, Object>> manifests = new ArrayList<>();
        images.forEach((name, image) -> {
            Map<String, Object> manifest = Image.descriptor(Image.MANIFEST, image.digest(), image.manifest().length);
            manifest.put("annotations", new TreeMap<>(annotations.apply(name)));
            manifests.add(manifest);
        });
        Map<String, Object> index = new LinkedHashMap<>();
        index.put("schemaVersion", 2);
        index.put("mediaType", INDEX_TYPE);
        index.put("manifests", manifests);
        return json(index);
    }

    /** The images that the index names; none if there is no index, or one of somebody else. */
    public Map<String, Image> images() throws IOException {
        Path index = folder.resolve("index.json");
        Map<String, Image> images = new LinkedHashMap<>();
        if (!Files.isRegularFile(index)) {
            return images;
        }
        try {
            Map<?, ?> root = (Map<?, ?>) Json.read(Files.readAllBytes(index));
            for (Object manifest : (List<?>) root.get("manifests")) {
                Map<?, ?> entry = (Map<?, ?>) manifest;
                Object name = ((Map<?, ?>) entry.get("annotations")).get(REFERENCE_NAME);
                images.put(String.valueOf(name), Image.read(this, Digest.parse(String.valueOf(entry.get("digest")))));
            }
        } catch (IllegalArgumentException | ClassCastException | NullPointerException | NoSuchFileException none) {
            // What cannot be read is built anew.
            images.clear();
        }
        return images;
    }

    private void delete(String names, Set<String> but) throws IOException {
        try (DirectoryStream<Path> blobs = Files.newDirectoryStream(blobs(), names)) {
            for (Path blob : blobs) {
                if (!but.contains(blob.getFileName().toString())) {
                    Files.delete(blob);
                }
            }
        }
    }

    private void deleteParts() throws IOException {
        if (Files.isDirectory(blobs())) {
            delete("." + "*" + WholeFile.PART_SUFFIX, Set.of());
        }
    }

    private static byte[] json(Object value) {
        return Json.of(value).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        if (lock.isPresent()) {
            try {
                deleteParts();
            } finally {
                lock.get().close();
            }
        }
    }
}
