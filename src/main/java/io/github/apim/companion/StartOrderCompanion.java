package io.github.apim.companion;

import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.Endpoint;
import io.github.apim.deployment.LoadBalancer;
import io.github.apim.deployment.Node;
import io.github.apim.edit.ShellQuotes;
import io.github.apim.family.am1.AnalyticsScript;
import io.github.apim.product.PortPurpose;
import io.github.apim.product.Product;
import io.github.apim.product.Service;
import io.github.apim.topology.PortTable.Entry;
import io.github.apim.topology.SharedSchema;
import io.github.apim.topology.StartOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        databases(context.deployment()).ifPresent(servers::add);
        context.deployment()
                .sharedDirectory()
                .ifPresent(
                        shared -> servers.add(
                                "The shared directory\n\n`" + shared.directory()
                                        + "`, mounted on the machines of all gateways, and writable for the user that they run as. The"
                                        + " gateway manager fills it at its first start; a worker that finds it empty does not start.\n"));
        context.deployment()
                .svn()
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

    private static Optional<String> databases(Deployment deployment) {
        List<String> urls = SharedSchema.used(deployment).stream()
                .map(schema -> schema.in(deployment.databases()).url())
                .distinct()
                .toList();
        return urls.isEmpty()
                ? Optional.empty()
                : Optional.of("The database server" + (urls.size() > 1 ? "s" : "") + "\n\n" + String.join(" and ", urls)
                        + ", with all schemas, tables and grants.\n");
    }

    private static String user(CompanionContext context) {
        return context.deployment()
                .svn()
                .orElseThrow()
                .credentials()
                .map(Credentials::username)
                .map(ShellQuotes::literal)
                .orElseThrow();
    }

    private static List<String> lastly(CompanionContext context) {
        List<String> lastly = new ArrayList<>();
        List<Node> origins = context.deployment().rsync().isPresent() ? RsyncCompanion.origins(context) : List.of();
        origins.forEach(
                origin -> lastly.add(
                        "The copies of APIs, once\n\nOn "
                                + context.topology().machine(origin) + ", as `" + RsyncCompanion.folder(context, origin)
                                + "apim-sync.service` says it; without it no API gets to the other gateways.\n\n```sh\nsystemctl enable --now apim-sync.timer\n```\n"));
        if (context.deployment().copiesOfPolicies().isPresent()
                && !context.topology().wiring().otherTrafficManagers().isEmpty()) {
            context.topology().wiring().serving(Service.THROTTLING_POLICIES).stream()
                    .forEach(first -> lastly.add("The copies of policies, once\n\nOn "
                            + context.topology().machine(first)
                            + ", as `rsync/apim-sync-policies.service` says it; without it limits differ once this"
                            + " node is lost.\n\n```sh\nsystemctl enable --now apim-sync-policies.timer\n```\n"));
        }
        if (AnalyticsScript.isNeeded(context.topology())) {
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
