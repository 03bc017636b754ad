package io.github.apim.assembly;

import io.github.apim.archive.FileIdentity;
import io.github.apim.manifest.Manifest;
import io.github.apim.manifest.TarballChecksum;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Stores the fingerprints of a node's files right after they were written: if they are equal, the files are unmodified.
 * Whoever sets the system's clock can defeat it; {@code apim:verify} reads the content.
 */
final class OutputState {

    private OutputState() {}

    /**
     * The checksum of a node's tarball, if it is the one that would be built: equal manifests mean equal tarballs, and a
     * tarball is known by its fingerprint to be the one of its manifest.
     *
     * @param base what it is to lie over, if anything
     */
    static Optional<TarballChecksum> find(NodeOutput output, Manifest manifest, Optional<TarballChecksum.Base> base)
            throws IOException {
        if (!holds(output) || !Arrays.equals(Files.readAllBytes(output.manifest()), manifest.json())) {
            return Optional.empty();
        }
        TarballChecksum checksum = TarballChecksum.read(output.checksum());
        return checksum.base().equals(base) ? Optional.of(checksum) : Optional.empty();
    }

    /** Whether the files are those that were remembered last. */
    private static boolean holds(NodeOutput output) throws IOException {
        Optional<String> now = look(output.files());
        Path place = OutputFolder.state(output.tarball().getParent(), output.node());
        return now.isPresent()
                && Files.isRegularFile(place)
                && Files.readString(place, StandardCharsets.UTF_8).equals(now.get());
    }

    static void remember(OutputFolder folder, NodeOutput output) throws IOException {
        Optional<String> now = look(output.files());
        if (now.isPresent()) {
            folder.write(folder.state(output.node()), now.get().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The fingerprints of these files, or empty if one is missing. */
    static Optional<String> look(List<Path> files) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path file : files) {
            try {
                lines.add(file.getFileName() + " " + FileIdentity.of(file).look());
            } catch (NoSuchFileException missing) {
                return Optional.empty();
            }
        }
        return Optional.of(String.join("\n", lines) + "\n");
    }
}
