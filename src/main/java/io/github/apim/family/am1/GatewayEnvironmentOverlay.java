package io.github.apim.family.am1;

import io.github.apim.deployment.Endpoint;
import io.github.apim.deployment.GatewayEnvironment;
import io.github.apim.edit.Placement;
import io.github.apim.edit.XmlElement;
import io.github.apim.edit.XmlFile;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.Overlay;
import io.github.apim.overlay.OverlayException;
import io.github.apim.product.Place;
import io.github.apim.topology.Environment;
import io.github.apim.topology.Topology;
import io.github.apim.topology.Wiring;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Where the gateways are: the public address of their APIs on every node, and for the other roles also where APIs are
 * published to and tokens are revoked (matrix §5, M23 to M25). An all-in-one node without gateways is its own.
 */
public final class GatewayEnvironmentOverlay implements Overlay {

    private static final String WEB_SOCKET = "GatewayWSEndpoint";

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
                isItsOwnGateway(context) ? Optional.empty() : Optional.of(xml -> addresses(xml, context));
            case GATEWAY,
                    CONTROL_PLANE,
                    TRAFFIC_MANAGER,
                    IDENTITY_SERVER,
                    IDENTITY_SERVER_KEY_MANAGER,
                    BAM,
                    MESSAGE_BROKER -> Optional.empty();
        };
    }

    /** Whether the shipped addresses, which are the node's own, are right: nobody else serves its APIs or stands before it. */
    private static boolean isItsOwnGateway(NodeContext context) {
        Wiring wiring = context.topology().wiring();
        Environment environment = environment(context);
        return environment.nodes().equals(List.of(context.node()))
                && wiring.traffic(environment).isEmpty();
    }

    /** The node's own environment, or the first where it has none. */
    private static Environment environment(NodeContext context) {
        Wiring wiring = context.topology().wiring();
        return wiring.environment(context.node())
                .or(() -> wiring.environments().stream().findFirst())
                .orElseThrow(() -> new OverlayException("no node of the deployment serves APIs; add one of role"
                        + " gateway-manager, gateway-worker or all-in-one"));
    }

    private static XmlFile addresses(XmlFile xml, NodeContext context) {
        Topology topology = context.topology();
        Environment first = environment(context);
        XmlFile result = published(xml, first, context);
        for (Environment other : topology.wiring().environments()) {
            result = other.equals(first) ? result : listed(result, other, context);
        }
        Environment revoking = topology.wiring().environments().get(0);
        return result.setText(
                context.place(Place.REVOKE_URL).path(),
                "https://" + topology.gatewayHttps(revoking, context.node()) + topology.apiPath(revoking) + "/revoke");
    }

    private static XmlFile published(XmlFile xml, Environment environment, NodeContext context) {
        String services = Topology.servicesUrl(context.topology().administration(environment));
        String place = place(xml, environment, context);
        XmlFile result = publicAddress(xml, environment, context).setText(place + "/ServerURL", services);
        Optional<String> webSocket = shownWebSocket(environment, context);
        return webSocket.isPresent() ? result.setText(place + "/" + WEB_SOCKET, webSocket.get()) : result;
    }

    /** The shipped environment is the first one, under its name; a file of the user's may have it under that already. */
    private static String place(XmlFile xml, Environment environment, NodeContext context) {
        return environment
                .declared()
                .map(declared -> named(declared.name(), context))
                .filter(xml::has)
                .orElse(context.place(Place.GATEWAY_ENVIRONMENT).path());
    }

    private static String named(String name, NodeContext context) {
        return context.place(Place.GATEWAY_ENVIRONMENT).path() + "[Name='" + name + "']";
    }

    private static XmlFile publicAddress(XmlFile xml, NodeContext context) {
        return publicAddress(xml, environment(context), context);
    }

    private static XmlFile publicAddress(XmlFile xml, Environment environment, NodeContext context) {
        String place = place(xml, environment, context);
        XmlFile result = xml.setText(place + "/GatewayEndpoint", endpoint(environment, context));
        if (environment.declared().isPresent()) {
            GatewayEnvironment declared = environment.declared().get();
            result =
                    result.setAttribute(place, "type", declared.type().key()).setText(place + "/Name", declared.name());
        }
        return result;
    }

    /** Plain HTTP first, one comma, no blank: the store splits the text and picks by scheme (matrix M24). */
    private static String endpoint(Environment environment, NodeContext context) {
        Topology topology = context.topology();
        Optional<Endpoint> http = topology.gatewayHttp(environment, context.node());
        String path = topology.apiPath(environment);
        String https = "https://" + topology.gatewayHttps(environment, context.node()) + path;
        return http.map(plain -> "http://" + plain + path + "," + https).orElse(https);
    }

    /** The address for web sockets, in a version whose portals show one. */
    private static Optional<String> shownWebSocket(Environment environment, NodeContext context) {
        return context.facts()
                .places()
                .find(Place.WEB_SOCKET_ADDRESS)
                .flatMap(place -> context.topology().webSocket(environment, context.node()));
    }

    /** An environment besides the shipped one; who signs in there is the administrator that all nodes have in common. */
    public static XmlFile listed(XmlFile xml, Environment environment, NodeContext context) {
        GatewayEnvironment declared = environment.declared().orElseThrow();
        XmlElement element = XmlElement.of("Environment")
                .attribute("type", declared.type().key())
                .attribute("api-console", "true")
                .child("Name", declared.name())
                .child("Description", "Gateways of " + declared.name())
                .child("ServerURL", Topology.servicesUrl(context.topology().administration(environment)))
                .child("Username", "${admin.username}")
                .child("Password", "${admin.password}")
                .child("GatewayEndpoint", endpoint(environment, context));
        Optional<String> webSocket = shownWebSocket(environment, context);
        return xml.put(
                named(declared.name(), context),
                webSocket.isPresent() ? element.child(WEB_SOCKET, webSocket.get()) : element,
                Placement.after("Environment"));
    }
}
