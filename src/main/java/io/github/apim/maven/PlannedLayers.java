package io.github.apim.maven;

import io.github.apim.assembly.LayerView;
import io.github.apim.assembly.Layout;
import io.github.apim.assembly.PlanRequest;
import io.github.apim.assembly.TarballLayers;
import io.github.apim.assembly.images.ImageLayers;
import io.github.apim.assembly.images.ImageRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a plan tells of layers: of images where the deployment has them, of tarballs in {@link Layout#LAYERED}.
 *
 * @param folder         where earlier ones are; nothing is written there
 * @param timestamp      of what would be built
 * @param version        of the plugin
 * @param tag            of the images; empty for the project's version
 * @param projectVersion of the project that the goal runs in
 */
record PlannedLayers(
        Path folder,
        Optional<Instant> timestamp,
        String version,
        Optional<String> tag,
        String projectVersion,
        Layout layout) {

    /** Images first: which file is in which layer, their layers tell best. */
    List<LayerView> of(PlanRequest request) throws IOException {
        List<LayerView> layers = new ArrayList<>();
        if (request.descriptor().deployment().images().isPresent()) {
            layers.add(new ImageLayers(new ImageRequest(
                    request, folder, timestamp, version, tag, projectVersion, false, Optional.empty())));
        }
        if (layout == Layout.LAYERED) {
            layers.add(new TarballLayers(folder, request, version, timestamp));
        }
        return layers;
    }
}
