package io.github.apim.deployment;

import java.util.Optional;

/**
 * A pack as the descriptor names it.
 *
 * @param sha256 64 lower-case hexadecimal digits that the file must have
 * @param clean  whether what a first start left in the pack is dropped instead of refused (matrix M48)
 * @param limits bounds on what the pack may unpack to
 */
public record PackReference(
        ArtifactReference artifact, Optional<String> sha256, boolean clean, PackLimits limits, Location location) {}
