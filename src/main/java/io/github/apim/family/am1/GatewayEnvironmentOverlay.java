package io.github.apim.family.am1;

import io.github.apim.deployment.Endpoint;
import io.github.apim.deployment.Node;
import io.github.apim.edit.XmlFile;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.Overlay;
import io.github.apim.overlay.OverlayException;
import io.github.apim.product.Place;
import io.github.apim.product.Role;
import io.github.apim.topology.Topology;
import java.io.IOException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Where the gateways are: the public address of their APIs on every node, and for the other roles also where APIs are
 * published to and tokens are revoked (matrix §5, M23 to M25). An all-in-one node without gateways is its own.
 */
public final class GatewayEnvironmentOverlay implements Overlay {

    @Override
    public String name() {
        return "gateway-environment";
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) throws IOException {
        Optional<UnaryOperator<XmlFile>> edit = edit(context);
        if (edit.isPresent()) {
            files.xml(context.place(Place.GATEWAY_ENVIRONMENT).file(), edit.get());
        }
    }

    private static Optional<UnaryOperator<XmlFile>> edit(NodeContext context) {
        return switch (context.node().role()) {
            case GATEWAY_MANAGER, GATEWAY_WORKER -> Optional.of(xml -> publicAddress(xml, context));
            case KEY_MANAGER, PUBLISHER, STORE -> Optional.of(xml -> addresses(xml, context));
            case ALL_IN_ONE ->
                context.topology().hasGateways() ? Optional.of(xml -> addresses(xml, context)) : Optional.empty();
            case TRAFFIC_MANAGER, IDENTITY_SERVER, IDENTITY_SERVER_KEY_MANAGER, BAM, MESSAGE_BROKER -> Optional.empty();
        };
    }

    private static XmlFile addresses(XmlFile xml, NodeContext context) {
        Topology topology = context.topology();
        Role publishedTo = topology.publishingRole()
                .orElseThrow(() -> new OverlayException("no node of the deployment serves APIs; add one of role"
                        + " gateway-manager, gateway-worker or all-in-one"));
        return publicAddress(xml, context)
                .setText(environment(context, "ServerURL"), topology.servicesUrl(publishedTo))
                .setText(
                        context.place(Place.REVOKE_URL).path(),
                        "https://" + topology.gatewayHttps(context.node()) + "/revoke");
    }

    /** Plain HTTP first, one comma, no blank: the store splits the text and picks by scheme (matrix M24). */
    private static XmlFile publicAddress(XmlFile xml, NodeContext context) {
        Topology topology = context.topology();
        Node node = context.node();
        Optional<Endpoint> http = topology.gatewayHttp(node);
        String https = "https://" + topology.gatewayHttps(node);
        return xml.setText(
                environment(context, "GatewayEndpoint"),
                http.map(endpoint -> "http://" + endpoint + "," + https).orElse(https));
    }

    private static String environment(NodeContext context, String element) {
        return context.place(Place.GATEWAY_ENVIRONMENT).below(element).path();
    }
}
