package io.github.apim.assembly;

import io.github.apim.deployment.ArtifactReference;
import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.DeploymentException;
import io.github.apim.deployment.DeploymentRules;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.Problem;
import io.github.apim.deployment.Topology;
import io.github.apim.overlay.Change;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.Overlays;
import io.github.apim.overlay.Sources;
import io.github.apim.product.Pack;
import io.github.apim.product.Product;
import io.github.apim.product.Role;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The whole way from a deployment to tarballs: select, check, open the packs, plan, write. */
public final class Assembly {

    private final AssemblyRequest request;
    private final Deployment deployment;
    private final ArtifactFiles artifacts;
    private final AssemblyListener listener;

    public Assembly(AssemblyRequest request, ArtifactResolver resolver, AssemblyListener listener) {
        this.request = request;
        this.deployment = request.descriptor().deployment();
        this.artifacts = new ArtifactFiles(request.descriptor(), resolver);
        this.listener = listener;
    }

    /**
     * Builds the selected nodes.
     *
     * @throws DeploymentException   if the deployment breaks a rule or names a file that is not there
     * @throws SelectionException    if there are no such nodes
     * @throws io.github.apim.product.PackException if a pack is not what the descriptor says
     * @throws io.github.apim.archive.ArchiveException if a pack is damaged
     * @throws io.github.apim.overlay.OverlayException if a node's files do not fit
     */
    public List<AssembledNode> run() throws IOException {
        List<Node> nodes = buildable(request.selection().from(deployment));
        List<Problem> errors = new ArrayList<>(DeploymentRules.check(deployment));
        Map<ArtifactReference, Path> jars = artifacts.jars(nodes, errors);
        Map<ArtifactReference, Path> patches = artifacts.patches(nodes, errors);
        Map<Product, Path> packFiles = artifacts.packs(nodes, errors);
        if (!errors.isEmpty()) {
            throw new DeploymentException(errors);
        }
        UserOverlayFolders.check(deployment, request.userOverlays()).forEach(listener::warning);
        try (Packs packs = open(packFiles)) {
            Sources sources = new Sources(
                    packs.byProduct, jars, PatchFiles.read(patches, request.cacheDirectory(), request.threads()));
            List<NodePlan> plans = new ArrayList<>();
            for (Node node : nodes) {
                plans.add(plan(node, sources));
            }
            return new NodeAssembler(request.outputFolder(), request.timestamp(), request.threads(), listener)
                    .assemble(plans);
        }
    }

    /** Without a selection the nodes whose roles are unknown here are left out, with a word; with one they are refused. */
    private List<Node> buildable(List<Node> selected) {
        List<Role> known = Overlays.roles();
        List<Node> unknown =
                selected.stream().filter(node -> !known.contains(node.role())).toList();
        if (unknown.isEmpty()) {
            return selected;
        }
        List<String> names = unknown.stream()
                .map(node -> node.name() + " (" + node.role() + ")")
                .toList();
        String message = "this version builds nodes of the roles "
                + known.stream().map(Role::key).collect(Collectors.joining(", ")) + " only, not "
                + String.join(", ", names);
        if (request.selection().isExplicit() || unknown.size() == selected.size()) {
            throw new SelectionException(message);
        }
        listener.warning(message);
        return selected.stream().filter(node -> known.contains(node.role())).toList();
    }

    private NodePlan plan(Node node, Sources sources) throws IOException {
        List<String> warnings = new ArrayList<>();
        NodeContext context = new NodeContext(
                deployment, new Topology(deployment), node, sources, request.userOverlays(), warnings::add);
        List<Change> changes = Overlays.apply(context);
        warnings.forEach(warning -> listener.warning(node.name() + ": " + warning));
        return new NodePlan(node, context.pack(), changes, warnings);
    }

    private Packs open(Map<Product, Path> files) throws IOException {
        Packs packs = new Packs();
        try {
            for (Map.Entry<Product, Path> entry : files.entrySet()) {
                long start = System.nanoTime();
                Pack pack = PackFiles.open(
                        entry.getKey(),
                        entry.getValue(),
                        deployment.packs().get(entry.getKey()),
                        request.cacheDirectory(),
                        request.threads());
                packs.byProduct.put(entry.getKey(), pack);
                listener.packOpened(pack, Duration.ofNanos(System.nanoTime() - start));
            }
            return packs;
        } catch (IOException | RuntimeException problem) {
            packs.close();
            throw problem;
        }
    }

    /** The opened packs, closed together. */
    private static final class Packs implements Closeable {

        private final Map<Product, Pack> byProduct = new EnumMap<>(Product.class);

        @Override
        public void close() throws IOException {
            for (Pack pack : byProduct.values()) {
                pack.close();
            }
        }
    }
}
