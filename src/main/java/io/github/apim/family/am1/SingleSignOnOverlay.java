package io.github.apim.family.am1;

import io.github.apim.deployment.Node;
import io.github.apim.edit.JsonFile;
import io.github.apim.family.am1.SingleSignOn.Application;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.Overlay;
import io.github.apim.topology.Front;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Publisher and store send users to the identity server to sign in (matrix §9). */
public final class SingleSignOnOverlay implements Overlay {

    public static final String SETTINGS = "/ssoConfiguration";

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
        for (Application application : singleSignOn.get().applicationsOf(node.role())) {
            // A node that goes without an application has no folder of it.
            if (files.has(application.settings())) {
                files.json(application.settings(), site -> signedIn(site, application, singleSignOn.get()));
                warnIfUsersNeverComeBack(context, application);
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

    /** The identity server sends users back to one place, which may be another node's. */
    private static void warnIfUsersNeverComeBack(NodeContext context, Application application) {
        List<Front> there = context.topology().wiring().fronts().stream()
                .filter(front -> front.https().equals(application.endpoint()))
                .filter(front ->
                        Set.of("", application.path()).contains(front.host().path()))
                .toList();
        if (there.stream().anyMatch(front -> front.nodes().contains(context.node()))) {
            return;
        }
        List<Node> nodes = context.topology().nodes(application.role());
        String always = "users who sign in are always sent to ";
        if (!there.isEmpty()) {
            context.warnings()
                    .accept(always + application.assertionConsumerUrl()
                            + ", which does not lead to this node; the identity server knows one address of each"
                            + " application, so only users of that one can sign in");
        } else if (nodes.get(0) != context.node()) {
            context.warnings()
                    .accept(always + nodes.get(0).name() + " (" + application.assertionConsumerUrl()
                            + "), never to this node; give the role " + application.role()
                            + " a name under load-balancer.virtual-hosts");
        }
    }
}
