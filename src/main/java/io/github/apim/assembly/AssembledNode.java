package io.github.apim.assembly;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A node's tarball, whole and under its final name.
 *
 * @param tarball the file; {@link NodeOutput} tells what lies beside it
 * @param base    what it is to be unpacked over, if it is a layer
 * @param size    bytes
 * @param sha256  64 lower-case hexadecimal digits
 * @param built   whether it was written now; else it was there already, just as it would have become
 * @param time    how long it took to write, together with the nodes that were written at the same time
 */
public record AssembledNode(
        NodePlan plan, Path tarball, Optional<Path> base, long size, String sha256, boolean built, Duration time) {}
