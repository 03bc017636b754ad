package io.github.apim.assembly.diff;

import io.github.apim.assembly.ArtifactResolver;
import io.github.apim.assembly.AssemblyListener;
import io.github.apim.assembly.LayerView;
import io.github.apim.assembly.Masking;
import io.github.apim.assembly.NodePlan;
import io.github.apim.assembly.NodeSelection;
import io.github.apim.assembly.Plan;
import io.github.apim.assembly.PlanRequest;
import io.github.apim.assembly.Planning;
import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.KnownSecrets;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.Secret;
import io.github.apim.deployment.Secrets;
import io.github.apim.deployment.ShownDeployment;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the nodes of one environment have otherwise than the nodes of the same names in another one. */
public final class EnvironmentReview implements Review {

    private final Side here;
    private final Side there;
    private final ArtifactResolver resolver;
    private final Set<Secret> secrets;
    private List<LayerView> layers = List.of();

    /**
     * One of the two environments.
     *
     * @param request  what is planned; which nodes are selected counts on the first side alone
     * @param listener is told of what is found while it is planned
     */
    public record Side(PlanRequest request, AssemblyListener listener) {

        private Deployment deployment() {
            return request.descriptor().deployment();
        }

        private Planning planning(NodeSelection selection, ArtifactResolver resolver) {
            return new Planning(request.selecting(selection), resolver, listener);
        }
    }

    /**
     * @param here   the environment that is looked at
     * @param there  the one that it is compared with
     * @param others secrets of neither deployment, which must not show either
     */
    public EnvironmentReview(Side here, Side there, ArtifactResolver resolver, Collection<Secret> others) {
        this.here = here;
        this.there = there;
        this.resolver = resolver;
        this.secrets = Secrets.of(here.deployment());
        this.secrets.addAll(Secrets.of(there.deployment()));
        this.secrets.addAll(others);
    }

    /** Tells of layers, too: those of the environment that is planned. */
    public EnvironmentReview with(List<LayerView> views) {
        layers = List.copyOf(views);
        return this;
    }

    @Override
    public Masking masking() {
        return Masking.of(secrets);
    }

    @Override
    public void run(Reader reader) throws IOException {
        NodeSelection selection = here.request().selection();
        List<String> selected =
                selection.from(here.deployment()).stream().map(Node::name).toList();
        Set<String> known = there.deployment().nodes().stream().map(Node::name).collect(Collectors.toSet());
        List<String> common = selected.stream().filter(known::contains).toList();
        if (!common.isEmpty()) {
            compare(new NodeSelection(List.of(), common), reader);
        }
        tellOnly(here, there, selection, reader);
        tellOnly(there, here, selection, reader);
    }

    private void compare(NodeSelection common, Reader reader) throws IOException {
        Deployment shown = ShownDeployment.of(here.deployment(), KnownSecrets.of(secrets));
        Planning planning = here.planning(common, resolver);
        try (Plan plan = planning.run();
                Plan other = there.planning(common, resolver).run()) {
            Map<String, NodePlan> others = new LinkedHashMap<>();
            other.nodes().forEach(node -> others.put(node.node().name(), node));
            for (NodePlan node : plan.nodes()) {
                reader.read(NodeDiff.ofPlan(
                                node,
                                planning.shown(node, shown),
                                others.get(node.node().name()))
                        .seenBy(layers, planning, node));
            }
        }
    }

    private static void tellOnly(Side one, Side other, NodeSelection selection, Reader reader) {
        Set<String> known = other.deployment().nodes().stream().map(Node::name).collect(Collectors.toSet());
        one.deployment().nodes().stream()
                .filter(selection::means)
                .filter(node -> !known.contains(node.name()))
                .forEach(node -> reader.only(one.deployment().environment(), node));
    }
}
