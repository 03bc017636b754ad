package io.github.apim.family.am2;

import io.github.apim.family.carbon.CarbonFiles;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.Overlay;
import io.github.apim.product.Role;
import java.io.IOException;

/** Only where somebody searches is there an index (am-2 §6). */
final class IndexingOverlay implements Overlay {

    @Override
    public String name() {
        return "indexing";
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) throws IOException {
        Role role = context.node().role();
        if (role.isGateway() || role == Role.TRAFFIC_MANAGER) {
            files.xml(
                    CarbonFiles.REGISTRY,
                    registry -> registry.setText("/wso2registry/indexingConfiguration/startIndexing", "false"));
        }
    }
}
