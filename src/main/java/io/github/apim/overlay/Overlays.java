package io.github.apim.overlay;

import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.Node;
import io.github.apim.edit.EditException;
import io.github.apim.product.Product;
import io.github.apim.product.Role;
import java.io.IOException;
import java.util.LinkedHashSet;
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
            new BamAdministratorOverlay(),
            new ToolboxOverlay(),
            new AnalyticsScriptOverlay(),
            new JmsTransportOverlay(),
            new LauncherOverlay(),
            new AdditionsOverlay(),
            new UserFilesOverlay(),
            new UserEditsOverlay(),
            new SignatureCheckOverlay());

    /** A message broker is no Carbon server, so nothing of the above fits. */
    private static final List<Overlay> BROKER = List.of(
            new BrokerPortsOverlay(), new BrokerLauncherOverlay(), new UserFilesOverlay(), new UserEditsOverlay());

    private Overlays() {}

    /**
     * The products whose packs a node is made of: its own first, then those that its overlays take files from, as far as
     * the descriptor names them.
     */
    public static Set<Product> products(Deployment deployment, Node node) {
        Set<Product> products = new LinkedHashSet<>(Set.of(node.role().product()));
        if (ToolboxOverlay.concerns(deployment, node)) {
            products.add(Product.API_MANAGER);
        }
        if (JmsTransportOverlay.concerns(deployment, node)) {
            products.add(Product.MESSAGE_BROKER);
        }
        products.retainAll(deployment.packs().keySet());
        return products;
    }

    /**
     * Lays all overlays of the node's role over its pack.
     *
     * @throws OverlayException naming the node, the overlay, and for an edit the file and the pack
     */
    public static NodeChanges apply(NodeContext context) throws IOException {
        Node node = context.node();
        NodeFiles files = new NodeFiles(context.pack());
        for (Overlay overlay : node.role() == Role.MESSAGE_BROKER ? BROKER : CARBON) {
            files.begin(overlay);
            try {
                overlay.apply(context, files);
            } catch (EditException | OverlayException problem) {
                throw new OverlayException(
                        "%s: %s: %s [%s]".formatted(node.name(), overlay.name(), problem.getMessage(), context.pack()),
                        problem);
            }
        }
        return new NodeChanges(files.changes(), files.sources(), files.secrets());
    }
}
