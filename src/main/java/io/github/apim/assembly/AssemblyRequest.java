package io.github.apim.assembly;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * What is to be assembled, and where.
 *
 * @param plan         what is to be planned first
 * @param outputFolder where the tarballs go
 * @param timestamp    the time of all entries, if it is fixed
 */
public record AssemblyRequest(PlanRequest plan, Path outputFolder, Optional<Instant> timestamp) {}
