package io.github.apim.rules;

import io.github.apim.deployment.IpAddress;
import io.github.apim.deployment.Node;
import io.github.apim.topology.HostNames;
import java.util.List;

/** What a hosts file cannot put right: names that would have to lead to two machines at once. */
final class HostNameRules {

    private HostNameRules() {}

    static List<Rule<DescriptorContext>> all() {
        return List.of(
                Rule.warning("M44", HostNameRules::namesLeadToOneMachine),
                Rule.warning("M44", HostNameRules::otherMachinesCanUseTheName));
    }

    private static void namesLeadToOneMachine(DescriptorContext context, Reporter reporter) {
        for (HostNames.Clash clash : new HostNames(context.topology()).clashes()) {
            context.report(
                    reporter,
                    clash.node(),
                    "host",
                    clash.name() + " leads to " + clash.other() + " as " + clash.reason() + ", but this node is on "
                            + context.topology().machine(clash.node())
                            + "; the other nodes would call the wrong machine; give each machine a name of its own");
        }
    }

    private static void otherMachinesCanUseTheName(DescriptorContext context, Reporter reporter) {
        List<Node> nodes = context.deployment().nodes();
        for (Node node : nodes) {
            String machine = context.topology().machine(node);
            if (IpAddress.isLoopback(node.host())
                    && !machine.equals(node.host())
                    && nodes.stream()
                            .anyMatch(
                                    other -> !context.topology().machine(other).equals(machine))) {
                context.report(
                        reporter,
                        node,
                        "host",
                        node.host() + " is another machine to every machine that uses it, and there are several; nodes"
                                + " that look for this one would call themselves; give the machine's name or address");
            }
        }
    }
}
