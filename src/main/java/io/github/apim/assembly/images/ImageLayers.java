package io.github.apim.assembly.images;

import io.github.apim.assembly.LayerView;
import io.github.apim.assembly.LayeredOutput;
import io.github.apim.assembly.LayeredOutput.Kind;
import io.github.apim.assembly.NodePlan;
import io.github.apim.assembly.Planning;
import io.github.apim.deployment.Images;
import io.github.apim.deployment.Node;
import io.github.apim.image.BaseImage;
import io.github.apim.image.Digest;
import io.github.apim.image.FolderLayer;
import io.github.apim.image.Image;
import io.github.apim.image.Layer;
import io.github.apim.image.OciLayout;
import io.github.apim.image.Platform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What would be built of images. It looks into the output folder and asks no registry, so that a base without a digest counts
 * as the one that it was.
 */
public final class ImageLayers implements LayerView {

    private final ImageParts parts;
    private final LayerStore store;
    private final Map<String, NodeImage> listed;
    private final Map<String, Image> there;

    /** @throws io.github.apim.deployment.DeploymentException if the descriptor says nothing of images, or not enough */
    public ImageLayers(ImageRequest request) throws IOException {
        OciLayout layout = OciLayout.look(request.layout());
        this.parts = new ImageParts(request);
        this.store = parts.store(layout);
        this.listed = ImageList.read(request.list());
        this.there = layout.images();
    }

    @Override
    public LayeredOutput of(Planning planning, NodePlan plan) throws IOException {
        NodeLayers layers = parts.layers(planning, plan);
        String pack = ImageParts.sha256(plan);
        Map<String, Optional<Layer>> found = new LinkedHashMap<>();
        found.put(ImageParts.PACK, store.findBase(plan.pack(), pack));
        found.put(ImageParts.LIBRARIES, store.findDelta(plan.pack(), pack, layers.libraries()));
        found.put(ImageParts.NODE, store.findDelta(plan.pack(), pack, layers.own()));
        boolean same =
                isThere(plan, found.values().stream().flatMap(Optional::stream).toList(), found.size());
        List<LayeredOutput.Layer> states = new ArrayList<>();
        found.forEach((name, layer) -> states.add(new LayeredOutput.Layer(name, layer.isPresent())));
        return new LayeredOutput(
                Kind.IMAGE,
                parts.reference(plan.node()),
                states,
                !same,
                parts.images().registry().map(registry -> !same || !isPushed(plan.node())),
                layers.places());
    }

    /** Whether the registry has the image under the name that it is to have, as far as this machine knows. */
    private boolean isPushed(Node node) {
        NodeImage image = listed.get(node.name());
        return image.pushed() && (image.repository() + ":" + image.tag()).equals(parts.reference(node));
    }

    /** Whether all layers are there, and the image that is made of them is the one that is there. */
    private boolean isThere(NodePlan plan, List<Layer> found, int all) throws IOException {
        NodeImage last = listed.get(plan.node().name());
        Image image = there.get(plan.node().name());
        if (found.size() < all
                || last == null
                || image == null
                || !image.digest().equals(last.digest())) {
            return false;
        }
        List<Layer> own = new ArrayList<>(List.of(FolderLayer.of(parts.images().directory())));
        own.addAll(found);
        return base(plan, last, image, own.size())
                .filter(base -> parts.image(plan, base, own).digest().equals(last.digest()))
                .isPresent();
    }

    /** The base that is meant now, if it can be the one that the image stands on. */
    private Optional<BaseImage> base(NodePlan plan, NodeImage last, Image image, int own) {
        Images images = parts.images();
        Platform platform = Platform.parse(images.platform());
        String reference = images.bases().get(plan.pack().product());
        if (reference.equals(BaseImage.SCRATCH)) {
            return Optional.of(BaseImage.scratch(platform));
        }
        int at = last.base().indexOf('@');
        try {
            return at < 0
                    ? Optional.empty()
                    : Optional.of(BaseImage.below(
                                    image,
                                    own,
                                    reference,
                                    Digest.parse(last.base().substring(at + 1))))
                            .filter(base -> base.platform().equals(platform));
        } catch (IllegalArgumentException other) {
            // What cannot be read is built anew.
            return Optional.empty();
        }
    }
}
