package io.github.apim.family.am4;

import io.github.apim.family.toml.Addresses;
import io.github.apim.family.toml.EnvironmentSettings;
import io.github.apim.family.toml.NodeSettings;
import io.github.apim.family.toml.RevocationListener;
import io.github.apim.family.toml.Settings;
import io.github.apim.overlay.NodeContext;
import io.github.apim.product.Role;
import io.github.apim.product.Service;
import java.util.List;

/** What those say who hear the event hubs: gateways, traffic managers and key managers (am-4 §4.3 to §4.5). */
final class GatewaySettings implements Settings {

    private static final String HUB = "apim.event_hub";
    private static final String ARTIFACTS = "apim.sync_runtime_artifacts";

    private final EnvironmentSettings environments;

    GatewaySettings(EnvironmentSettings environments) {
        this.environments = environments;
    }

    @Override
    public void add(NodeContext context, NodeSettings settings) {
        Role role = context.node().role();
        if (role == Role.GATEWAY || role == Role.TRAFFIC_MANAGER || role == Role.KEY_MANAGER) {
            settings.set(HUB, "enable", true)
                    .set(HUB, "username", "$ref{super_admin.username}")
                    .set(HUB, "password", "$ref{super_admin.password}")
                    .set(HUB, "service_url", Addresses.services(context, Service.EVENT_HUB))
                    .set(
                            HUB,
                            "event_listening_endpoints",
                            Addresses.brokers(context, Addresses.serving(context, Service.EVENT_HUB)));
        }
        if (role == Role.KEY_MANAGER) {
            RevocationListener.add(context, settings, "default");
        }
        boolean serves = Addresses.serving(context, Service.API_TRAFFIC).contains(context.node());
        if (serves) {
            context.topology()
                    .wiring()
                    .environment(context.node())
                    .ifPresent(environment -> settings.set(
                            ARTIFACTS + ".gateway", "gateway_labels", List.of(environments.name(environment))));
        } else {
            settings.without(ARTIFACTS, "apim.analytics", "apim.cache", "apim.cors");
        }
        if (role == Role.GATEWAY && context.facts().version().isSince("4.6.0")) {
            settings.set(
                    "apim.gateway_notification", "gateway_id", context.node().name());
        }
    }
}
