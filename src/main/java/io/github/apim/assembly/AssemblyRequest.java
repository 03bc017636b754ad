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
 * @param plugin       version of the plugin, for the manifests
 * @param force        whether nodes are built that are there already, just as they would become
 */
public record AssemblyRequest(
        PlanRequest plan, Path outputFolder, Optional<Instant> timestamp, String plugin, boolean force) {}
