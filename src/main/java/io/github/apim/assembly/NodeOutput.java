package io.github.apim.assembly;

import java.nio.file.Path;
import java.util.List;

/**
 * Where what is built of a node lies.
 *
 * @param checksum of the tarball, for {@code sha256sum -c}
 * @param manifest what the tarball was made of and holds, the same as within it
 */
public record NodeOutput(String node, Path tarball, Path checksum, Path manifest) {

    /** The places in the folder that tarballs go to. */
    public static NodeOutput of(Path folder, String node) {
        return new NodeOutput(
                node,
                folder.resolve(node + ".tar.gz"),
                folder.resolve(node + ".tar.gz.sha256"),
                folder.resolve(node + ".manifest.json"));
    }

    /** All of them. */
    public List<Path> files() {
        return List.of(tarball, checksum, manifest);
    }
}
