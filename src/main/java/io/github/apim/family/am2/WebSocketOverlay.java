package io.github.apim.family.am2;

import io.github.apim.deployment.Endpoint;
import io.github.apim.deployment.LoadBalancer.VirtualHost;
import io.github.apim.deployment.Node;
import io.github.apim.edit.XmlFile;
import io.github.apim.family.carbon.CarbonFiles;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.Overlay;
import io.github.apim.product.FilePlace;
import io.github.apim.product.Place;
import io.github.apim.product.PortPurpose;
import io.github.apim.product.Role;
import io.github.apim.product.Service;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Web sockets are the gateways' business alone; the store shows where they are (am-2 §6, §10). */
final class WebSocketOverlay implements Overlay {

    private static final List<String> SENDERS =
            List.of("/axisconfig/transportSender[@name='ws']", "/axisconfig/transportSender[@name='wss']");

    /** A traffic manager has none in the file that it starts with. */
    private static final Set<Role> WITHOUT_SENDERS = Set.of(Role.KEY_MANAGER, Role.PUBLISHER, Role.STORE);

    private static final Set<Role> SHOWING = Set.of(Role.PUBLISHER, Role.STORE);

    @Override
    public String name() {
        return "web-sockets";
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) throws IOException {
        Role role = context.node().role();
        if (WITHOUT_SENDERS.contains(role)) {
            files.xml(CarbonFiles.AXIS2, WebSocketOverlay::withoutSenders);
        }
        if (SHOWING.contains(role) || role == Role.ALL_IN_ONE && context.topology().hasGateways()) {
            show(context, files);
        }
    }

    private static XmlFile withoutSenders(XmlFile axis2) {
        XmlFile result = axis2;
        for (String sender : SENDERS) {
            result = result.has(sender) ? result.remove(sender) : result;
        }
        return result;
    }

    private static void show(NodeContext context, NodeFiles files) throws IOException {
        Optional<FilePlace> place = context.facts().places().find(Place.WEB_SOCKET_ADDRESS);
        Optional<String> address = address(context);
        if (place.isPresent() && address.isPresent()) {
            files.xml(place.get().file(), xml -> xml.setText(place.get().path(), address.get()));
        }
    }

    /** Behind a load balancer that passes none the shipped address stays. */
    private static Optional<String> address(NodeContext context) {
        Optional<VirtualHost> front = context.topology().wiring().front(Service.API_TRAFFIC);
        if (front.isPresent()) {
            return throughLoadBalancer(front.get());
        }
        List<Node> serving = context.topology().servingApis();
        return serving.stream()
                .findFirst()
                .flatMap(node -> context.topology()
                        .port(node, PortPurpose.WEB_SOCKET)
                        .map(port -> "ws://" + new Endpoint(node.host(), port)));
    }

    private static Optional<String> throughLoadBalancer(VirtualHost front) {
        if (front.webSocket().isPresent()) {
            return Optional.of(
                    "ws://" + new Endpoint(front.name(), front.webSocket().getAsInt()));
        }
        return front.secureWebSocket().isPresent()
                ? Optional.of("wss://"
                        + new Endpoint(front.name(), front.secureWebSocket().getAsInt()))
                : Optional.empty();
    }
}
