package io.github.apim.maven;

import io.github.apim.assembly.LayeredOutput;
import io.github.apim.assembly.images.ImageListener;
import io.github.apim.assembly.images.NodeImage;
import io.github.apim.deployment.Deployment;
import io.github.apim.image.registry.Registry;
import java.util.List;
import java.util.Locale;
import org.apache.maven.plugin.logging.Log;

/** Writes the making of images to Maven's log: a line or two for each node. */
final class ImageLog implements ImageListener {

    private static final double MEGABYTE = 1_000_000;

    private final Log log;
    private final int widest;

    ImageLog(Log log, Deployment deployment) {
        this.log = log;
        this.widest = deployment.nodes().stream()
                .mapToInt(node -> node.name().length())
                .max()
                .orElse(1);
    }

    @Override
    public void built(NodeImage image, boolean changed, List<String> written) {
        if (!changed) {
            log.info(name(image.node()) + "unchanged: " + image.digest());
            return;
        }
        log.info(name(image.node()) + image.digest() + ", " + layers(written, "written"));
        if (!image.secrets().isEmpty()) {
            log.info("  wants mounted: " + String.join(", ", image.secrets().values()));
        }
    }

    @Override
    public void planned(String node, LayeredOutput output) {
        log.info(name(node) + layers(output.written(), "would be written") + "; the image " + output.name() + " "
                + output.fate());
    }

    private static String layers(List<String> written, String what) {
        return written.isEmpty()
                ? "all layers are there"
                : (written.size() == 1 ? "layer " : "layers ") + String.join(", ", written) + " " + what;
    }

    @Override
    public void pushed(NodeImage image, Registry.Pushed pushed) {
        log.info(name(image.node())
                + (pushed.unchanged()
                        ? "is in the registry already"
                        : String.format(
                                Locale.ROOT,
                                "pushed as %s:%s, %.1f MB in %d %s",
                                image.repository(),
                                image.tag(),
                                pushed.bytes() / MEGABYTE,
                                pushed.blobs(),
                                pushed.blobs() == 1 ? "blob" : "blobs")));
    }

    @Override
    public void warning(String message) {
        log.warn(message);
    }

    private String name(String node) {
        return String.format(Locale.ROOT, "%-" + Math.max(1, widest) + "s  ", node);
    }
}
