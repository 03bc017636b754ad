package io.github.apim.family.am2;

import io.github.apim.edit.XmlFile;
import io.github.apim.family.carbon.CarbonFiles;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.Overlay;
import io.github.apim.product.Role;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Web sockets are the gateways' business alone (am-2 §6, §10). */
final class WebSocketOverlay implements Overlay {

    private static final List<String> SENDERS =
            List.of("/axisconfig/transportSender[@name='ws']", "/axisconfig/transportSender[@name='wss']");

    /** A traffic manager has none in the file that it starts with. */
    private static final Set<Role> WITHOUT_SENDERS = Set.of(Role.KEY_MANAGER, Role.PUBLISHER, Role.STORE);

    @Override
    public String name() {
        return "web-sockets";
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) throws IOException {
        if (WITHOUT_SENDERS.contains(context.node().role())) {
            files.xml(CarbonFiles.AXIS2, WebSocketOverlay::withoutSenders);
        }
    }

    private static XmlFile withoutSenders(XmlFile axis2) {
        XmlFile result = axis2;
        for (String sender : SENDERS) {
            result = result.has(sender) ? result.remove(sender) : result;
        }
        return result;
    }
}
