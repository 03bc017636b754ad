package io.github.apim.family.carbon;

import io.github.apim.deployment.Node;
import io.github.apim.edit.Placement;
import io.github.apim.edit.XmlFile;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.Overlay;
import io.github.apim.product.Product;
import io.github.apim.product.Role;
import java.io.IOException;

/** Who the server says it is: host names and port offset in carbon.xml (matrix §2). */
public final class ServerIdentityOverlay implements Overlay {

    @Override
    public String name() {
        return "server-identity";
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) throws IOException {
        Node node = context.node();
        files.xml(CarbonFiles.CARBON, shipped -> {
            XmlFile carbon =
                    shipped.put("/Server/HostName", context.topology().hostName(node), Placement.after("ServerKey"));
            // Only the manager's console is reached under a name of its own (matrix §2, default).
            if (node.role() == Role.GATEWAY_MANAGER) {
                carbon = carbon.put("/Server/MgtHostName", managementName(context), Placement.after("HostName"));
            }
            // An identity server's file has both names live, and both say localhost (matrix §10).
            if (node.role().product() == Product.IDENTITY_SERVER) {
                carbon = carbon.put(
                        "/Server/MgtHostName", context.topology().hostName(node), Placement.after("HostName"));
            }
            return carbon.setText("/Server/Ports/Offset", Integer.toString(node.offset()));
        });
    }

    private static String managementName(NodeContext context) {
        return context.topology()
                .wiring()
                .console(context.node())
                .map(front -> front.host().name())
                .orElse(context.node().host());
    }
}
