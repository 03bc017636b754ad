package io.github.apim.family.am2;

import io.github.apim.edit.XmlFile;
import io.github.apim.family.carbon.CarbonFiles;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.Overlay;
import java.io.IOException;
import java.util.List;

/** Web sockets are the gateways' business alone (am-2 §6, §10). */
final class WebSocketOverlay implements Overlay {

    private static final List<String> SENDERS =
            List.of("/axisconfig/transportSender[@name='ws']", "/axisconfig/transportSender[@name='wss']");

    @Override
    public String name() {
        return "web-sockets";
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) throws IOException {
        switch (context.node().role()) {
            case KEY_MANAGER, PUBLISHER, STORE -> files.xml(CarbonFiles.AXIS2, WebSocketOverlay::withoutSenders);
            case GATEWAY_MANAGER,
                    GATEWAY_WORKER,
                    TRAFFIC_MANAGER,
                    ALL_IN_ONE,
                    IDENTITY_SERVER,
                    IDENTITY_SERVER_KEY_MANAGER,
                    BAM,
                    MESSAGE_BROKER -> {}
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
