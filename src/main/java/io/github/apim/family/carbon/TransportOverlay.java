package io.github.apim.family.carbon;

import io.github.apim.deployment.LoadBalancer.VirtualHost;
import io.github.apim.edit.Placement;
import io.github.apim.edit.XmlFile;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.Overlay;
import io.github.apim.product.Role;
import java.io.IOException;
import java.util.Optional;

/** The pass-through transports: whom gateways and stores trust, and under which name workers are known (matrix §3.2). */
public final class TransportOverlay implements Overlay {

    private static final String PACKAGE = "org.apache.synapse.transport.passthru.";
    private static final String HTTP_RECEIVER =
            "/axisconfig/transportReceiver[@name='http'][@class='" + PACKAGE + "PassThroughHttpListener']";
    private static final String HTTPS_RECEIVER =
            "/axisconfig/transportReceiver[@name='https'][@class='" + PACKAGE + "PassThroughHttpSSLListener']";
    private static final String HTTPS_SENDER =
            "/axisconfig/transportSender[@name='https'][@class='" + PACKAGE + "PassThroughHttpSSLSender']";

    @Override
    public String name() {
        return "transports";
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) throws IOException {
        Role role = context.node().role();
        if (role.isGateway() || role == Role.STORE) {
            String verifier = context.deployment().gateway().hostnameVerifier().key();
            boolean isShipped = context.pack().has(CarbonFiles.AXIS2)
                    && context.pack().xml(CarbonFiles.AXIS2).has(HTTPS_SENDER);
            files.xml(
                    CarbonFiles.AXIS2,
                    axis2 -> isShipped || axis2.has(HTTPS_SENDER) ? verifying(axis2, verifier) : axis2);
        }
        Optional<VirtualHost> front = context.topology().ownVirtualHost(context.node());
        if (role == Role.GATEWAY_WORKER && front.isPresent()) {
            files.xml(CarbonFiles.AXIS2, axis2 -> knownAs(axis2, front.get()));
        }
    }

    /** The shipped certificates are for localhost, so with them the sender must not compare names (matrix M27). */
    private static XmlFile verifying(XmlFile axis2, String verifier) {
        return axis2.put(HTTPS_SENDER + "/parameter[@name='HostnameVerifier']", verifier, Placement.last());
    }

    /** Services behind a load balancer describe themselves by its name instead of the machine's. */
    private static XmlFile knownAs(XmlFile axis2, VirtualHost front) {
        XmlFile result = prefixed(axis2, HTTPS_RECEIVER, "https", front.name(), front.https(), front.path());
        return front.http().isPresent()
                ? prefixed(
                        result,
                        HTTP_RECEIVER,
                        "http",
                        front.name(),
                        front.http().getAsInt(),
                        front.path())
                : result;
    }

    private static XmlFile prefixed(XmlFile axis2, String receiver, String scheme, String host, int port, String path) {
        return axis2.put(
                receiver + "/parameter[@name='WSDLEPRPrefix']",
                scheme + "://" + host + ":" + port + path,
                Placement.after("parameter[@name='non-blocking']", "parameter"));
    }
}
