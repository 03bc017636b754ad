package io.github.apim.shipping;

import io.github.apim.archive.FileDigests;
import io.github.apim.deployment.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A node's tarball as {@code apim:assemble} has left it.
 *
 * @param sha256 64 lower-case hexadecimal digits
 */
record Tarball(Path file, long size, String sha256) {

    private static final Pattern CHECKSUM_LINE = Pattern.compile("([0-9a-f]{64}) [ *].*\\R?");

    /**
     * The tarball of a node, which is what its checksum file says.
     *
     * @param folder where tarballs lie
     * @throws ShippingException if there is none, or it has changed since it was built
     */
    static Tarball of(Path folder, Node node) throws IOException {
        Path file = folder.resolve(node.name() + ".tar.gz");
        Path checksum = folder.resolve(node.name() + ".tar.gz.sha256");
        String build = "build it with apim:assemble -Dapim.node=" + node.name();
        if (!Files.isRegularFile(file)) {
            throw new ShippingException(file + " does not exist; " + build);
        }
        if (!Files.isRegularFile(checksum)) {
            throw new ShippingException(
                    checksum + " does not exist, so nobody knows whether the tarball is whole; " + build);
        }
        String line = Files.readString(checksum);
        if (!CHECKSUM_LINE.matcher(line).matches()) {
            throw new ShippingException(checksum + " holds no SHA-256; " + build);
        }
        String expected = line.substring(0, 64);
        long size = Files.size(file);
        String found = FileDigests.sha256(file, size);
        if (!found.equals(expected)) {
            throw new ShippingException(file + " has the SHA-256 " + found + ", but its .sha256 says " + expected
                    + ": it was changed since it was built; " + build);
        }
        return new Tarball(file, size, found);
    }
}
