package io.github.apim.family.carbon;

import static io.github.apim.family.carbon.ConfigurationFiles.AXIS2;

import io.github.apim.deployment.Clustering;
import io.github.apim.deployment.Endpoint;
import io.github.apim.deployment.IpAddress;
import io.github.apim.deployment.Node;
import io.github.apim.product.ClusterFact;
import io.github.apim.rules.Names;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.PlannedNode;
import io.github.apim.rules.Reporter;
import io.github.apim.rules.Rule;
import io.github.apim.topology.Topology;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Members of a Hazelcast cluster find each other (matrix §3.1, R10). */
public final class ClusterRules {

    static final String CLUSTERING = "/axisconfig/clustering";
    private static final String DOMAIN = CLUSTERING + "/parameter[@name='domain']";
    private static final String SCHEME = CLUSTERING + "/parameter[@name='membershipScheme']";
    private static final String HOST = CLUSTERING + "/parameter[@name='localMemberHost']";
    private static final String PORT = CLUSTERING + "/parameter[@name='localMemberPort']";
    private static final String MEMBERS = CLUSTERING + "/members/member";

    private ClusterRules() {}

    public static List<Rule<PlanContext>> all() {
        return List.of(
                Rule.error("M7", ClusterRules::membersAreNodes),
                Rule.error("M7", ClusterRules::memberPortsAreDistinct),
                Rule.error("M8", ClusterRules::memberHosts),
                Rule.error("M8", ClusterRules::membersAreListedAsTheyCallThemselves),
                Rule.error("M9", ClusterRules::domains),
                Rule.warning("M45", ClusterRules::enoughMembers),
                Rule.warning("M46", ClusterRules::noElasticLoadBalancer));
    }

    /** Whether this node's clustering is on. */
    static boolean clusters(PlannedNode planned) {
        return planned.value(AXIS2, CLUSTERING + "/@enable")
                .filter("true"::equals)
                .isPresent();
    }

    private static List<PlannedNode> clustered(PlanContext context) {
        return context.nodes().stream().filter(ClusterRules::clusters).toList();
    }

    /** Those whose members list each other; no other scheme reads the list. */
    private static List<PlannedNode> listing(PlanContext context) {
        return clustered(context).stream()
                .filter(planned -> planned.value(AXIS2, SCHEME)
                        .filter(Clustering.Scheme.WKA.key()::equals)
                        .isPresent())
                .toList();
    }

    private static void membersAreNodes(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : listing(context)) {
            Set<String> known = new HashSet<>();
            for (Node member : context.topology().cluster(planned.node())) {
                known.add(listening(context, member));
            }
            for (Endpoint member : members(planned)) {
                // loopback addresses and other spellings are the other rule's
                if (!known.contains(member.toString())
                        && !IpAddress.isLoopback(member.host())
                        && meant(context, planned, member).isEmpty()) {
                    context.report(
                            reporter,
                            planned,
                            AXIS2,
                            MEMBERS,
                            member + " is listed, but no node of this cluster listens there: they are at "
                                    + String.join(", ", known.stream().sorted().toList())
                                    + ". The members would not see each other; the offset does not move this port");
                }
            }
        }
    }

    /** The member of the cluster that an entry means by another name or address than the node gives as its own. */
    private static Optional<Node> meant(PlanContext context, PlannedNode planned, Endpoint entry) {
        return context.topology().cluster(planned.node()).stream()
                .filter(node -> node.host().equalsIgnoreCase(entry.host())
                        || node.address().filter(entry.host()::equals).isPresent())
                .filter(node -> listening(context, node).endsWith(":" + entry.port()))
                .filter(node -> !listening(context, node).equals(entry.toString()))
                .findFirst();
    }

    /** Where a node's Hazelcast listens, by its planned files if it is planned. */
    private static String listening(PlanContext context, Node node) {
        Topology topology = context.topology();
        Optional<PlannedNode> planned = context.planned(node).filter(ClusterRules::clusters);
        String host = planned.flatMap(member -> member.value(AXIS2, HOST)).orElseGet(() -> topology.memberHost(node));
        String port = planned.flatMap(member -> member.value(AXIS2, PORT))
                .orElseGet(() -> Integer.toString(topology.memberPort(node)));
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    private static List<Endpoint> members(PlannedNode planned) {
        List<String> hosts = planned.values(AXIS2, MEMBERS + "/hostName");
        List<String> ports = planned.values(AXIS2, MEMBERS + "/port");
        List<Endpoint> members = new ArrayList<>();
        for (int i = 0; i < Math.min(hosts.size(), ports.size()); i++) {
            members.add(new Endpoint(hosts.get(i), number(ports.get(i))));
        }
        return members;
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
    }

    private static void memberPortsAreDistinct(PlanContext context, Reporter reporter) {
        Map<String, Node> taken = new HashMap<>();
        for (PlannedNode planned : clustered(context)) {
            String port = planned.value(AXIS2, PORT).orElse("4000");
            Node other = taken.putIfAbsent(context.topology().machine(planned.node()) + ":" + port, planned.node());
            if (other != null) {
                context.report(
                        reporter,
                        planned,
                        AXIS2,
                        PORT,
                        port + " is also the port of node " + Names.withLine(other) + " on the same machine; the second"
                                + " to start would take the next free port, where nobody looks for it; set another"
                                + " one here and in the members of the others");
            }
        }
    }

    private static void memberHosts(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : clustered(context)) {
            String host = planned.value(AXIS2, HOST).orElse("");
            boolean numbers = planned.value(AXIS2, SCHEME)
                    .filter(Clustering.Scheme.AWS.key()::equals)
                    .isPresent();
            if (host.isEmpty()) {
                context.report(
                        reporter,
                        planned,
                        AXIS2,
                        HOST,
                        "is not there, so the node would go by the first address that its machine has, whichever that"
                                + " is; give the very text by which the others list it");
            } else if (numbers && !IpAddress.isLiteral(host)) {
                context.report(
                        reporter,
                        planned,
                        AXIS2,
                        HOST,
                        host + " is no IP address, but the others learn addresses from Amazon, and Hazelcast compares"
                                + " them as text, so the node would stay a cluster of one; give the instance's private"
                                + " IP address");
            } else if (isSpread(context, planned) && isLocal(host)) {
                context.report(
                        reporter,
                        planned,
                        AXIS2,
                        HOST,
                        host + " cannot be reached from the machines of the other members, so the node would stay a"
                                + " cluster of one; give the machine's own address or name");
            }
        }
    }

    /** This Hazelcast compares addresses as text (matrix §3.1). */
    private static void membersAreListedAsTheyCallThemselves(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : listing(context)) {
            if (isSpread(context, planned) && members(planned).stream().anyMatch(member -> isLocal(member.host()))) {
                context.report(
                        reporter,
                        planned,
                        AXIS2,
                        MEMBERS,
                        "a loopback address is listed, as in the file as it was shipped; the node would look for the"
                                + " others on its own machine; list what they have as localMemberHost instead");
            }
            for (Endpoint member : members(planned)) {
                meant(context, planned, member)
                        .ifPresent(node -> context.report(
                                reporter,
                                planned,
                                AXIS2,
                                MEMBERS,
                                member + " is listed, but node " + Names.withLine(node) + " goes by "
                                        + listening(context, node) + "; Hazelcast compares the two as text and closes"
                                        + " the connection, so each would stay a cluster of one; list localMemberHost"
                                        + " letter for letter"));
            }
        }
    }

    /** Whether some member of the node's cluster is on another machine. */
    private static boolean isSpread(PlanContext context, PlannedNode planned) {
        Topology topology = context.topology();
        return topology.cluster(planned.node()).stream()
                .anyMatch(member -> !topology.machine(member).equals(topology.machine(planned.node())));
    }

    private static boolean isLocal(String host) {
        return IpAddress.isLoopback(host) || host.equalsIgnoreCase("localhost");
    }

    private static void domains(PlanContext context, Reporter reporter) {
        Map<String, PlannedNode> byName = new HashMap<>();
        Map<ClusterFact, PlannedNode> byDomain = new HashMap<>();
        for (PlannedNode planned : clustered(context)) {
            Optional<ClusterFact> domain = context.topology().clusterDomain(planned.node());
            if (domain.isEmpty()) {
                continue;
            }
            String name = planned.value(AXIS2, DOMAIN).orElse("");
            PlannedNode namesake = byName.putIfAbsent(name, planned);
            PlannedNode fellow = byDomain.putIfAbsent(domain.get(), planned);
            if (namesake != null
                    && !context.topology().clusterDomain(namesake.node()).equals(domain)) {
                context.report(
                        reporter,
                        planned,
                        AXIS2,
                        DOMAIN,
                        "\"" + name + "\" is also the domain of node " + Names.withLine(namesake.node()) + ", a "
                                + namesake.node().role() + "; they would get each other's messages and fail to read"
                                + " them (ClassNotFoundException); give each group of roles a domain of its own");
            } else if (fellow != null && !fellow.value(AXIS2, DOMAIN).orElse("").equals(name)) {
                context.report(
                        reporter,
                        planned,
                        AXIS2,
                        DOMAIN,
                        "\"" + name + "\" is not the domain of node " + Names.withLine(fellow.node())
                                + ", with which this node shares caches; it would serve stale APIs and sessions; give"
                                + " both the domain " + domain.get().domain());
            }
        }
    }

    private static void enoughMembers(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : listing(context)) {
            String self = listening(context, planned.node());
            long others = members(planned).stream()
                    .map(Endpoint::toString)
                    .filter(member -> !member.equals(self))
                    .distinct()
                    .count();
            int size = context.topology().cluster(planned.node()).size();
            if (others < Math.min(2, size - 1)) {
                context.report(
                        reporter,
                        planned,
                        AXIS2,
                        MEMBERS,
                        "lists " + others + " of the " + (size - 1) + " other members; if "
                                + (others == 0 ? "this node starts" : "that one is down when this node starts")
                                + ", it makes a cluster of its own; list two or more others");
            }
        }
    }

    private static void noElasticLoadBalancer(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : clustered(context)) {
            boolean mapped =
                    planned.values(AXIS2, CLUSTERING + "/parameter[@name='properties']/property/@name").stream()
                            .anyMatch(name -> name.startsWith("port.mapping"));
            String groups = CLUSTERING + "/groupManagement/@enable";
            boolean managed =
                    planned.value(AXIS2, groups).filter("true"::equals).isPresent();
            if (managed || mapped) {
                context.report(
                        reporter,
                        planned,
                        AXIS2,
                        managed ? groups : CLUSTERING + "/parameter[@name='properties']/property",
                        "is for WSO2's Elastic Load Balancer; no other balancer reads it, so it leads whoever looks for"
                                + " a fault astray; remove it");
            }
        }
    }
}
