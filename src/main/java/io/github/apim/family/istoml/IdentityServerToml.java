package io.github.apim.family.istoml;

import io.github.apim.family.spi.Family;
import io.github.apim.family.spi.HomeReading;
import io.github.apim.family.toml.DatabaseSettings;
import io.github.apim.family.toml.DeploymentTomlOverlay;
import io.github.apim.family.toml.DeploymentTomlReading;
import io.github.apim.family.toml.EnvironmentSettings;
import io.github.apim.family.toml.KeyStoreTables;
import io.github.apim.family.toml.ServerSettings;
import io.github.apim.family.toml.TomlOverlays;
import io.github.apim.family.toml.TomlRules;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.Overlay;
import io.github.apim.product.CallPurpose;
import io.github.apim.product.Role;
import io.github.apim.product.VersionFamily;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.Rule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Identity Server from 5.9.0 on, beside API Manager 3.x and 4.x. */
public final class IdentityServerToml implements Family {

    private static final List<Overlay> OVERLAYS = TomlOverlays.around(new DeploymentTomlOverlay(
            new ServerSettings(context -> context.topology().hostName(context.node())),
            new DatabaseSettings(KeyManagerPart::database),
            new KeyStoreTables(),
            new EnvironmentSettings(IdentityServerToml::publishing, "Production and Sandbox", context -> Map.of()),
            new SharingSettings(),
            new KeyManagerPartSettings()));

    private static final List<Rule<PlanContext>> RULES = Stream.concat(
                    TomlRules.ofIdentityServer().stream(), KeyManagerPartRules.all().stream())
            .toList();

    /** Those of 3.0 and 3.1 clear the caches of gateways themselves (am-3 §7.2). */
    private static Set<Role> publishing(NodeContext context) {
        return KeyManagerPart.calls(context, CallPurpose.PUBLISHING)
                ? Set.of(context.node().role())
                : Set.of();
    }

    @Override
    public VersionFamily id() {
        return VersionFamily.IDENTITY_SERVER_TOML;
    }

    @Override
    public List<Overlay> overlays() {
        return OVERLAYS;
    }

    @Override
    public List<Rule<PlanContext>> rules() {
        return RULES;
    }

    @Override
    public List<HomeReading> readings() {
        return List.of(new DeploymentTomlReading());
    }
}
