package io.github.apim.family.am1;

import io.github.apim.deployment.Endpoint;
import io.github.apim.deployment.StandardPorts;
import io.github.apim.edit.JsonFile;
import io.github.apim.family.carbon.CarbonFiles;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.Overlay;
import io.github.apim.product.Service;
import io.github.apim.topology.Front;
import java.io.IOException;
import java.util.Optional;

/**
 * Publisher and store make their links of what the load balancer calls them where a request does not say it: under a path,
 * or when users come back from the identity server (matrix §9, {@code reverseProxy}).
 */
public final class PortalProxyOverlay implements Overlay {

    private static final String PROXY = "/reverseProxy";

    @Override
    public String name() {
        return "portal-proxy";
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) throws IOException {
        proxied(Service.PUBLISHER, "publisher", context, files);
        proxied(Service.STORE, "store", context, files);
    }

    private static void proxied(Service portal, String folder, NodeContext context, NodeFiles files)
            throws IOException {
        String settings = CarbonFiles.JAGGERY_APPLICATIONS + folder + "/site/conf/site.json";
        Optional<Front> front = front(portal, context);
        boolean isSaid = context.deployment().singleSignOn().isPresent()
                || front.filter(known -> !known.host().path().isEmpty()).isPresent();
        // A node that goes without an application has no folder of it.
        if (front.isPresent() && isSaid && files.has(settings)) {
            files.json(settings, site -> proxied(site, front.get()));
        }
    }

    /** The virtual host of the portal that leads to this very node. */
    private static Optional<Front> front(Service portal, NodeContext context) {
        return context.topology().wiring().fronts(portal).stream()
                .filter(front -> front.nodes().contains(context.node()))
                .findFirst();
    }

    /**
     * The file allows true, false and "auto", which would rely on headers that the load balancer may not send. Where the
     * balancer passes paths on as they are, the context is the application's own; empty, it would be missing from the
     * links.
     */
    private static JsonFile proxied(JsonFile site, Front front) {
        Endpoint https = front.https();
        String path = front.host().path();
        return site.setLiteral(PROXY + "/enabled", "true")
                .set(PROXY + "/host", https.port() == StandardPorts.HTTPS ? https.host() : https.toString())
                .put(PROXY + "/context", path.isEmpty() ? site.text("/context") : path);
    }
}
