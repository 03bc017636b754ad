package io.github.apim.manifest;

import io.github.apim.manifest.ManifestFile.Action;
import io.github.apim.manifest.ManifestFile.Type;
import io.github.apim.product.ProductVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a node's tarball was made of and what it holds: beside the tarball, and within it as {@link #PLACE}. Equal
 * manifests mean equal tarballs.
 *
 * @param plugin    version of the plugin
 * @param environment that it was built for, if the descriptor has layers
 * @param home      the folder that the tarball unpacks to
 * @param timestamp the one time of all entries, if they have one
 * @param accepted  what the descriptor accepts of this node although a rule speaks against it
 * @param files     in which the node differs from its pack, by path
 * @param unchanged number of the pack's entries that are as they were
 * @param listing   SHA-256 of the list of the pack's entries, {@link #LISTING}
 */
public record Manifest(
        String plugin,
        Optional<String> environment,
        Node node,
        ProductVersion product,
        String home,
        Optional<String> timestamp,
        List<ManifestInput> inputs,
        List<Accepted> accepted,
        List<ManifestFile> files,
        int unchanged,
        String listing) {

    /** The folder below the home that is the plugin's own. */
    public static final String FOLDER = ".apim";

    /** The manifest below the home. */
    public static final String PLACE = FOLDER + "/manifest.json";

    /** The list of the pack's entries below the home, see {@link PackListing}. */
    public static final String LISTING = FOLDER + "/pack.tsv.gz";

    /** The checksums of added and changed files below the home, for {@code sha256sum -c}. */
    public static final String CHECKSUMS = FOLDER + "/sha256sums";

    /** What is deleted after a layer has been unpacked over its base, see {@link LayerDrops}. */
    public static final String DROPPED = FOLDER + "/dropped";

    /** The number of the format; another one has another meaning. */
    static final int FORMAT = 2;

    /** More than any manifest or listing has; what is larger is not read. */
    static final int MOST_BYTES = 16 << 20;

    /** A node as the descriptor has it. */
    public record Node(String name, String role, String host, Optional<String> address, int offset) {}

    /** A rule whose breach is accepted, and why. */
    public record Accepted(String rule, String because) {}

    public Manifest {
        inputs = List.copyOf(inputs);
        accepted = List.copyOf(accepted);
        files = List.copyOf(files);
    }

    /**
     * Reads a manifest.
     *
     * @throws ManifestException if the file is none
     */
    public static Manifest read(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new ManifestException(file + " is too large for a manifest");
        }
        return parse(Files.readAllBytes(file), file.toString());
    }

    /**
     * Reads a manifest.
     *
     * @param source for messages
     * @throws ManifestException if this is none
     */
    public static Manifest parse(byte[] json, String source) {
        return ManifestReader.read(json, source);
    }

    /** The manifest as a JSON file in UTF-8; equal manifests give equal bytes. */
    public byte[] json() {
        return ManifestWriter.write(this);
    }

    /** The lines of {@link #CHECKSUMS}. */
    public String checksums() {
        StringBuilder lines = new StringBuilder();
        for (ManifestFile file : files) {
            if (file.sha256().isPresent()) {
                // sha256sum marks a line whose name is escaped by a backslash before it.
                String escaped = file.path().replace("\\", "\\\\");
                lines.append(escaped.equals(file.path()) ? "" : "\\")
                        .append(file.sha256().get())
                        .append("  ")
                        .append(escaped)
                        .append('\n');
            }
        }
        return lines.toString();
    }

    /** The number of files that were added, changed or removed; folders count only where they were removed. */
    public long count(Action action) {
        return files.stream()
                .filter(file -> file.action() == action && (file.type() != Type.FOLDER || action == Action.REMOVED))
                .count();
    }
}
