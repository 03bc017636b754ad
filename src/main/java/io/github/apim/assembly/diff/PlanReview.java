package io.github.apim.assembly.diff;

import io.github.apim.assembly.ArtifactResolver;
import io.github.apim.assembly.AssemblyListener;
import io.github.apim.assembly.LayerView;
import io.github.apim.assembly.Masking;
import io.github.apim.assembly.NodeOutput;
import io.github.apim.assembly.NodePlan;
import io.github.apim.assembly.Plan;
import io.github.apim.assembly.PlanRequest;
import io.github.apim.assembly.Planning;
import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.KnownSecrets;
import io.github.apim.deployment.Secret;
import io.github.apim.deployment.Secrets;
import io.github.apim.deployment.ShownDeployment;
import io.github.apim.manifest.Manifest;
import io.github.apim.manifest.ManifestException;
import io.github.apim.manifest.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an assembly would change in the packs, or in an earlier build. */
public final class PlanReview implements Review {

    private final PlanRequest request;
    private final Planning planning;
    private final Optional<Path> against;
    private final Set<Secret> secrets;
    private List<LayerView> layers = List.of();

    /**
     * @param against an earlier tarball or manifest of the one node that is meant, or a folder that holds those of all
     * @param others  secrets that are not the deployment's, and must not show either
     */
    public PlanReview(
            PlanRequest request,
            ArtifactResolver resolver,
            AssemblyListener listener,
            Optional<Path> against,
            Collection<Secret> others) {
        this.request = request;
        this.secrets = Secrets.of(request.descriptor().deployment());
        this.secrets.addAll(others);
        this.planning = new Planning(request, resolver, listener);
        this.against = against;
    }

    /** Tells of layers, too. */
    public PlanReview with(List<LayerView> views) {
        layers = List.copyOf(views);
        return this;
    }

    @Override
    public Masking masking() {
        return Masking.of(secrets);
    }

    @Override
    public void run(Reader reader) throws IOException {
        Deployment shown = ShownDeployment.of(request.descriptor().deployment(), KnownSecrets.of(secrets));
        try (Plan plan = planning.run()) {
            for (NodePlan node : plan.nodes()) {
                reader.read(
                        diff(node, planning.shown(node, shown), plan.nodes()).seenBy(layers, planning, node));
            }
        }
    }

    private NodeDiff diff(NodePlan plan, NodePlan shown, List<NodePlan> all) throws IOException {
        if (against.isEmpty()) {
            return NodeDiff.ofPack(shown);
        }
        Path earlier = against.get();
        if (!Files.exists(earlier)) {
            throw new ManifestException(
                    earlier + " does not exist; name an earlier tarball, its manifest, or the folder"
                            + " they lie in with -Dapim.against=…");
        }
        String name = plan.node().name();
        if (Files.isDirectory(earlier)) {
            NodeOutput output = NodeOutput.of(earlier, name);
            earlier = Files.exists(output.tarball()) ? output.tarball() : output.manifest();
            if (!Files.exists(earlier)) {
                throw new ManifestException(
                        against.get() + " has neither " + output.tarball().getFileName() + " nor "
                                + output.manifest().getFileName() + "; leave " + name
                                + " out with -Dapim.node=…, or name another folder");
            }
        } else if (all.size() > 1) {
            throw new ManifestException(earlier + " is of one node, but " + all.size()
                    + " are planned; name the node with -Dapim.node=…, or a folder with -Dapim.against=…");
        }
        if (!earlier.toString().endsWith(".json")) {
            return NodeDiff.ofTarball(plan, shown, earlier);
        }
        Manifest manifest = Manifest.read(earlier);
        if (!manifest.node().name().equals(name)) {
            throw new ManifestException(earlier + " is of the node "
                    + Printable.line(manifest.node().name()) + ", not of " + name);
        }
        return NodeDiff.ofManifest(plan, shown, manifest);
    }
}
