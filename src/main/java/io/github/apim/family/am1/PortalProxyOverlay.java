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
import java.util.Locale;
import java.util.Optional;

/**
 * Publisher and store make their links of what the load balancer calls them where a request does not say it: under a path,
 * or when users come back from the identity server (matrix §9, {@code reverseProxy}).
 */
public final class PortalProxyOverlay implements Overlay {

    private static final String PROXY = "/reverseProxy";

    /** The applications that stand behind a virtual host of publishers or stores. */
    private enum Portal {
        PUBLISHER(Service.PUBLISHER),
        STORE(Service.STORE),
        /** It is the publishers' neighbour from 2.0 on; the path of their virtual host is not its own. */
        ADMIN(Service.PUBLISHER);

        private final Service service;

        Portal(Service service) {
            this.service = service;
        }

        private String settings() {
            return CarbonFiles.JAGGERY_APPLICATIONS + name().toLowerCase(Locale.ROOT) + "/site/conf/site.json";
        }

        /** The path that the load balancer gives it; empty if it has the application's own. */
        private String path(Front front) {
            return this == ADMIN ? "" : front.host().path();
        }

        private boolean isSaid(Front front, NodeContext context) {
            return context.deployment().singleSignOn().isPresent()
                    || !path(front).isEmpty();
        }
    }

    @Override
    public String name() {
        return "portal-proxy";
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) throws IOException {
        for (Portal portal : Portal.values()) {
            Optional<Front> front = front(portal.service, context);
            // A node that goes without an application has no folder of it.
            if (front.isPresent() && portal.isSaid(front.get(), context) && files.has(portal.settings())) {
                files.json(portal.settings(), site -> proxied(site, front.get(), portal.path(front.get())));
            }
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
    private static JsonFile proxied(JsonFile site, Front front, String path) {
        Endpoint https = front.https();
        return site.setLiteral(PROXY + "/enabled", "true")
                .set(PROXY + "/host", https.port() == StandardPorts.HTTPS ? https.host() : https.toString())
                .put(PROXY + "/context", path.isEmpty() ? site.text("/context") : path);
    }
}
