package io.github.apim.family.am4;

import io.github.apim.edit.TomlValue;
import io.github.apim.family.spi.Family;
import io.github.apim.family.spi.HomeReading;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** API Manager 4.x, of which a node is one deployment.toml (am-4). */
public final class ApiManager4 implements Family {

    private static final EnvironmentSettings ENVIRONMENTS = new EnvironmentSettings(
            context -> Set.of(Role.CONTROL_PLANE, Role.ALL_IN_ONE), "Default", ApiManager4::kindOfGateway);

    private static final List<Overlay> OVERLAYS = TomlOverlays.around(new DeploymentTomlOverlay(
            new ServerSettings(context -> context.topology().hostName(context.node())),
            new DatabaseSettings(),
            new KeyStoreTables(),
            ENVIRONMENTS,
            new KeyManagerSettings(),
            new ControlPlaneSettings(),
            new GatewaySettings(ENVIRONMENTS),
            new ThrottlingSettings(),
            new EncryptionSettings()));

    /** Am-4 §14: whose gateways they are is asked since 4.1, of which kind since 4.3. */
    private static Map<String, TomlValue> kindOfGateway(NodeContext context) {
        Map<String, TomlValue> kind = new LinkedHashMap<>();
        if (context.facts().version().isSince("4.3.0")) {
            kind.put("gateway_type", TomlValue.text("Regular"));
        }
        if (context.facts().version().isSince("4.1.0")) {
            kind.put("provider", TomlValue.text("wso2"));
        }
        return kind;
    }

    @Override
    public VersionFamily id() {
        return VersionFamily.API_MANAGER_4;
    }

    @Override
    public List<Overlay> overlays() {
        return OVERLAYS;
    }

    @Override
    public List<Rule<PlanContext>> rules() {
        return TomlRules.ofApiManager4();
    }

    @Override
    public List<HomeReading> readings() {
        return List.of(new DeploymentTomlReading());
    }
}
