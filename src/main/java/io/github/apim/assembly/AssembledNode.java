package io.github.apim.assembly;

import java.nio.file.Path;
import java.time.Duration;

/**
 * A node's tarball, whole and under its final name.
 *
 * @param tarball the file; {@code <tarball>.sha256} lies beside it
 * @param size    bytes
 * @param sha256  64 lower-case hexadecimal digits
 * @param time    how long it took to write, together with the nodes that were written at the same time
 */
public record AssembledNode(NodePlan plan, Path tarball, long size, String sha256, Duration time) {}
