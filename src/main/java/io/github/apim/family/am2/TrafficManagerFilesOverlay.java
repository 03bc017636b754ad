package io.github.apim.family.am2;

import io.github.apim.family.carbon.CarbonFiles;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.Overlay;
import io.github.apim.product.Role;
import java.io.IOException;

/** A traffic manager starts with files of its own, which the pack has beside those of the others (am-2 §3). */
final class TrafficManagerFilesOverlay implements Overlay {

    static final String AXIS2 = "repository/conf/axis2/axis2_TM.xml";
    private static final String REGISTRY = "repository/conf/registry_TM.xml";

    @Override
    public String name() {
        return "traffic-manager-files";
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) throws IOException {
        if (context.node().role() == Role.TRAFFIC_MANAGER) {
            files.base(CarbonFiles.AXIS2, AXIS2);
            files.base(CarbonFiles.REGISTRY, REGISTRY);
        }
    }
}
