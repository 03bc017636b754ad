package io.github.apim.assembly;

import io.github.apim.assembly.LayeredOutput.Kind;
import io.github.apim.assembly.LayeredOutput.Layer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What would be built in {@link Layout#LAYERED}: the base of a node's pack, and the node's own tarball over it. */
public final class TarballLayers implements LayerView {

    private static final String NODE = "node";

    private final Path folder;
    private final String plugin;
    private final NodeManifest manifests;

    /**
     * @param folder    where tarballs are
     * @param plugin    the plugin's version
     * @param timestamp of all entries, if they have one
     */
    public TarballLayers(Path folder, PlanRequest request, String plugin, Optional<Instant> timestamp) {
        this.folder = folder;
        this.plugin = plugin;
        this.manifests =
                new NodeManifest(plugin, request.descriptor().deployment().environment(), timestamp);
    }

    @Override
    public LayeredOutput of(Planning planning, NodePlan plan) throws IOException {
        NodeOutput place = NodeOutput.of(folder, plan.node().name());
        PackBase base = new PackBase(folder, plan.pack(), plugin);
        Optional<PackBase.There> below = base.find(NodeManifest.identity(plan));
        boolean there = below.isPresent()
                && OutputState.find(place, manifests.of(plan), below.map(PackBase.There::checksum))
                        .isPresent();
        return new LayeredOutput(
                Kind.TARBALL,
                String.valueOf(place.tarball().getFileName()),
                List.of(new Layer(base.file(), below.isPresent()), new Layer(NODE, there)),
                !there,
                Optional.empty(),
                path -> NODE);
    }
}
