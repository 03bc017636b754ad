package io.github.apim.family.am1;

import io.github.apim.deployment.Endpoint;
import io.github.apim.deployment.LoadBalancer.VirtualHost;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.StandardPorts;
import io.github.apim.edit.JsonFile;
import io.github.apim.family.am1.SingleSignOn.Application;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.Overlay;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Publisher and store send users to the identity server to sign in (matrix §9). */
public final class SingleSignOnOverlay implements Overlay {

    public static final String SETTINGS = "/ssoConfiguration";

    private static final String PROXY = "/reverseProxy";

    @Override
    public String name() {
        return "single-sign-on";
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) throws IOException {
        Optional<SingleSignOn> singleSignOn = SingleSignOn.of(context.deployment(), context.topology());
        if (singleSignOn.isEmpty()) {
            return;
        }
        Node node = context.node();
        Optional<VirtualHost> front = context.topology().virtualHost(node.role());
        for (Application application : singleSignOn.get().applicationsOf(node.role())) {
            // A node that goes without an application has no folder of it.
            if (files.has(application.settings())) {
                files.json(application.settings(), site -> signedIn(site, application, singleSignOn.get()));
                if (front.isPresent()) {
                    files.json(application.settings(), site -> proxied(site, application.endpoint()));
                }
                warnIfUsersNeverComeBack(context, application, front.isPresent());
            }
        }
    }

    /** All truths are strings here: the applications compare them with {@code "true"} (matrix §9, M31). */
    private static JsonFile signedIn(JsonFile site, Application application, SingleSignOn singleSignOn) {
        return site.put(SETTINGS + "/enabled", "true")
                .put(SETTINGS + "/issuer", application.issuer())
                .put(SETTINGS + "/identityProviderURL", singleSignOn.identityProviderUrl())
                .put(SETTINGS + "/responseSigningEnabled", Boolean.toString(SingleSignOn.RESPONSES_ARE_SIGNED));
    }

    /**
     * Behind a virtual host the application makes its links of the host's name instead of what a request says. The file
     * allows true, false and "auto", which would rely on headers that the load balancer may not send. The context is the
     * application's own, since the balancer passes paths on as they are; empty, it would be missing from the links.
     */
    private static JsonFile proxied(JsonFile site, Endpoint front) {
        return site.setLiteral(PROXY + "/enabled", "true")
                .set(PROXY + "/host", front.port() == StandardPorts.HTTPS ? front.host() : front.toString())
                .put(PROXY + "/context", site.text("/context"));
    }

    /** The identity server sends users back to one place, which is another node's if there are several. */
    private static void warnIfUsersNeverComeBack(NodeContext context, Application application, boolean fronted) {
        List<Node> nodes = context.topology().nodes(application.role());
        if (!fronted && nodes.get(0) != context.node()) {
            context.warnings()
                    .accept("users who sign in are always sent to "
                            + nodes.get(0).name() + " ("
                            + application.assertionConsumerUrl() + "), never to this node; give the role "
                            + application.role() + " a name under load-balancer.virtual-hosts");
        }
    }
}
