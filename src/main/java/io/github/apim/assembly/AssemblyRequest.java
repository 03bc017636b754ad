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
 * @param layout       how they lie there
 */
public record AssemblyRequest(
        PlanRequest plan, Path outputFolder, Optional<Instant> timestamp, String plugin, boolean force, Layout layout) {

    /** A request for whole tarballs. */
    public AssemblyRequest(
            PlanRequest plan, Path outputFolder, Optional<Instant> timestamp, String plugin, boolean force) {
        this(plan, outputFolder, timestamp, plugin, force, Layout.SINGLE);
    }

    /** The same in this layout. */
    public AssemblyRequest in(Layout other) {
        return new AssemblyRequest(plan, outputFolder, timestamp, plugin, force, other);
    }
}
