package io.github.apim.family.am4;

import io.github.apim.deployment.Endpoint;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.StandardPorts;
import io.github.apim.family.toml.Addresses;
import io.github.apim.family.toml.NodeSettings;
import io.github.apim.family.toml.RevocationListener;
import io.github.apim.family.toml.Settings;
import io.github.apim.family.toml.ThrottlingTargets;
import io.github.apim.overlay.NodeContext;
import io.github.apim.product.CallPurpose;
import io.github.apim.product.Role;
import io.github.apim.product.Service;
import java.util.List;

/** What control planes say to gateways and to each other, and all-in-one nodes as well as they are some (am-4 §4.2, §4.6). */
final class ControlPlaneSettings implements Settings {

    private static final String HUB = "apim.event_hub";

    @Override
    public void add(NodeContext context, NodeSettings settings) {
        Role role = context.node().role();
        List<Node> hubs = Addresses.serving(context, Service.EVENT_HUB);
        if (!hubs.contains(context.node())) {
            settings.without("apim.devportal", "apim.ai");
            // Who issues tokens needs what is said of users, applications and grants (am-4 §4.5).
            if (role != Role.KEY_MANAGER) {
                settings.without("event_handler", "service_provider", "oauth", RevocationListener.LISTENERS);
            }
            return;
        }
        if (context.topology().wiring().console(context.node()).isPresent()) {
            Endpoint store = context.topology().management(Service.STORE);
            settings.set("apim.devportal", "url", Addresses.url("https", store, StandardPorts.HTTPS) + "/devportal");
        }
        if (role == Role.CONTROL_PLANE || hubs.size() > 1 || isHeard(context)) {
            hub(context, hubs, settings);
        }
        if (hubs.size() > 1) {
            settings.set("apim.cache_invalidation", "enabled", true)
                    .set("apim.cache_invalidation", "domain", role.key());
        }
        if (context.topology()
                .keyManagerRole()
                .filter(Role.IDENTITY_SERVER_KEY_MANAGER::equals)
                .isPresent()) {
            settings.without(RevocationListener.LISTENERS).set("oauth.grant_type.token_exchange", "enable", false);
        } else {
            RevocationListener.add(context, settings, "default");
        }
    }

    /** An all-in-one node that talks to nobody finds all of it in itself. */
    private static boolean isHeard(NodeContext context) {
        return !context.topology().wiring().links(CallPurpose.HUB_NEWS).isEmpty();
    }

    private static void hub(NodeContext context, List<Node> hubs, NodeSettings settings) {
        settings.set(HUB, "enable", true)
                .set(HUB, "username", "$ref{super_admin.username}")
                .set(HUB, "password", "$ref{super_admin.password}")
                .set(HUB, "service_url", Addresses.services(context, Service.EVENT_HUB))
                .set(HUB, "event_listening_endpoints", Addresses.ownBroker(context));
        List<Node> peers = Addresses.peers(context, Service.EVENT_HUB);
        if (!peers.isEmpty()) {
            settings.set(HUB, "event_duplicate_url", Addresses.brokers(context, peers));
        }
        settings.tables(HUB + ".publish.url_group", ThrottlingTargets.ofHubs(context, hubs));
    }
}
