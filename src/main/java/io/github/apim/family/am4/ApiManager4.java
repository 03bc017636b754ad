package io.github.apim.family.am4;

import io.github.apim.family.spi.Family;
import io.github.apim.family.toml.TomlOverlays;
import io.github.apim.family.toml.TomlRules;
import io.github.apim.overlay.Overlay;
import io.github.apim.product.VersionFamily;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.Rule;
import java.util.List;

/** API Manager 4.x, of which a node is one deployment.toml (am-4). */
public final class ApiManager4 implements Family {

    private static final List<Overlay> OVERLAYS = TomlOverlays.around();

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
}
