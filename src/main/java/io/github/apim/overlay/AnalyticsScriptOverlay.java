package io.github.apim.overlay;

import io.github.apim.archive.Content;
import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.Node;
import io.github.apim.edit.ShellFile;
import io.github.apim.product.Ports;
import io.github.apim.product.Product;
import io.github.apim.product.Role;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * A script that tells API Manager where BAM is. 1.9.0 reads that from the registry and from no file (matrix R9), so it
 * can only be said to a running node; all nodes share the registry (matrix §8 S3).
 */
final class AnalyticsScriptOverlay implements Overlay {

    static final String SCRIPT = "bin/configure-analytics.sh";

    @Override
    public String name() {
        return "analytics-script";
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) throws IOException {
        Deployment deployment = context.deployment();
        if (deployment.statistics().isEmpty()
                || !mountsTheRegistryToWrite(context.node().role())) {
            return;
        }
        Node bam = context.topology().node(deployment.statistics().get().bam()).orElseThrow();
        files.put(
                SCRIPT,
                0755,
                new Content.Bytes(render(
                        context.node(),
                        "{tcp://" + context.topology().endpoint(bam, Ports.EVENT_RECEIVER) + "}",
                        deployment.nodes())));
    }

    /** The script of one node. */
    static byte[] render(Node node, String receivers, List<Node> nodes) throws IOException {
        byte[] template;
        try (InputStream in = AnalyticsScriptOverlay.class.getResourceAsStream("configure-analytics.sh")) {
            template = in.readAllBytes();
        }
        List<String> restarted = nodes.stream()
                .filter(other -> other.role().product() == Product.API_MANAGER)
                .map(Node::name)
                .toList();
        return ShellFile.parse(SCRIPT, template)
                .set("NODE", node.name())
                .set("SERVICES", "https://localhost:" + (Ports.SERVLET_HTTPS + node.offset()) + "/services/")
                .set("RECEIVERS", receivers)
                .set("RESTART", String.join(" ", restarted))
                .bytes();
    }

    private static boolean mountsTheRegistryToWrite(Role role) {
        return switch (role) {
            case GATEWAY_MANAGER, KEY_MANAGER, PUBLISHER, STORE, ALL_IN_ONE -> true;
            case GATEWAY_WORKER, IDENTITY_SERVER, IDENTITY_SERVER_KEY_MANAGER, BAM, MESSAGE_BROKER -> false;
        };
    }
}
