package io.github.apim.assembly;

import io.github.apim.family.PlanRules;
import io.github.apim.rules.DeploymentRules;
import io.github.apim.rules.PackRules;
import io.github.apim.rules.Rule;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** The way of an assembly up to the first byte that it would write. */
public final class Validation {

    private final Planning planning;

    public Validation(PlanRequest request, ArtifactResolver resolver, AssemblyListener listener) {
        this.planning = new Planning(request, resolver, listener);
    }

    /**
     * What was held to what.
     *
     * @param rules    ids of rules, whatever the number of checks behind them
     * @param warnings those of the rules, the packs and the nodes; the descriptor's own are told when it is read
     */
    public record Summary(int nodes, int rules, int warnings) {}

    /**
     * Plans the selected nodes, holds them to all rules, and forgets the plan.
     *
     * @throws io.github.apim.deployment.DeploymentException as {@link Assembly#run()} throws it, like all others
     */
    public Summary run() throws IOException {
        try (Plan plan = planning.run()) {
            return new Summary(plan.nodes().size(), ruleIds().size(), plan.warnings());
        }
    }

    /** The ids of all rules that are checked, each once. */
    public static List<String> ruleIds() {
        return Stream.of(DeploymentRules.all(), PackRules.all(), PlanRules.all())
                .<Rule<?>>flatMap(List::stream)
                .map(Rule::id)
                .distinct()
                .toList();
    }
}
