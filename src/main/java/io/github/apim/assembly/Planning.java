package io.github.apim.assembly;

import io.github.apim.assembly.AssemblyListener.Stage;
import io.github.apim.assembly.rules.PackContext;
import io.github.apim.assembly.rules.PackRules;
import io.github.apim.assembly.rules.PlanContext;
import io.github.apim.assembly.rules.PlanRules;
import io.github.apim.deployment.ArtifactReference;
import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.DeploymentException;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.Problem;
import io.github.apim.deployment.Problem.Severity;
import io.github.apim.deployment.Topology;
import io.github.apim.deployment.rules.DeploymentRules;
import io.github.apim.deployment.rules.Rules;
import io.github.apim.overlay.NodeChanges;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.Overlays;
import io.github.apim.overlay.Sources;
import io.github.apim.product.Pack;
import io.github.apim.product.Product;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Everything before the first byte is written: select, check, open the packs, plan, check the plan. */
public final class Planning {

    private final PlanRequest request;
    private final Deployment deployment;
    private final ArtifactFiles artifacts;
    private final AssemblyListener listener;
    private final NodeInputs inputs;
    private int warnings;

    public Planning(PlanRequest request, ArtifactResolver resolver, AssemblyListener listener) {
        this.request = request;
        this.deployment = request.descriptor().deployment();
        this.artifacts = new ArtifactFiles(request.descriptor(), resolver);
        this.listener = listener;
        this.inputs = new NodeInputs(request);
    }

    /**
     * Plans the selected nodes and holds the plan to the rules.
     *
     * @return the plan, which the caller closes
     * @throws DeploymentException   if a rule is broken, or a file is not there
     * @throws SelectionException    if there are no such nodes
     * @throws io.github.apim.product.PackException if a pack is not what the descriptor says
     * @throws io.github.apim.archive.ArchiveException if a pack is damaged
     * @throws io.github.apim.overlay.OverlayException if a node's files do not fit
     */
    public Plan run() throws IOException {
        return run(pack -> {});
    }

    /** The same, telling of every pack that a node runs as soon as all packs are open. */
    Plan run(Consumer<Pack> opened) throws IOException {
        return run(request.selection().from(deployment), opened);
    }

    /**
     * Opens the packs that are asked for, and plans no node: for what is made once for the whole deployment. The
     * descriptor and the packs are held to the rules all the same.
     *
     * @return the plan, which the caller closes
     */
    public Plan withoutNodes() throws IOException {
        return run(List.of(), pack -> {});
    }

    private Plan run(List<Node> nodes, Consumer<Pack> opened) throws IOException {
        Laps laps = new Laps(listener);
        List<Problem> found = new ArrayList<>(DeploymentRules.check(request.descriptor()));
        Map<ArtifactReference, Path> jars = artifacts.jars(nodes, found);
        Map<ArtifactReference, Path> patches = artifacts.patches(nodes, found);
        Map<Product, Path> packFiles = artifacts.packs(nodes, request.packs(), found);
        settle(found);
        for (String warning : UserOverlayFolders.check(deployment, request.userOverlays())) {
            warn(warning);
        }
        OpenPacks packs = OpenPacks.open(packFiles, request, listener);
        try {
            for (Pack pack : packs.byProduct().values()) {
                inputs.add(pack, packs.sha256(pack.product()));
            }
            settle(Rules.check(PackRules.all(), new PackContext(request.descriptor(), packs.byProduct())));
            Set<String> remarks = packs.remarks();
            Sources sources = new Sources(
                    packs.byProduct(),
                    jars,
                    PatchFiles.read(patches, request.cacheDirectory(), request.threads(), remarks::add));
            remarks.forEach(this::warn);
            nodes.stream()
                    .map(node -> packs.byProduct().get(node.role().product()))
                    .distinct()
                    .forEach(opened);
            laps.ended(Stage.OPEN);
            List<NodePlan> plans = new ArrayList<>();
            for (Node node : nodes) {
                plans.add(plan(node, sources));
            }
            laps.ended(Stage.PLAN);
            settle(Rules.check(PlanRules.all(), PlanContext.of(request.descriptor(), NodePlanFiles.planned(plans))));
            laps.ended(Stage.CHECK);
            return new Plan(plans, warnings, packs);
        } catch (UncheckedIOException problem) {
            packs.close();
            throw problem.getCause();
        } catch (IOException | RuntimeException problem) {
            packs.close();
            throw problem;
        }
    }

    /** Errors stop the build, with the warnings beside them; warnings alone are told. */
    private void settle(List<Problem> found) {
        if (found.stream().anyMatch(problem -> problem.severity() == Severity.ERROR)) {
            throw new DeploymentException(
                    found.stream().sorted(Problem.FILE_ORDER).toList());
        }
        found.forEach(problem -> warn(problem.toString()));
    }

    private void warn(String message) {
        warnings++;
        listener.warning(message);
    }

    private NodePlan plan(Node node, Sources sources) throws IOException {
        List<String> said = new ArrayList<>();
        NodeContext context =
                new NodeContext(deployment, new Topology(deployment), node, sources, request.userOverlays(), said::add);
        NodeChanges changes = Overlays.apply(context);
        NodePlan plan = new NodePlan(
                node, context.pack(), changes.changes(), inputs.of(context, changes), changes.secrets(), said);
        said.forEach(warning -> warn(node.name() + ": " + warning));
        return plan;
    }
}
