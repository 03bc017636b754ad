package io.github.apim.rules;

import io.github.apim.deployment.Problem;
import io.github.apim.descriptor.ReadResult;
import java.util.List;
import java.util.stream.Stream;

/** All rules that the descriptor alone decides. */
public final class DeploymentRules {

    private DeploymentRules() {}

    /** The rules, in the order in which they are checked. */
    public static List<Rule<DescriptorContext>> all() {
        return Stream.of(
                        RoleRules.all(),
                        MachineRules.all(),
                        HostNameRules.all(),
                        DatabaseRules.all(),
                        LauncherRules.all(),
                        IdleKeyRules.all())
                .flatMap(List::stream)
                .toList();
    }

    /** All breaches, in the descriptor's order, whether they are accepted or not. */
    public static List<Problem> check(ReadResult descriptor) {
        return Rules.check(all(), DescriptorContext.of(descriptor));
    }

    /** The breaches that are to be told, in the descriptor's order. */
    public static List<Problem> check(ReadResult descriptor, Findings findings) {
        return findings.check(all(), DescriptorContext.of(descriptor));
    }
}
