package io.github.apim.assembly;

import io.github.apim.assembly.AssemblyListener.Stage;
import io.github.apim.deployment.Acceptance;
import io.github.apim.deployment.ArtifactReference;
import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.DeploymentException;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.Problem;
import io.github.apim.deployment.Problem.Severity;
import io.github.apim.deployment.Secrets;
import io.github.apim.descriptor.PackVersions;
import io.github.apim.descriptor.ReadResult;
import io.github.apim.family.Overlays;
import io.github.apim.family.PlanRules;
import io.github.apim.overlay.Change;
import io.github.apim.overlay.Change.Written;
import io.github.apim.overlay.NodeChanges;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.Sources;
import io.github.apim.product.Pack;
import io.github.apim.product.Product;
import io.github.apim.rules.DeploymentRules;
import io.github.apim.rules.Findings;
import io.github.apim.rules.PackContext;
import io.github.apim.rules.PackRules;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.PlannedNode;
import io.github.apim.topology.Topology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** All steps before anything is written: select nodes, validate, open the packs, plan, validate the plan. */
public final class Planning {

    private final PlanRequest request;
    private final Deployment deployment;
    private final ArtifactFiles artifacts;
    private final AssemblyListener listener;
    private final NodeInputs inputs;
    private final Findings findings;
    private final Set<String> warned = new LinkedHashSet<>();
    private ReadResult descriptor;
    private Topology topology;
    private Map<Product, String> versions = Map.of();
    private Sources sources;
    private Optional<List<Problem>> collected = Optional.empty();
    private Optional<Sealing> sealing = Optional.empty();

    public Planning(PlanRequest request, ArtifactResolver resolver, AssemblyListener listener) {
        this.request = request;
        this.descriptor = request.descriptor();
        this.deployment = descriptor.deployment();
        this.topology = new Topology(deployment);
        this.artifacts = new ArtifactFiles(request.descriptor(), resolver);
        this.listener = listener;
        this.inputs = new NodeInputs(request);
        this.findings = new Findings(deployment, listener::accepted);
    }

    /**
     * Plans the selected nodes and holds the plan to the rules.
     *
     * @return the plan, which the caller closes
     * @throws DeploymentException   if a rule is broken, a file is not there, or a node's files do not fit; tells all of
     *                               that at once
     * @throws SelectionException    if there are no such nodes
     * @throws io.github.apim.product.PackException if a pack is not what the descriptor says
     * @throws io.github.apim.archive.ArchiveException if a pack is damaged
     */
    public Plan run() throws IOException {
        return run((pack, sha256) -> {});
    }

    /** The same, telling of packs as soon as all are open. */
    public Plan run(PackListener listening) throws IOException {
        return run(request.selection().from(deployment), listening);
    }

    /**
     * Opens the packs that are asked for, and plans no node: for what is made once for the whole deployment. The
     * descriptor and the packs are held to the rules all the same.
     *
     * @return the plan, which the caller closes
     */
    public Plan withoutNodes() throws IOException {
        return run(List.of(), (pack, sha256) -> {});
    }

    /**
     * Plans the selected nodes whatever the rules say: for deployments that are as they are.
     *
     * @return the nodes that can be planned, and all that was found, which the caller closes
     * @throws DeploymentException if a file is not there
     */
    public Draft draft() throws IOException {
        List<Problem> problems = new ArrayList<>();
        collected = Optional.of(problems);
        Plan plan = run();
        return new Draft(plan, problems);
    }

    private Plan run(List<Node> nodes, PackListener listening) throws IOException {
        Laps laps = new Laps(listener);
        List<Problem> found = new ArrayList<>(DeploymentRules.check(request.descriptor(), findings));
        List<Problem> missing = new ArrayList<>();
        Map<ArtifactReference, Path> jars = artifacts.jars(nodes, missing);
        Map<ArtifactReference, Path> patches = artifacts.patches(nodes, missing);
        Map<Product, Path> packFiles = artifacts.packs(nodes, request.packs(), missing);
        missing.addAll(UserOverlayFolders.checkAsIs(deployment, request.userOverlays()));
        found.addAll(missing);
        if (collected.isPresent()) {
            stop(missing);
        }
        settle(found);
        for (String warning : UserOverlayFolders.check(deployment, request.userOverlays())) {
            warn(warning);
        }
        OpenPacks packs = OpenPacks.open(packFiles, request, listener);
        try {
            complete(packs.byProduct());
            settle(PackVersions.check(descriptor));
            for (Pack pack : packs.byProduct().values()) {
                inputs.add(pack, packs.sha256(pack.product()));
            }
            settle(findings.check(PackRules.all(), new PackContext(descriptor, packs.byProduct())));
            Set<String> remarks = packs.remarks();
            sources = new Sources(
                    packs.byProduct(),
                    jars,
                    PatchFiles.read(patches, request.cacheDirectory(), request.threads(), remarks::add));
            remarks.forEach(this::warn);
            for (Product product : products(nodes)) {
                listening.opened(packs.byProduct().get(product), packs.sha256(product));
            }
            laps.ended(Stage.OPEN);
            CommonFindings common = new CommonFindings();
            List<NodePlan> plans = plan(nodes, common);
            laps.ended(Stage.PLAN);
            List<PlannedNode> planned = NodePlanFiles.planned(plans);
            common.addAll(LostEdits.check(deployment, planned));
            common.addAll(findings.check(PlanRules.of(topology.suite()), PlanContext.of(descriptor, planned)));
            List<NodePlan> encrypted = seal(plans);
            boolean whole = plans.size() == deployment.nodes().size();
            sealing.ifPresent(vault -> common.addAll(vault.problems(whole)));
            settle(common.problems());
            if (nodes.size() == deployment.nodes().size()) {
                settle(findings.unused());
            }
            laps.ended(Stage.CHECK);
            return new Plan(encrypted, warned.size(), packs, sealing.flatMap(vault -> vault.next(whole)));
        } catch (UncheckedIOException problem) {
            packs.close();
            throw problem.getCause();
        } catch (IOException | RuntimeException problem) {
            packs.close();
            throw problem;
        }
    }

    private Set<Product> products(List<Node> nodes) {
        Set<Product> products = new LinkedHashSet<>();
        nodes.forEach(node -> products.add(topology.suite().product(node.role())));
        return products;
    }

    /** Encrypts the nodes' passwords, if the descriptor asks for it. */
    private List<NodePlan> seal(List<NodePlan> plans) throws IOException {
        if (deployment.secureVault().isEmpty()) {
            return plans;
        }
        Sealing vault = Sealing.of(deployment);
        sealing = Optional.of(vault);
        List<NodePlan> encrypted = new ArrayList<>();
        for (NodePlan plan : plans) {
            encrypted.add(vault.seal(plan, topology));
        }
        return encrypted;
    }

    /** Where the descriptor leaves a version open, the pack says it. */
    private void complete(Map<Product, Pack> packs) {
        versions = Pack.versions(packs);
        descriptor = descriptor.of(deployment.withVersions(versions));
        topology = new Topology(descriptor.deployment());
    }

    /** Errors stop the build, with the warnings beside them; warnings alone are told. */
    private void settle(List<Problem> found) {
        if (collected.isPresent()) {
            collected.get().addAll(found);
            return;
        }
        stop(found);
        found.forEach(problem -> warn(problem.toString()));
    }

    private static void stop(List<Problem> found) {
        if (found.stream().anyMatch(problem -> problem.severity() == Severity.ERROR)) {
            throw new DeploymentException(
                    found.stream().sorted(Problem.FILE_ORDER).toList());
        }
    }

    private void warn(String message) {
        if (warned.add(message)) {
            listener.warning(message);
        }
    }

    /**
     * What a node of the plan becomes as it may show: planned again with a mask in the place of every secret. To be called
     * while the plan is open.
     *
     * @param shown the deployment without its secrets
     */
    public NodePlan shown(NodePlan plan, Deployment shown) throws IOException {
        Topology planned = new Topology(shown.withVersions(versions));
        Node node = planned.node(plan.node().name()).orElseThrow();
        List<Change> changes = new ArrayList<>();
        for (Change change :
                Overlays.apply(context(planned, node, warning -> {})).changes()) {
            // A mode may say that a file holds a secret, which nobody sees any more.
            changes.add(change instanceof Written written ? withModeOf(plan, written) : change);
        }
        NodePlan bare = new NodePlan(
                plan.node(),
                plan.pack(),
                changes,
                plan.inputs(),
                plan.secrets(),
                plan.accepted(),
                plan.ownFiles(),
                plan.warnings());
        return sealing.isPresent() ? sealing.get().show(bare, planned) : bare;
    }

    /** What encryption has done to a node of the plan; nothing where the descriptor does not ask for it. */
    public Optional<SealedNode> encryption(NodePlan plan) throws IOException {
        return sealing.isPresent() ? sealing.get().encryption(plan) : Optional.empty();
    }

    private static Written withModeOf(NodePlan plan, Written shown) {
        int mode = plan.changes().stream()
                .filter(change -> change.path().equals(shown.path()))
                .filter(Written.class::isInstance)
                .mapToInt(change -> ((Written) change).mode())
                .findFirst()
                .orElse(shown.mode());
        return new Written(shown.path(), mode, shown.content(), shown.replaces(), shown.overlays());
    }

    private NodeContext context(Topology planned, Node node, Consumer<String> said) {
        return new NodeContext(
                descriptor.of(planned.deployment()), planned, node, sources, request.userOverlays(), said);
    }

    /** The plans of those nodes that can be planned; the rules hold for them, whatever is wrong with the others. */
    private List<NodePlan> plan(List<Node> nodes, CommonFindings common) throws IOException {
        List<NodePlan> plans = new ArrayList<>();
        Map<String, List<String>> said = new LinkedHashMap<>();
        Masking masking = Masking.of(Secrets.of(deployment));
        Verdicts verdicts = new Verdicts(masking);
        for (Node node : nodes) {
            List<String> warned = new ArrayList<>();
            NodeContext context = context(topology, node, warned::add);
            NodeChanges changes = Overlays.apply(context);
            changes.problems().forEach(problem -> common.add(problem, node.name()));
            warned.forEach(text ->
                    said.computeIfAbsent(text, absent -> new ArrayList<>()).add(node.name()));
            verdicts.add(node.name(), changes.disagreements());
            if (changes.problems().isEmpty()) {
                Verdicts own = new Verdicts(masking);
                own.add(node.name(), changes.disagreements());
                own.problems().forEach(problem -> warned.add(problem.message()));
                plans.add(new NodePlan(
                        node,
                        context.pack(),
                        changes.changes(),
                        inputs.of(context, changes),
                        changes.secrets(),
                        accepted(node),
                        changes.ownFiles(),
                        warned));
            }
        }
        said.forEach((text, names) -> warn(String.join(", ", names) + ": " + text));
        verdicts.problems().forEach(problem -> warn(problem.toString()));
        return plans;
    }

    private List<Acceptance> accepted(Node node) {
        return deployment.accepted().stream()
                .filter(acceptance -> acceptance.concerns(node))
                .toList();
    }
}
