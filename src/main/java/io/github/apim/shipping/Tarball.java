package io.github.apim.shipping;

import io.github.apim.archive.FileDigests;
import io.github.apim.deployment.Node;
import io.github.apim.manifest.ManifestException;
import io.github.apim.manifest.TarballChecksum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A tarball as {@code apim:assemble} has left it.
 *
 * @param name   what it is called on machines, without {@code .tar.gz}
 * @param sha256 64 lower-case hexadecimal digits
 * @param base   what a node's tarball is to be unpacked over, if it is a layer
 */
record Tarball(String name, Path file, long size, String sha256, Optional<Tarball> base) {

    private static final String SUFFIX = ".tar.gz";

    /**
     * The tarball of a node, which is what its checksum file says.
     *
     * @param folder where tarballs lie
     * @throws ShippingException if there is none, or it has changed since it was built
     */
    static Tarball of(Path folder, Node node) throws IOException {
        Path file = folder.resolve(node.name() + SUFFIX);
        Path checksum = folder.resolve(node.name() + SUFFIX + TarballChecksum.SUFFIX);
        String build = "build it with apim:assemble -Dapim.node=" + node.name();
        if (!Files.isRegularFile(file)) {
            throw new ShippingException(file + " does not exist; " + build);
        }
        if (!Files.isRegularFile(checksum)) {
            throw new ShippingException(
                    checksum + " does not exist, so nobody knows whether the tarball is whole; " + build);
        }
        TarballChecksum expected = read(checksum, build);
        Optional<Tarball> base = Optional.empty();
        if (expected.base().isPresent()) {
            Path below = folder.resolve(expected.base().get().file());
            if (!Files.isRegularFile(below)) {
                throw new ShippingException(
                        below + " does not exist, over which " + node.name() + " is to be unpacked; " + build);
            }
            base = Optional.of(new Tarball(
                    expected.base().get().file().replace(SUFFIX, ""),
                    below,
                    Files.size(below),
                    expected.base().get().sha256(),
                    Optional.empty()));
        }
        Tarball tarball = new Tarball(node.name(), file, Files.size(file), expected.sha256(), base);
        tarball.require("its .sha256 says", build);
        return tarball;
    }

    private static TarballChecksum read(Path checksum, String build) throws IOException {
        try {
            return TarballChecksum.read(checksum);
        } catch (ManifestException none) {
            throw new ShippingException(none.getMessage() + "; " + build);
        }
    }

    /** @throws ShippingException if a base is not the one that nodes were built over */
    void requireBase() throws IOException {
        require("nodes were built over", "build them again with apim:assemble");
    }

    private void require(String who, String build) throws IOException {
        String found = FileDigests.sha256(file, size);
        if (!found.equals(sha256)) {
            throw new ShippingException(file + " has the SHA-256 " + found + ", but " + who + " " + sha256
                    + ": it was changed since it was built; " + build);
        }
    }
}
