package io.github.apim.assembly;

import io.github.apim.manifest.Manifest;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The manifests that nodes would get today, by name; nothing is written. */
public final class PlannedManifests {

    private PlannedManifests() {}

    /** @throws io.github.apim.deployment.DeploymentException as {@link Assembly#run()} throws it, like all others */
    public static Map<String, Manifest> of(
            PlanRequest request,
            ArtifactResolver resolver,
            AssemblyListener listener,
            String plugin,
            Optional<Instant> timestamp)
            throws IOException {
        Map<String, Manifest> manifests = new LinkedHashMap<>();
        try (Plan plan = new Planning(request, resolver, listener).run()) {
            NodeManifest writer =
                    new NodeManifest(plugin, request.descriptor().deployment().environment(), timestamp);
            for (NodePlan node : plan.nodes()) {
                manifests.put(node.node().name(), writer.of(node));
            }
        }
        return manifests;
    }
}
