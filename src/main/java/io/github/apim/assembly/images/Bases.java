package io.github.apim.assembly.images;

import io.github.apim.assembly.NodePlan;
import io.github.apim.deployment.DeploymentException;
import io.github.apim.deployment.Images;
import io.github.apim.deployment.Problem;
import io.github.apim.deployment.Problem.Severity;
import io.github.apim.image.BaseImage;
import io.github.apim.image.OciLayout;
import io.github.apim.image.Platform;
import io.github.apim.image.registry.Registry;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The base images of the nodes, each fetched once. */
final class Bases {

    private static final String JAVA_HOME = "JAVA_HOME";
    private static final String DIGEST = "@sha256:";

    private final Images images;
    private final Registry registry;
    private final OciLayout layout;
    private final ImageListener listener;
    private final Map<String, BaseImage> fetched = new HashMap<>();

    Bases(Images images, Registry registry, OciLayout layout, ImageListener listener) {
        this.images = images;
        this.registry = registry;
        this.layout = layout;
        this.listener = listener;
    }

    /**
     * What a node's image stands on.
     *
     * @throws DeploymentException if neither the image nor the node says where Java is
     */
    BaseImage of(NodePlan plan) throws IOException {
        String reference = images.bases().get(plan.pack().product());
        BaseImage base = fetched.get(reference);
        if (base == null) {
            base = fetch(reference);
            fetched.put(reference, base);
        }
        if (base.name().isPresent()
                && plan.node().jvm().home().isEmpty()
                && !base.environment().containsKey(JAVA_HOME)) {
            throw new DeploymentException(List.of(new Problem(
                    Severity.ERROR,
                    plan.node().location(),
                    "nodes." + plan.node().name(),
                    "the base image " + reference + " sets no " + JAVA_HOME
                            + ", so the container would not find Java; say where it is by jvm: { home: … }, or take"
                            + " another base")));
        }
        return base;
    }

    private BaseImage fetch(String reference) throws IOException {
        Platform platform = Platform.parse(images.platform());
        if (reference.equals(BaseImage.SCRATCH)) {
            listener.warning("images.base is scratch: the images have neither a shell nor Java, and start only where"
                    + " something brings both");
            return BaseImage.scratch(platform);
        }
        BaseImage base = registry.pull(reference, platform, layout);
        if (!reference.contains(DIGEST)) {
            listener.warning("images.base " + reference + " may be another image tomorrow; write "
                    + pinned(reference, base) + " to keep this one");
        }
        return base;
    }

    /** The name with the digest that it has led to. */
    static String pinned(String reference, BaseImage base) {
        int at = reference.indexOf('@');
        return (at < 0 ? reference : reference.substring(0, at))
                + base.digest().map(digest -> "@" + digest).orElse("");
    }
}
