package io.github.apim.assembly;

import io.github.apim.assembly.AssemblyListener.Stage;
import java.io.IOException;
import java.util.List;

/** The whole way from a deployment to tarballs: plan, then write. */
public final class Assembly {

    /** What else is made of a plan, when its tarballs stand and its packs are still open. */
    @FunctionalInterface
    public interface Afterwards {
        void accept(Plan plan, List<AssembledNode> nodes) throws IOException;
    }

    private final AssemblyRequest request;
    private final Planning planning;
    private final AssemblyListener listener;

    public Assembly(AssemblyRequest request, ArtifactResolver resolver, AssemblyListener listener) {
        this.request = request;
        this.planning = new Planning(request.plan(), resolver, listener);
        this.listener = listener;
    }

    /**
     * Builds the selected nodes, except for those that are there already, just as they would become.
     *
     * @throws io.github.apim.deployment.DeploymentException if a rule is broken, or a file is not there
     * @throws SelectionException if there are no such nodes
     * @throws io.github.apim.product.PackException if a pack is not what the descriptor says
     * @throws io.github.apim.archive.ArchiveException if a pack is damaged
     */
    public List<AssembledNode> run() throws IOException {
        return run((plan, nodes) -> {});
    }

    /** Builds the selected nodes, and something else after them. */
    public List<AssembledNode> run(Afterwards afterwards) throws IOException {
        try (NodeAssembler assembler = new NodeAssembler(request, listener);
                Plan plan = planning.run(assembler::prepare)) {
            Laps laps = new Laps(listener);
            plan.keepCiphertexts(listener);
            List<AssembledNode> nodes = assembler.assemble(plan.nodes());
            laps.ended(Stage.WRITE);
            afterwards.accept(plan, nodes);
            return nodes;
        }
    }
}
