package io.github.apim.overlay;

import io.github.apim.deployment.Node;
import io.github.apim.edit.EditException;
import io.github.apim.product.Role;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * All overlays in the order in which they are laid. The user's own come last, but for what is made of the files that the
 * user may have replaced and only fills what is empty.
 */
public final class Overlays {

    private static final List<Overlay> CARBON = List.of(
            new ServerIdentityOverlay(),
            new DeploymentSynchronizerOverlay(),
            new ClusteringOverlay(),
            new TransportOverlay(),
            new ReverseProxyOverlay(),
            new DatasourcesOverlay(),
            new UserStoreOverlay(),
            new JdbcUserStoreOverlay(),
            new RegistryMountsOverlay(),
            new KeyValidationOverlay(),
            new GatewayEnvironmentOverlay(),
            new PortalOverlay(),
            new JaggeryApplicationsOverlay(),
            new IdentityServerKeyManagerOverlay(),
            new IdentityProviderOverlay(),
            new SingleSignOnOverlay(),
            new DatabaseDriverOverlay(),
            new LauncherOverlay(),
            new UserFilesOverlay(),
            new UserEditsOverlay(),
            new SignatureCheckOverlay());

    private static final Set<Role> ROLES = EnumSet.of(
            Role.GATEWAY_MANAGER,
            Role.GATEWAY_WORKER,
            Role.KEY_MANAGER,
            Role.PUBLISHER,
            Role.STORE,
            Role.ALL_IN_ONE,
            Role.IDENTITY_SERVER,
            Role.IDENTITY_SERVER_KEY_MANAGER);

    private Overlays() {}

    /** The roles whose nodes can be built, in the order of the documentation. */
    public static List<Role> roles() {
        return List.copyOf(ROLES);
    }

    /**
     * Lays all overlays of the node's role over its pack.
     *
     * @throws OverlayException naming the node, the overlay, and for an edit the file and the pack
     */
    public static List<Change> apply(NodeContext context) throws IOException {
        Node node = context.node();
        if (!ROLES.contains(node.role())) {
            throw new OverlayException(
                    node.location() + ": nodes of role " + node.role() + " cannot be built: " + node.name());
        }
        NodeFiles files = new NodeFiles(context.pack());
        for (Overlay overlay : CARBON) {
            files.begin(overlay);
            try {
                overlay.apply(context, files);
            } catch (EditException | OverlayException problem) {
                throw new OverlayException(
                        "%s: %s: %s [%s]".formatted(node.name(), overlay.name(), problem.getMessage(), context.pack()),
                        problem);
            }
        }
        return files.changes();
    }
}
