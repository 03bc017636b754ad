package io.github.apim.overlay;

import java.nio.file.Path;

/**
 * A whole file of the user's.
 *
 * @param file      where it lies
 * @param forAll    whether it is for all nodes, rather than for a role or a node
 */
record UserFile(Path file, boolean forAll) {}
