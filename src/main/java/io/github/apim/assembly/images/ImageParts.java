package io.github.apim.assembly.images;

import io.github.apim.archive.Placement;
import io.github.apim.assembly.NodeEntries;
import io.github.apim.assembly.NodeManifest;
import io.github.apim.assembly.NodePlan;
import io.github.apim.assembly.Planning;
import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.Images;
import io.github.apim.deployment.KnownSecrets;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.Secrets;
import io.github.apim.deployment.ShownDeployment;
import io.github.apim.image.BaseImage;
import io.github.apim.image.Image;
import io.github.apim.image.Layer;
import io.github.apim.image.OciLayout;
import io.github.apim.topology.PortTable;
import io.github.apim.topology.Topology;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What images are made of, for those who build them and for those who only look what would be built. */
final class ImageParts {

    /** What layers hold, from the bottom up. */
    static final String PACK = "pack";

    static final String LIBRARIES = "libraries";
    static final String NODE = "node";

    private final ImageRequest request;
    private final Deployment deployment;
    private final Images images;
    private final Deployment shown;
    private final NodeManifest manifests;

    /** @throws io.github.apim.deployment.DeploymentException if the descriptor says nothing of images, or not enough */
    ImageParts(ImageRequest request) {
        this.request = request;
        this.deployment = request.plan().descriptor().deployment();
        this.images = ImageChecks.of(deployment, request);
        this.shown = ShownDeployment.of(deployment, KnownSecrets.of(Secrets.of(deployment)));
        // Without the time of a release, which would give each node of each release another layer.
        this.manifests = new NodeManifest(request.plugin(), deployment.environment(), Optional.empty());
    }

    Images images() {
        return images;
    }

    LayerStore store(OciLayout layout) {
        return new LayerStore(
                layout,
                new Placement(images.directory().substring(1), images.userNumber(), images.groupNumber(), true),
                request.plan().threads(),
                request.plugin(),
                request.plan().cacheDirectory());
    }

    NodeLayers layers(Planning planning, NodePlan plan) throws IOException {
        SecretFiles secrets = SecretFiles.of(plan, planning.shown(plan, shown), planning.encryption(plan));
        return NodeLayers.of(plan, secrets, manifests);
    }

    /** The whole image. */
    Image image(NodePlan plan, BaseImage base, List<Layer> own) {
        Instant created = request.timestamp().orElseGet(() -> NodeEntries.newest(plan.pack()));
        return Image.of(
                base,
                own,
                ImageSettings.of(plan, images, base, PortTable.of(new Topology(deployment)), created, request.plugin()),
                created);
    }

    String tag(Node node) {
        return images.tagOf(node, request.standardTag());
    }

    /** What it is called, with its tag. */
    String reference(Node node) {
        return images.repositoryOf(node) + ":" + tag(node);
    }

    /** The pack's own digest is that of the first file that a node is made of. */
    static String sha256(NodePlan plan) {
        return plan.inputs().get(0).sha256();
    }
}
