package io.github.apim.topology;

import io.github.apim.deployment.Node;

/**
 * What a machine is called wherever the deployment speaks of it, however SSH or the network reaches it.
 *
 * @param text its address, or its host name where the descriptor gives no address
 */
public record MachineName(String text) {

    /** The machine of a node. */
    public static MachineName of(Node node) {
        return new MachineName(node.address().orElse(node.host()));
    }

    /** The name that the machine's files and folders have: no system's file names may have the colons of IPv6. */
    public String fileName() {
        return text.replace(':', '_');
    }
}
