package io.github.apim.assembly.images;

import io.github.apim.archive.Placement;
import io.github.apim.assembly.ArtifactResolver;
import io.github.apim.assembly.AssemblyListener;
import io.github.apim.assembly.NodeEntries;
import io.github.apim.assembly.NodeManifest;
import io.github.apim.assembly.NodePlan;
import io.github.apim.assembly.Plan;
import io.github.apim.assembly.Planning;
import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.DeploymentException;
import io.github.apim.deployment.Images;
import io.github.apim.deployment.KnownSecrets;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.Problem;
import io.github.apim.deployment.Secrets;
import io.github.apim.deployment.ShownDeployment;
import io.github.apim.image.BaseImage;
import io.github.apim.image.Image;
import io.github.apim.image.ImageTar;
import io.github.apim.image.Layer;
import io.github.apim.image.OciLayout;
import io.github.apim.image.registry.Registry;
import io.github.apim.topology.PortTable;
import io.github.apim.topology.Topology;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From a descriptor to an image for each node. */
public final class ImageAssembly {

    private static final String PACK = "pack";
    private static final String LIBRARIES = "libraries";
    private static final String NODE = "node";

    private final ImageRequest request;
    private final Planning planning;
    private final AssemblyListener progress;
    private final ImageListener listener;
    private final Registry registry;
    private final Deployment deployment;
    private final Images images;
    private final Deployment shown;
    private final NodeManifest manifests;

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
        this.images = ImageChecks.of(deployment, request);
        this.shown = ShownDeployment.of(deployment, KnownSecrets.of(Secrets.of(deployment)));
        // Without the time of a release, which would give each node of each release another layer.
        this.manifests = new NodeManifest(request.plugin(), deployment.environment(), Optional.empty());
    }

    private record Built(NodeImage listed, Image image, NodeLayers layers) {}

    /**
     * Builds the selected nodes' images, as far as they are not there; the others stay as they are.
     *
     * @throws io.github.apim.deployment.DeploymentException if a rule is broken, or a file is not there
     * @throws io.github.apim.image.registry.RegistryRefusal if a registry refuses something
     */
    public List<NodeImage> run() throws IOException {
        try (Plan plan = planning.run();
                OciLayout layout = OciLayout.hold(request.layout(), () -> progress.waitingFor(request.layout()))) {
            plan.keepCiphertexts(progress);
            Map<String, NodeImage> before = ImageList.read(request.list());
            LayerStore store = store(layout);
            Bases bases = new Bases(images, registry, layout, listener);
            Map<NodePlan, NodeLayers> layers = layers(plan);
            Map<String, Built> built = new LinkedHashMap<>();
            for (NodePlan node : plan.nodes()) {
                BaseImage base = bases.of(node);
                built.put(node.node().name(), build(node, layers.get(node), base, store, before));
            }
            // Before the list that names them, and what nobody wants any more after it: whenever a build is killed, what the
            // list wants is there.
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

    /** Tells which layers would have to be written, and writes nothing. */
    public void show() throws IOException {
        try (Plan plan = planning.run();
                OciLayout layout = OciLayout.look(request.layout())) {
            LayerStore store = store(layout);
            for (NodePlan node : plan.nodes()) {
                NodeLayers layers = layers(node);
                List<String> written = new ArrayList<>();
                if (store.isNew(node.pack(), sha256(node), Optional.empty())) {
                    written.add(PACK);
                }
                if (store.isNew(node.pack(), sha256(node), Optional.of(layers.libraries()))) {
                    written.add(LIBRARIES);
                }
                if (store.isNew(node.pack(), sha256(node), Optional.of(layers.own()))) {
                    written.add(NODE);
                }
                listener.planned(node.node().name(), written);
            }
        }
    }

    private LayerStore store(OciLayout layout) {
        return new LayerStore(
                layout,
                new Placement(images.directory().substring(1), images.userNumber(), images.groupNumber(), true),
                request.plan().threads(),
                request.plugin(),
                request.plan().cacheDirectory());
    }

    /** The pack's own digest is that of the first file that a node is made of. */
    private static String sha256(NodePlan plan) {
        return plan.inputs().get(0).sha256();
    }

    private NodeLayers layers(NodePlan plan) throws IOException {
        SecretFiles secrets = SecretFiles.of(plan, planning.shown(plan, shown), planning.encryption(plan));
        return NodeLayers.of(plan, secrets, manifests);
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
            layers.put(node, layers(node));
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
        stored.put(PACK, store.base(plan.pack(), sha256(plan)));
        stored.put(LIBRARIES, store.delta(plan.pack(), sha256(plan), layers.libraries()));
        stored.put(NODE, store.delta(plan.pack(), sha256(plan), layers.own()));
        List<Layer> own = new ArrayList<>(List.of(store.folders(images.directory())));
        stored.values().forEach(layer -> own.add(layer.layer()));
        Instant created = request.timestamp().orElseGet(() -> NodeEntries.newest(plan.pack()));
        Image image = Image.of(
                base,
                own,
                ImageSettings.of(plan, images, base, PortTable.of(new Topology(deployment)), created, request.plugin()),
                created);
        Node node = plan.node();
        List<NodeImage.Part> parts = new ArrayList<>();
        List<String> written = new ArrayList<>();
        stored.forEach((content, layer) -> {
            parts.add(new NodeImage.Part(
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
                images.tagOf(node, request.standardTag()),
                image.digest(),
                base.name().map(name -> Bases.pinned(name, base)).orElse(BaseImage.SCRATCH),
                parts,
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
            Registry.Pushed pushed = registry.push(
                    layout,
                    node.getValue().image(),
                    image.repository(),
                    image.tag(),
                    mounts.layers());
            NodeImage arrived = image.withPushed(true);
            mounts.add(arrived, node.getValue().image());
            listed.put(node.getKey(), arrived);
            ImageList.write(request.list(), request.plugin(), List.copyOf(listed.values()));
            listener.pushed(arrived, pushed);
        }
    }
}
