package io.github.apim.family.am3;

import io.github.apim.deployment.Endpoint;
import io.github.apim.deployment.StandardPorts;
import io.github.apim.family.toml.Addresses;
import io.github.apim.family.toml.NodeSettings;
import io.github.apim.family.toml.RevocationListener;
import io.github.apim.family.toml.Settings;
import io.github.apim.overlay.NodeContext;
import io.github.apim.product.Role;
import io.github.apim.product.Service;
import io.github.apim.topology.Environment;
import java.io.IOException;
import java.util.List;

/** What portals and key managers say, and what is left out of the files of those that are none (am-3 §7.2, §7.3, §10.1). */
final class PortalSettings implements Settings {

    private static final String CORS = "apim.cors";
    private static final String EVENTS = "event_handler";
    private static final String APPLICATIONS = "service_provider";

    @Override
    public void add(NodeContext context, NodeSettings settings) throws IOException {
        of(context.node().role()).add(context, settings);
    }

    private static Settings of(Role role) {
        return switch (role) {
            case PUBLISHER -> PortalSettings::publisher;
            case STORE -> PortalSettings::store;
            case KEY_MANAGER -> PortalSettings::keyManager;
            case TRAFFIC_MANAGER ->
                (context, settings) ->
                        settings.without(CORS, RevocationListener.LISTENERS, EVENTS, APPLICATIONS);
            case GATEWAY -> (context, settings) -> gateway(settings);
            case ALL_IN_ONE -> PortalSettings::revocations;
            case GATEWAY_MANAGER,
                    GATEWAY_WORKER,
                    CONTROL_PLANE,
                    IDENTITY_SERVER,
                    IDENTITY_SERVER_KEY_MANAGER,
                    BAM,
                    MESSAGE_BROKER -> (context, settings) -> {};
        };
    }

    private static void publisher(NodeContext context, NodeSettings settings) {
        settings.without(RevocationListener.LISTENERS);
        if (!Addresses.serving(context, Service.STORE).isEmpty()) {
            Endpoint store = context.topology().management(Service.STORE);
            settings.set("apim.devportal", "url", Addresses.url("https", store, StandardPorts.HTTPS) + "/devportal");
        }
    }

    /** Up to 3.1 applications revoke their tokens at a gateway. */
    private static void store(NodeContext context, NodeSettings settings) {
        settings.without(RevocationListener.LISTENERS);
        List<Environment> environments = context.topology().wiring().environments();
        if (!context.facts().gatewaysFetch() && !environments.isEmpty()) {
            Endpoint gateway = context.topology().gatewayHttps(environments.get(0), context.node());
            settings.set(
                    "apim.oauth_config",
                    "revoke_endpoint",
                    "https://" + gateway + context.topology().apiPath(environments.get(0)) + "/revoke");
        }
    }

    private static void keyManager(NodeContext context, NodeSettings settings) {
        settings.without(CORS);
        revocations(context, settings);
    }

    /** Gateways hand requests for tokens on to the key manager, whose shipped certificate names no host (am-3 §4.1). */
    private static void gateway(NodeSettings settings) {
        settings.without(RevocationListener.LISTENERS, EVENTS, APPLICATIONS)
                .set("transport.passthru_https.sender.parameters", "HostnameVerifier", "AllowAll");
    }

    /** From 3.2 on whoever keeps tokens tells the event hub of those that are revoked. */
    private static void revocations(NodeContext context, NodeSettings settings) {
        boolean toItself = context.node().role() == Role.ALL_IN_ONE
                && Addresses.serving(context, Service.EVENT_HUB).equals(List.of(context.node()));
        if (!Addresses.serving(context, Service.EVENT_HUB).isEmpty() && !toItself) {
            RevocationListener.add(context, settings, "default");
        }
    }
}
