package io.github.apim.overlay;

import io.github.apim.deployment.Endpoint;
import io.github.apim.deployment.KeyValidation;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.Topology;
import io.github.apim.edit.Placement;
import io.github.apim.edit.XmlFile;
import io.github.apim.product.Role;
import java.io.IOException;
import java.util.Optional;

/** Gateways ask the key manager about tokens, and know their own public address (matrix §5, gateway column). */
final class KeyValidationOverlay implements Overlay {

    private static final String VALIDATOR = "/APIManager/APIKeyValidator";
    private static final String GATEWAY_ENDPOINT = "/APIManager/APIGateway/Environments/Environment/GatewayEndpoint";

    @Override
    public String name() {
        return "key-validation";
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) throws IOException {
        if (context.node().role().isGateway()) {
            files.xml(CarbonFiles.API_MANAGER, xml -> validating(xml, context));
        }
    }

    private static XmlFile validating(XmlFile xml, NodeContext context) {
        Topology topology = context.topology();
        Role keyManager = topology.keyManagerRole()
                .orElseThrow(() -> new OverlayException("no node of the deployment validates keys"));
        boolean thrift = context.deployment().keyValidation() == KeyValidation.THRIFT;
        // The thrift server would start on every profile and fight for one port with the nodes beside it (matrix R4).
        XmlFile result = xml.setText(VALIDATOR + "/ServerURL", topology.servicesUrl(keyManager))
                .setText(VALIDATOR + "/KeyValidatorClientType", thrift ? "ThriftClient" : "WSClient")
                .setText(VALIDATOR + "/EnableThriftServer", "false")
                .setText(GATEWAY_ENDPOINT, publicUrls(context));
        if (!thrift) {
            return result;
        }
        // Thrift cannot go through an HTTP load balancer, so the client is sent to the node itself (matrix M4, M6).
        Node server = topology.nodes(keyManager).get(0);
        return result.setText(VALIDATOR + "/ThriftClientPort", Integer.toString(topology.thriftPort(server)))
                .put(VALIDATOR + "/ThriftServerHost", server.host(), Placement.after("ThriftServerPort"));
    }

    /** Plain HTTP first, one comma, no blank: the store splits the text and picks by scheme (matrix M24). */
    private static String publicUrls(NodeContext context) {
        Topology topology = context.topology();
        Optional<Endpoint> http = topology.gatewayHttp(context.node());
        String https = "https://" + topology.gatewayHttps(context.node());
        return http.map(endpoint -> "http://" + endpoint + "," + https).orElse(https);
    }
}
