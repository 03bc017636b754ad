package io.github.apim.family;

import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.FileAsIs;
import io.github.apim.deployment.FileEdit;
import io.github.apim.deployment.Location;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.Problem;
import io.github.apim.deployment.Problem.Severity;
import io.github.apim.edit.EditException;
import io.github.apim.family.activemq5.BrokerLauncherOverlay;
import io.github.apim.family.activemq5.BrokerPortsOverlay;
import io.github.apim.family.am1.AnalyticsScriptOverlay;
import io.github.apim.family.am1.GatewayEnvironmentOverlay;
import io.github.apim.family.am1.JaggeryApplicationsOverlay;
import io.github.apim.family.am1.JmsTransportOverlay;
import io.github.apim.family.am1.KeyValidationOverlay;
import io.github.apim.family.am1.PortalOverlay;
import io.github.apim.family.am1.PortalProxyOverlay;
import io.github.apim.family.am1.SignatureCheckOverlay;
import io.github.apim.family.am1.SingleSignOnOverlay;
import io.github.apim.family.bam2.BamAdministratorOverlay;
import io.github.apim.family.bam2.ToolboxOverlay;
import io.github.apim.family.carbon.AdditionsOverlay;
import io.github.apim.family.carbon.ClusteringOverlay;
import io.github.apim.family.carbon.DatabaseDriverOverlay;
import io.github.apim.family.carbon.DatasourcesOverlay;
import io.github.apim.family.carbon.DeploymentSynchronizerOverlay;
import io.github.apim.family.carbon.JdbcUserStoreOverlay;
import io.github.apim.family.carbon.LauncherOverlay;
import io.github.apim.family.carbon.RegistryMountsOverlay;
import io.github.apim.family.carbon.ReverseProxyOverlay;
import io.github.apim.family.carbon.ServerIdentityOverlay;
import io.github.apim.family.carbon.TransportOverlay;
import io.github.apim.family.carbon.UserStoreOverlay;
import io.github.apim.family.is5.IdentityProviderOverlay;
import io.github.apim.family.is5.IdentityServerKeyManagerOverlay;
import io.github.apim.overlay.NodeChanges;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.Overlay;
import io.github.apim.overlay.OverlayException;
import io.github.apim.overlay.SharedFiles;
import io.github.apim.overlay.UserEditsOverlay;
import io.github.apim.overlay.UserFilesOverlay;
import io.github.apim.product.Product;
import io.github.apim.product.Role;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All overlays in the order in which they are laid: the user's files come first, as if the pack had them, the user's
 * single edits last, but for what is made of values that these may have changed and only fills what is empty.
 */
public final class Overlays {

    private static final List<Overlay> CARBON = List.of(
            new UserFilesOverlay(),
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
            new PortalProxyOverlay(),
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
            new UserEditsOverlay(),
            new SignatureCheckOverlay());

    /** A message broker is no Carbon server, so nothing of the above fits. */
    private static final List<Overlay> BROKER = List.of(
            new UserFilesOverlay(), new BrokerPortsOverlay(), new BrokerLauncherOverlay(), new UserEditsOverlay());

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

    /** Lays all overlays of the node's role over its pack; what one cannot do does not keep the others from theirs. */
    public static NodeChanges apply(NodeContext context) throws IOException {
        Node node = context.node();
        NodeFiles files = new NodeFiles(context.pack(), shared(context.deployment(), node));
        List<Problem> problems = new ArrayList<>();
        for (Overlay overlay : node.role() == Role.MESSAGE_BROKER ? BROKER : CARBON) {
            files.begin(overlay);
            try {
                overlay.apply(context, files);
            } catch (EditException failure) {
                problems.add(problem(context, overlay, files, failure));
            } catch (OverlayException failure) {
                problems.add(problem(context, overlay, failure));
            }
            files.takeFailures().forEach(failure -> problems.add(problem(context, overlay, failure)));
            files.shared().takeFailures().forEach(failure -> problems.add(problem(context, overlay, files, failure)));
        }
        return problems.isEmpty()
                ? new NodeChanges(
                        files.changes(),
                        files.sources(),
                        files.secrets(),
                        files.shared().ownFiles(),
                        files.shared().disagreements(context.pack()),
                        List.of())
                : NodeChanges.failed(problems);
    }

    private static SharedFiles shared(Deployment deployment, Node node) {
        return new SharedFiles(
                deployment.asIs().stream()
                        .filter(file -> file.concerns(node))
                        .map(FileAsIs::file)
                        .collect(Collectors.toSet()),
                deployment.edits().stream()
                        .filter(edit -> edit.concerns(node))
                        .map(FileEdit::file)
                        .collect(Collectors.toSet()));
    }

    private static Problem problem(NodeContext context, Overlay overlay, NodeFiles files, EditException failure) {
        Optional<Location> own = files.shared().ownLine(failure);
        if (own.isEmpty()) {
            return problem(context, overlay, new OverlayException(failure.getMessage(), failure));
        }
        // A file that cannot be read at all is told of once, whoever wants to set something in it.
        String why = failure.place().isEmpty() ? "" : "; " + overlay.name() + " sets a value there";
        return new Problem(
                Severity.ERROR,
                own.get(),
                "nodes." + context.node().name(),
                failure.detail() + why
                        + "; start from the file of the pack, or list yours under as-is, and nothing is set in it");
    }

    private static Problem problem(NodeContext context, Overlay overlay, OverlayException failure) {
        return failure.problem(context.node(), overlay.name(), " [" + context.pack() + "]");
    }
}
