package io.github.apim.rules;

import io.github.apim.deployment.Clustering;
import io.github.apim.deployment.IpAddress;
import io.github.apim.deployment.Node;
import io.github.apim.topology.PortTable.Entry;
import io.github.apim.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What nodes of one machine, and members of one cluster, need of their addresses and ports. */
final class MachineRules {

    private static final int LAST_PORT = 65_535;
    private static final int LISTED = 4;

    private MachineRules() {}

    static List<Rule<DescriptorContext>> all() {
        return List.of(
                Rule.error("M8", MachineRules::clusterMembersHaveReachableAddresses),
                Rule.error("M38", MachineRules::portsAreDistinctOnAMachine),
                Rule.error("M38", MachineRules::portsExist));
    }

    /** Members reach each other under what they go by, which only some schemes let be a name (matrix §3.1). */
    private static void clusterMembersHaveReachableAddresses(DescriptorContext context, Reporter reporter) {
        Topology topology = context.topology();
        Clustering.Scheme scheme = context.deployment().clustering().scheme();
        for (Node node : context.deployment().nodes()) {
            List<Node> others = topology.cluster(node).stream()
                    .filter(member -> member != node)
                    .toList();
            String host = topology.memberHost(node);
            boolean local = IpAddress.isLoopback(host) || host.equalsIgnoreCase("localhost");
            if (others.isEmpty()) {
                continue;
            }
            if (scheme.needsIpAddresses() && !IpAddress.isLiteral(host)) {
                context.report(
                        reporter,
                        node,
                        "address",
                        "this node clusters with " + names(others) + ", which learn from Amazon the private IP address"
                                + " of its instance, and Hazelcast compares addresses as text; add address: <private IP"
                                + " address>");
            } else if (local
                    && others.stream()
                            .anyMatch(other -> !topology.machine(other).equals(topology.machine(node)))) {
                context.report(
                        reporter,
                        node,
                        "address",
                        host + " cannot be reached from other machines, but " + names(others)
                                + " must; give the machine's own address");
            }
        }
    }

    /** One problem for each pair of nodes, however many of their ports clash. */
    private static void portsAreDistinctOnAMachine(DescriptorContext context, Reporter reporter) {
        Map<String, Entry> taken = new LinkedHashMap<>();
        Map<List<String>, List<Clash>> clashes = new LinkedHashMap<>();
        for (Entry entry : context.ports().entries()) {
            Entry first = taken.putIfAbsent(entry.machine() + ":" + entry.effective(), entry);
            if (first != null && !first.sharesWith(entry)) {
                Clash clash = new Clash(first, entry);
                clashes.computeIfAbsent(clash.owners(), owners -> new ArrayList<>())
                        .add(clash);
            }
        }
        clashes.values().forEach(pair -> report(context, reporter, pair));
    }

    private static void report(DescriptorContext context, Reporter reporter, List<Clash> clashes) {
        Entry first = clashes.get(0).first();
        Entry second = clashes.get(0).second();
        String ports = clashes.stream().limit(LISTED).map(Clash::described).collect(Collectors.joining(", "))
                + (clashes.size() > LISTED ? " and " + (clashes.size() - LISTED) + " more" : "");
        String symptom = "; the server that starts second would log \"Address already in use\"; ";
        if (second.node().isEmpty() || first.node().isEmpty()) {
            context.report(
                    reporter,
                    "load-balancer.virtual-hosts",
                    first.owner() + " and " + second.owner() + " would bind the same ports of machine "
                            + second.machine() + ": " + ports + symptom + "give one of them another port");
            return;
        }
        Node node = second.node().get();
        Node other = first.node().get();
        String offsets = node.offset() == other.offset() ? " with the same offset " + node.offset() : "";
        // What no offset moves counts up on a machine, so one of the two can always be moved.
        context.report(
                reporter,
                node,
                "offset",
                "node " + Names.withLine(other) + " is on the same machine" + offsets + ", so both would bind " + ports
                        + symptom + "give one of them another offset");
    }

    private static void portsExist(DescriptorContext context, Reporter reporter) {
        for (Node node : context.deployment().nodes()) {
            context.ports().of(node).stream()
                    .filter(entry -> entry.effective() > LAST_PORT)
                    .findFirst()
                    .ifPresent(entry -> context.report(
                            reporter,
                            node,
                            "offset",
                            "with the offset " + node.offset() + " the port for "
                                    + entry.purpose().title() + " would be " + entry.effective()
                                    + ", and there is none above " + LAST_PORT
                                    + "; the server would stop with \"port out of range\"; choose a smaller offset"));
        }
    }

    private static String names(List<Node> nodes) {
        return nodes.stream().map(Node::name).collect(Collectors.joining(", "));
    }

    /** One port that two owners want. */
    private record Clash(Entry first, Entry second) {

        List<String> owners() {
            return List.of(first.owner(), second.owner());
        }

        String described() {
            String purposes = first.purpose() == second.purpose()
                    ? first.purpose().title()
                    : first.purpose().title() + " of " + first.owner() + ", "
                            + second.purpose().title() + " of " + second.owner();
            return second.effective() + " (" + purposes + ")";
        }
    }
}
