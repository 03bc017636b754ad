package io.github.apim.family.carbon;

import io.github.apim.deployment.LoadBalancer.VirtualHost;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.Overlay;
import io.github.apim.product.PortPurpose;
import io.github.apim.topology.Front;
import java.io.IOException;
import java.util.Optional;

/**
 * Servlets behind the load balancer redirect browsers to its ports, not to their own (matrix §4). A worker's virtual
 * host leads to its pass-through ports instead, which know no proxy port (matrix M30).
 */
public final class ReverseProxyOverlay implements Overlay {

    @Override
    public String name() {
        return "reverse-proxy";
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) throws IOException {
        Optional<VirtualHost> front =
                context.topology().wiring().console(context.node()).map(Front::host);
        if (front.isEmpty()) {
            return;
        }
        files.xml(
                CarbonFiles.CATALINA,
                catalina -> catalina.setAttribute(
                        connector(context, PortPurpose.SERVLET_HTTPS),
                        "proxyPort",
                        Integer.toString(front.get().https())));
        if (front.get().http().isPresent()) {
            files.xml(
                    CarbonFiles.CATALINA,
                    catalina -> catalina.setAttribute(
                            connector(context, PortPurpose.SERVLET_HTTP),
                            "proxyPort",
                            Integer.toString(front.get().http().getAsInt())));
        }
    }

    private static String connector(NodeContext context, PortPurpose purpose) {
        int port = context.topology().suite().facts(context.node().role()).port(purpose);
        return "/Server/Service/Connector[@port='" + port + "']";
    }
}
