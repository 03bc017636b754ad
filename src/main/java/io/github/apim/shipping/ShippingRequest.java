package io.github.apim.shipping;

import io.github.apim.deployment.Node;
import io.github.apim.deployment.Shipping;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be brought where.
 *
 * @param nodes         the selected ones, in the descriptor's order
 * @param tarballs      the folder that they lie in
 * @param prerequisites the folder of the machines' checks; need not be there
 * @param release       the first digits of the release to go back to; without them, the one that was replaced last
 * @param restart       whether nodes are stopped and started
 * @param dryRun        whether nothing is changed on the machines
 * @param machines      how many machines are served at a time
 * @param passwords     what nodes need besides when they are installed
 * @param patience      how long a started node may take to listen to its ports
 */
public record ShippingRequest(
        Shipping shipping,
        List<Node> nodes,
        Path tarballs,
        Path prerequisites,
        Action action,
        Optional<String> release,
        boolean restart,
        boolean dryRun,
        int machines,
        Map<Node, PasswordFile> passwords,
        Duration patience,
        NodePorts ports) {

    public ShippingRequest {
        nodes = List.copyOf(nodes);
        passwords = Map.copyOf(passwords);
    }

    /** What is done with a tarball. */
    public enum Action {
        /** It is sent. */
        SHIP,
        /** It is sent, unpacked, and made the current release. */
        INSTALL,
        /** The release before becomes the current one again; nothing is sent. */
        ROLL_BACK
    }
}
