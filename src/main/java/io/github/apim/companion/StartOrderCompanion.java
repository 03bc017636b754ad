package io.github.apim.companion;

import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.Endpoint;
import io.github.apim.deployment.LoadBalancer;
import io.github.apim.deployment.Node;
import io.github.apim.family.am1.AnalyticsScript;
import io.github.apim.product.PortPurpose;
import io.github.apim.product.Product;
import io.github.apim.topology.PortTable.Entry;
import io.github.apim.topology.StartOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * In which order to start, and what to wait for before the next: the stages of {@link StartOrder}, and around them what
 * is no node.
 */
final class StartOrderCompanion implements Companion {

    @Override
    public List<CompanionFile> files(CompanionContext context) {
        StringBuilder text = new StringBuilder("""
                # Start order

                Start the stages one after the other. Within a stage, start one node, wait until it answers, then the next.
                A first start takes minutes; a node that is asked too early logs errors and may not ask again.

                The waits run anywhere from where the nodes can be reached, and need a shell and `nc`.
                """);
        int stage = 1;
        for (String before : servers(context)) {
            text.append("\n## ").append(stage++).append(". ").append(before);
        }
        for (List<Node> nodes : StartOrder.stages(context.deployment().nodes())) {
            text.append("\n## ")
                    .append(stage++)
                    .append(". ")
                    .append(title(nodes))
                    .append('\n');
            nodes.forEach(node -> text.append(node(context, node)));
        }
        for (String after : lastly(context)) {
            text.append("\n## ").append(stage++).append(". ").append(after);
        }
        text.append("\nStop in the opposite order.\n");
        return List.of(CompanionFile.text("start-order.md", text.toString()));
    }

    /** What is no node and must be there first. */
    private static List<String> servers(CompanionContext context) {
        List<String> servers = new ArrayList<>();
        if (context.deployment().nodes().stream().anyMatch(node -> node.role().product() != Product.MESSAGE_BROKER)) {
            servers.add("The database server\n\n"
                    + context.deployment().databases().url() + ", with all schemas, tables and grants.\n");
        }
        context.deployment()
                .deploymentSynchronizer()
                .ifPresent(synchronizer -> servers.add("The SVN server\n\n"
                        + synchronizer.url() + ", with the repository that `svn/create-repository.sh` makes.\n\n```sh\n"
                        + context.topology().wiring().synchronizedFolders().stream()
                                .map(folder -> "svn ls"
                                        + (synchronizer.credentials().isPresent() ? " --username " + user(context) : "")
                                        + " " + synchronizer.url().replaceAll("/+$", "") + folder + "/-1234\n")
                                .collect(Collectors.joining())
                        + "```\n"));
        for (LoadBalancer balancer : context.deployment().loadBalancers()) {
            servers.add("The load balancer" + (balancer.name().isEmpty() ? "" : " " + balancer.name())
                    + "\n\nThe nodes look for each other under its names. It answers 502 for those that"
                    + " do not run yet.\n\n```sh\nnginx -t && nginx -s reload\n```\n");
        }
        return servers;
    }

    private static String user(CompanionContext context) {
        String name = context.deployment()
                .deploymentSynchronizer()
                .orElseThrow()
                .credentials()
                .map(Credentials::username)
                .orElseThrow();
        return "'" + name.replace("'", "'\\''") + "'";
    }

    private static List<String> lastly(CompanionContext context) {
        List<String> lastly = new ArrayList<>();
        if (context.deployment().statistics().isPresent()) {
            lastly.add("Statistics, once\n\n`" + AnalyticsScript.NAME
                    + "`, when all run; it says which nodes to restart after it.\n");
        }
        return lastly;
    }

    private static String title(List<Node> nodes) {
        return nodes.stream()
                .map(node -> node.role().key())
                .distinct()
                .reduce((a, b) -> a + ", " + b)
                .orElseThrow();
    }

    private static String node(CompanionContext context, Node node) {
        PortPurpose purpose = node.role().product() == Product.MESSAGE_BROKER
                ? PortPurpose.BROKER_OPENWIRE
                : PortPurpose.SERVLET_HTTPS;
        Entry port = context.ports().of(node).stream()
                .filter(entry -> entry.purpose() == purpose)
                .findFirst()
                .orElseThrow();
        return "\n**" + node.name() + "** on " + context.topology().machine(node)
                + ": `bin/start-node.sh`, then wait for "
                + new Endpoint(port.machine(), port.effective()) + "\n\n```sh\nuntil nc -z " + port.machine() + " "
                + port.effective() + "; do sleep 5; done\n```\n";
    }
}
