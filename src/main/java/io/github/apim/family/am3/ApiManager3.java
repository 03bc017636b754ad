package io.github.apim.family.am3;

import io.github.apim.family.spi.Family;
import io.github.apim.family.spi.HomeReading;
import io.github.apim.family.toml.AnalyticsSettings;
import io.github.apim.family.toml.DatabaseSettings;
import io.github.apim.family.toml.DeploymentTomlOverlay;
import io.github.apim.family.toml.DeploymentTomlReading;
import io.github.apim.family.toml.EnvironmentSettings;
import io.github.apim.family.toml.KeyManagerSettings;
import io.github.apim.family.toml.KeyStoreTables;
import io.github.apim.family.toml.ServerSettings;
import io.github.apim.family.toml.TomlOverlays;
import io.github.apim.family.toml.TomlRules;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.Overlay;
import io.github.apim.product.Role;
import io.github.apim.product.VersionFamily;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.Rule;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** API Manager 3.x, of which a node is one deployment.toml (am-3). */
public final class ApiManager3 implements Family {

    private static final EnvironmentSettings ENVIRONMENTS =
            new EnvironmentSettings(ApiManager3::publishing, "Production and Sandbox", context -> Map.of());

    private static final List<Overlay> OVERLAYS = TomlOverlays.around(new DeploymentTomlOverlay(
            new ServerSettings(ApiManager3::hostName),
            new DatabaseSettings(),
            new KeyStoreTables(),
            ENVIRONMENTS,
            new KeyManagerSettings(),
            new PortalSettings(),
            new ThrottlingSettings(),
            new AnalyticsSettings(),
            new ArtifactSettings(ENVIRONMENTS)));

    /** Up to 3.1 key managers clear the caches of gateways themselves (am-3 §7.2). */
    private static Set<Role> publishing(NodeContext context) {
        return context.facts().gatewaysFetch()
                ? Set.of(Role.PUBLISHER, Role.STORE, Role.ALL_IN_ONE)
                : Set.of(Role.PUBLISHER, Role.STORE, Role.KEY_MANAGER, Role.ALL_IN_ONE);
    }

    /** A traffic manager goes by its own name, as all but its console is addressed node by node (am-3 §4.1). */
    private static String hostName(NodeContext context) {
        return context.node().role() == Role.TRAFFIC_MANAGER
                ? context.node().host()
                : context.topology().hostName(context.node());
    }

    @Override
    public VersionFamily id() {
        return VersionFamily.API_MANAGER_3;
    }

    @Override
    public List<Overlay> overlays() {
        return OVERLAYS;
    }

    @Override
    public List<Rule<PlanContext>> rules() {
        return TomlRules.ofApiManager3();
    }

    @Override
    public List<HomeReading> readings() {
        return List.of(new DeploymentTomlReading());
    }
}
