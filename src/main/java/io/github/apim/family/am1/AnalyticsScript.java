package io.github.apim.family.am1;

import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.Statistics;
import io.github.apim.edit.BundledFile;
import io.github.apim.edit.ShellFile;
import io.github.apim.product.Place;
import io.github.apim.product.PortPurpose;
import io.github.apim.product.Product;
import io.github.apim.product.Role;
import io.github.apim.product.Service;
import io.github.apim.topology.AnalyticsAddresses;
import io.github.apim.topology.Topology;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The script that tells API Manager where BAM is. A version without a switch for analytics in a file, such as 1.9.0, reads
 * that from the registry alone (matrix R9), so it can only be said to a running node; all nodes share the registry (matrix
 * §8 S3).
 */
public final class AnalyticsScript {

    /** Its name, wherever it lies. */
    public static final String NAME = "configure-analytics.sh";

    /** Who may write to the registry, in the order in which they are started. */
    private static final List<Role> WRITERS =
            List.of(Role.KEY_MANAGER, Role.GATEWAY_MANAGER, Role.PUBLISHER, Role.STORE, Role.ALL_IN_ONE);

    private AnalyticsScript() {}

    /** The script for a node's own home, which talks to that node; empty where the node has nothing to tell. */
    static Optional<byte[]> of(Topology topology, Node node) throws IOException {
        if (!isNeeded(topology) || !WRITERS.contains(node.role())) {
            return Optional.empty();
        }
        return Optional.of(render(
                node.name(),
                "https://localhost:"
                        + topology.port(node, PortPurpose.SERVLET_HTTPS).orElseThrow() + "/services/",
                receivers(topology),
                topology.deployment().nodes()));
    }

    /**
     * The script for the whole deployment, which talks to the first role that may write to the registry, from wherever it
     * is run; empty where no statistics are collected.
     */
    public static Optional<byte[]> of(Topology topology) throws IOException {
        Deployment deployment = topology.deployment();
        Optional<Role> writer =
                WRITERS.stream().filter(role -> !topology.nodes(role).isEmpty()).findFirst();
        if (!isNeeded(topology) || writer.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(render(
                writer.get().key(),
                Topology.servicesUrl(topology.management(writer.get())),
                receivers(topology),
                deployment.nodes()));
    }

    /** Whether there are statistics that only a running node can be told of. */
    public static boolean isNeeded(Topology topology) {
        boolean hasSwitch = topology.suite()
                .facts(Product.API_MANAGER)
                .places()
                .find(Place.ANALYTICS_SWITCH)
                .isPresent();
        boolean inBam = topology.deployment()
                .statistics()
                .filter(statistics -> statistics.analytics().isEmpty())
                .isPresent();
        return inBam && !hasSwitch;
    }

    /**
     * Events go to the nodes themselves: thrift does not go through a load balancer (matrix §14). Those within braces take
     * turns, each pair of braces gets all (matrix §8). The server outside the deployment is one.
     */
    static String receivers(Topology topology) {
        Statistics statistics = topology.deployment().statistics().orElseThrow();
        Optional<AnalyticsAddresses> outside = topology.wiring().analytics();
        if (outside.isPresent()) {
            return "{tcp://" + outside.get().receiver() + "}";
        }
        List<String> receivers = topology.wiring().serving(Service.EVENTS).stream()
                .map(bam -> "tcp://" + topology.endpoint(bam, PortPurpose.EVENTS))
                .toList();
        return switch (statistics.events()) {
            case EACH -> "{" + String.join("},{", receivers) + "}";
            case BALANCED -> "{" + String.join(",", receivers) + "}";
        };
    }

    /**
     * The script.
     *
     * @param services where the admin services are that it talks to
     * @param nodes    all of the deployment; those of API Manager are to be restarted
     */
    static byte[] render(String name, String services, String receivers, List<Node> nodes) throws IOException {
        byte[] template = BundledFile.bytes(AnalyticsScript.class, NAME);
        List<String> restarted = nodes.stream()
                .filter(other -> other.role().product() == Product.API_MANAGER)
                .map(Node::name)
                .toList();
        return ShellFile.parse(NAME, template)
                .set("NODE", name)
                .set("SERVICES", services)
                .set("RECEIVERS", receivers)
                .set("RESTART", String.join(" ", restarted))
                .bytes();
    }
}
