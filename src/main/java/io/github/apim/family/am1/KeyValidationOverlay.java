package io.github.apim.family.am1;

import io.github.apim.deployment.KeyValidation;
import io.github.apim.deployment.Node;
import io.github.apim.edit.Placement;
import io.github.apim.edit.XmlFile;
import io.github.apim.family.carbon.CarbonFiles;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.Overlay;
import io.github.apim.overlay.OverlayException;
import io.github.apim.product.CallPurpose;
import io.github.apim.product.Place;
import io.github.apim.product.Service;
import io.github.apim.topology.Topology;
import java.io.IOException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Who validates keys, by which protocol, and where the thrift server runs (matrix §5, {@code APIKeyValidator}). */
public final class KeyValidationOverlay implements Overlay {

    private static final String VALIDATOR = "/APIManager/APIKeyValidator";

    @Override
    public String name() {
        return "key-validation";
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) throws IOException {
        Optional<UnaryOperator<XmlFile>> edit = edit(context);
        if (edit.isPresent()) {
            files.xml(CarbonFiles.API_MANAGER, edit.get());
        }
    }

    private static Optional<UnaryOperator<XmlFile>> edit(NodeContext context) {
        return switch (context.node().role()) {
            case GATEWAY_MANAGER, GATEWAY_WORKER -> Optional.of(xml -> talkingThrift(asking(xml, context), context));
            case PUBLISHER, STORE -> Optional.of(xml -> asking(xml, context));
            case KEY_MANAGER -> Optional.of(xml -> validating(xml, context));
            case ALL_IN_ONE ->
                asksAnother(context)
                        ? Optional.of(xml -> talkingThrift(asking(xml, context), context))
                        : Optional.of(xml -> askingItself(xml, context));
            case GATEWAY,
                    CONTROL_PLANE,
                    TRAFFIC_MANAGER,
                    IDENTITY_SERVER,
                    IDENTITY_SERVER_KEY_MANAGER,
                    BAM,
                    MESSAGE_BROKER -> Optional.empty();
        };
    }

    private static XmlFile asking(XmlFile xml, NodeContext context) {
        // The thrift server would start on every profile and fight for one port with the nodes beside it (matrix R4).
        return xml.setText(context.place(Place.KEY_VALIDATOR_URL).path(), servicesUrl(context))
                .setText(VALIDATOR + "/KeyValidatorClientType", clientType(context))
                .setText(VALIDATOR + "/EnableThriftServer", "false");
    }

    /** An all-in-one node beside a key manager leaves keys to it, as gateways and portals do. */
    static boolean asksAnother(NodeContext context) {
        return context.topology().wiring().calls(context.node(), CallPurpose.KEYS);
    }

    /** Where the key manager's services are. */
    static String servicesUrl(NodeContext context) {
        keyManager(context);
        return Topology.servicesUrl(context.topology().management(Service.KEY_MANAGEMENT));
    }

    /** The first node that validates keys. */
    private static Node keyManager(NodeContext context) {
        return context.topology().wiring().serving(Service.KEY_MANAGEMENT).stream()
                .findFirst()
                .orElseThrow(() -> new OverlayException("no node of the deployment validates keys; add one of role"
                        + " key-manager, identity-server-key-manager or all-in-one"));
    }

    /**
     * Only who answers API calls asks by thrift; it cannot pass an HTTP load balancer, so the node itself is asked (matrix
     * M4, M6).
     */
    private static XmlFile talkingThrift(XmlFile xml, NodeContext context) {
        if (!isThrift(context)) {
            return xml;
        }
        Topology topology = context.topology();
        Node server = keyManager(context);
        return serverHost(clientPort(xml, topology.thriftPort(server)), server.host());
    }

    /** The key manager keeps its own address and serves thrift where it is asked for. */
    private static XmlFile validating(XmlFile xml, NodeContext context) {
        XmlFile result = xml.setText(VALIDATOR + "/KeyValidatorClientType", clientType(context))
                .setText(VALIDATOR + "/EnableThriftServer", Boolean.toString(isThrift(context)));
        return isThrift(context) ? boundToItself(serverPort(result, context), context) : result;
    }

    /**
     * An all-in-one node without a key manager asks itself over thrift, as shipped. Its port is its own on the machine all
     * the same; and where it goes by the load balancer's name, to which it cannot bind, its server gets the node's address
     * (matrix R4, M6).
     */
    private static XmlFile askingItself(XmlFile xml, NodeContext context) {
        Topology topology = context.topology();
        XmlFile result = clientPort(serverPort(xml, context), topology.thriftPort(context.node()));
        boolean isAskedByOthers = isThrift(context) && topology.hasGateways();
        boolean isBalanced = topology.ownVirtualHost(context.node()).isPresent();
        return isAskedByOthers || isBalanced ? boundToItself(result, context) : result;
    }

    private static XmlFile serverPort(XmlFile xml, NodeContext context) {
        int port = context.topology().thriftPort(context.node());
        return xml.put(VALIDATOR + "/ThriftServerPort", Integer.toString(port), Placement.after("EnableThriftServer"));
    }

    /** Versions that have it in a comment would add the offset of the node that reads it (am-2 §4). */
    private static XmlFile clientPort(XmlFile xml, int port) {
        return xml.put(
                VALIDATOR + "/ThriftClientPort", Integer.toString(port), Placement.after("KeyValidatorClientType"));
    }

    private static XmlFile boundToItself(XmlFile xml, NodeContext context) {
        Node node = context.node();
        return serverHost(xml, context.topology().ip(node).orElse(node.host()));
    }

    private static XmlFile serverHost(XmlFile xml, String host) {
        return xml.put(VALIDATOR + "/ThriftServerHost", host, Placement.after("ThriftServerPort"));
    }

    private static String clientType(NodeContext context) {
        return isThrift(context) ? "ThriftClient" : "WSClient";
    }

    private static boolean isThrift(NodeContext context) {
        return context.deployment().keyValidation() == KeyValidation.THRIFT;
    }
}
