package io.github.apim.assembly.images;

import io.github.apim.assembly.NodePlan;
import io.github.apim.deployment.Images;
import io.github.apim.image.BaseImage;
import io.github.apim.image.RunSettings;
import io.github.apim.topology.PortTable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** How a node's container runs, and what its image says of itself: nothing of who built it, where and when. */
final class ImageSettings {

    private static final String ANNOTATION = "org.opencontainers.image.";
    private static final String OWN = "io.github.apim.";

    private ImageSettings() {}

    static RunSettings of(NodePlan plan, Images images, BaseImage base, PortTable ports, Instant created, String plugin) {
        String home = images.directory() + "/" + plan.pack().root();
        SortedSet<Integer> open = new TreeSet<>();
        ports.of(plan.node()).forEach(port -> open.add(port.effective()));
        return new RunSettings(
                images.user(),
                home,
                List.of(home + "/" + NodeLayers.START),
                "SIGTERM",
                Map.of("HOME", home),
                open,
                labels(plan, images, base, created, plugin));
    }

    private static Map<String, String> labels(
            NodePlan plan, Images images, BaseImage base, Instant created, String plugin) {
        Map<String, String> labels = new TreeMap<>();
        labels.put(ANNOTATION + "title", plan.node().name());
        labels.put(ANNOTATION + "version", plan.pack().version());
        labels.put(ANNOTATION + "created", created.truncatedTo(ChronoUnit.SECONDS).toString());
        base.name().ifPresent(name -> labels.put(ANNOTATION + "base.name", name));
        base.digest().ifPresent(digest -> labels.put(ANNOTATION + "base.digest", digest.toString()));
        labels.put(OWN + "node", plan.node().name());
        labels.put(OWN + "role", plan.node().role().key());
        labels.put(OWN + "product", plan.pack().title());
        labels.put(OWN + "plugin", plugin);
        labels.putAll(images.labels());
        return labels;
    }
}
