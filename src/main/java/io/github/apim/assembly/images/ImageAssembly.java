package io.github.apim.assembly.images;

import io.github.apim.assembly.ArtifactResolver;
import io.github.apim.assembly.AssemblyListener;
import io.github.apim.assembly.NodePlan;
import io.github.apim.assembly.Plan;
import io.github.apim.assembly.Planning;
import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.DeploymentException;
import io.github.apim.deployment.Images;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.Problem;
import io.github.apim.image.BaseImage;
import io.github.apim.image.Image;
import io.github.apim.image.ImageTar;
import io.github.apim.image.Layer;
import io.github.apim.image.OciLayout;
import io.github.apim.image.registry.Registry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From a descriptor to an image for each node. */
public final class ImageAssembly {

    private final ImageRequest request;
    private final Planning planning;
    private final AssemblyListener progress;
    private final ImageListener listener;
    private final Registry registry;
    private final Deployment deployment;
    private final ImageParts parts;
    private final Images images;

    /**
     * @param progress is told of planning
     * @param listener is told of images
     * @throws io.github.apim.deployment.DeploymentException if the descriptor says nothing of images, or not enough
     */
    public ImageAssembly(
            ImageRequest request,
            ArtifactResolver resolver,
            AssemblyListener progress,
            ImageListener listener,
            Registry registry) {
        this.request = request;
        this.planning = new Planning(request.plan(), resolver, progress);
        this.progress = progress;
        this.listener = listener;
        this.registry = registry;
        this.deployment = request.plan().descriptor().deployment();
        this.parts = new ImageParts(request);
        this.images = parts.images();
    }

    private record Built(NodeImage listed, Image image, NodeLayers layers) {}

    /**
     * Builds the selected nodes' images, as far as they are not there; the others stay as they are.
     *
     * @throws io.github.apim.deployment.DeploymentException if a rule is broken, or a file is not there
     * @throws io.github.apim.image.registry.RegistryRefusal if a registry refuses something
     */
    public List<NodeImage> run() throws IOException {
        try (OciLayout layout = OciLayout.hold(request.layout(), () -> progress.waitingFor(request.layout()));
                LayerStore store = parts.store(layout);
                Plan plan = planning.run(store::begin)) {
            plan.keepCiphertexts(progress);
            Map<String, NodeImage> before = ImageList.read(request.list());
            Bases bases = new Bases(images, registry, layout, listener);
            Map<NodePlan, NodeLayers> layers = layers(plan);
            Map<String, Built> built = new LinkedHashMap<>();
            for (NodePlan node : plan.nodes()) {
                BaseImage base = bases.of(node);
                built.put(node.node().name(), build(node, layers.get(node), base, store, before));
            }
            // Written before the list that names them, deleted after it: a killed build leaves all that a list wants.
            SecretFolder folder = SecretFolder.in(request.secrets());
            for (Map.Entry<String, Built> node : built.entrySet()) {
                folder.put(node.getKey(), node.getValue().layers().secrets());
            }
            Map<String, NodeImage> listed = publish(layout, built, before);
            folder.keepOnly(listed.values());
            store.tidy();
            if (request.tar().isPresent()) {
                Map<String, Image> named = new LinkedHashMap<>();
                built.values()
                        .forEach(one -> named.put(
                                one.listed().repository() + ":" + one.listed().tag(), one.image()));
                ImageTar.write(layout, named, request.tar().get());
            }
            if (request.push()) {
                push(layout, built, listed);
            }
            return List.copyOf(listed.values());
        }
    }

    /** Tells what would have to be built, and writes nothing. */
    public void show() throws IOException {
        ImageLayers layers = new ImageLayers(request);
        try (Plan plan = planning.run()) {
            for (NodePlan node : plan.nodes()) {
                listener.planned(node.node().name(), layers.of(planning, node));
            }
        }
    }

    /**
     * What all nodes add to their packs.
     *
     * @throws DeploymentException if a password would be in one of them
     */
    private Map<NodePlan, NodeLayers> layers(Plan plan) throws IOException {
        SecretSearch search = SecretSearch.of(deployment);
        Map<NodePlan, NodeLayers> layers = new IdentityHashMap<>();
        List<Problem> problems = new ArrayList<>();
        for (NodePlan node : plan.nodes()) {
            layers.put(node, parts.layers(planning, node));
            problems.addAll(search.problems(node, layers.get(node).secrets().keySet()));
        }
        if (!problems.isEmpty()) {
            throw new DeploymentException(problems);
        }
        return layers;
    }

    private Built build(
            NodePlan plan, NodeLayers layers, BaseImage base, LayerStore store, Map<String, NodeImage> before)
            throws IOException {
        Map<String, LayerStore.Stored> stored = new LinkedHashMap<>();
        stored.put(ImageParts.PACK, store.base(plan.pack(), ImageParts.sha256(plan)));
        stored.put(ImageParts.LIBRARIES, store.delta(plan.pack(), ImageParts.sha256(plan), layers.libraries()));
        stored.put(ImageParts.NODE, store.delta(plan.pack(), ImageParts.sha256(plan), layers.own()));
        List<Layer> own = new ArrayList<>(List.of(store.folders(images.directory())));
        stored.values().forEach(layer -> own.add(layer.layer()));
        Image image = parts.image(plan, base, own);
        Node node = plan.node();
        List<NodeImage.Part> held = new ArrayList<>();
        List<String> written = new ArrayList<>();
        stored.forEach((content, layer) -> {
            held.add(new NodeImage.Part(
                    content, layer.layer().digest(), layer.layer().size()));
            if (layer.written()) {
                written.add(content);
            }
        });
        Optional<NodeImage> last = Optional.ofNullable(before.get(node.name()));
        NodeImage listed = new NodeImage(
                node.name(),
                node.role().key(),
                images.repositoryOf(node),
                parts.tag(node),
                image.digest(),
                base.name().map(name -> Bases.pinned(name, base)).orElse(BaseImage.SCRATCH),
                held,
                SecretFiles.keys(layers.secrets().keySet()),
                false);
        boolean same = listed.isSameAs(last);
        boolean there = same
                && last.get().pushed()
                && last.get().repository().equals(listed.repository())
                && last.get().tag().equals(listed.tag());
        listener.built(listed, !same, written);
        return new Built(listed.withPushed(there), image, layers);
    }

    /** The layout's index and the list, in the descriptor's order; what is not built now stays as it was. */
    private Map<String, NodeImage> publish(OciLayout layout, Map<String, Built> built, Map<String, NodeImage> before)
            throws IOException {
        Map<String, Image> there = layout.images();
        Map<String, Image> all = new LinkedHashMap<>();
        Map<String, NodeImage> listed = new LinkedHashMap<>();
        for (Node node : deployment.nodes()) {
            String name = node.name();
            if (built.containsKey(name)) {
                all.put(name, built.get(name).image());
                listed.put(name, built.get(name).listed());
            } else if (before.containsKey(name)
                    && there.containsKey(name)
                    && there.get(name).digest().equals(before.get(name).digest())) {
                all.put(name, there.get(name));
                listed.put(name, before.get(name));
            }
        }
        layout.publish(all);
        ImageList.write(request.list(), request.plugin(), List.copyOf(listed.values()));
        return listed;
    }

    /** Each image that has arrived is listed at once, so that a push that is cut off goes on from there. */
    private void push(OciLayout layout, Map<String, Built> built, Map<String, NodeImage> listed) throws IOException {
        Mounts mounts = new Mounts(listed.values());
        for (Map.Entry<String, Built> node : built.entrySet()) {
            NodeImage image = listed.get(node.getKey());
            Registry.Pushed pushed =
                    registry.push(layout, node.getValue().image(), image.repository(), image.tag(), mounts.layers());
            NodeImage arrived = image.withPushed(true);
            mounts.add(arrived, node.getValue().image());
            listed.put(node.getKey(), arrived);
            ImageList.write(request.list(), request.plugin(), List.copyOf(listed.values()));
            listener.pushed(arrived, pushed);
        }
    }
}
