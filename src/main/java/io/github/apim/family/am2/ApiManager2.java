package io.github.apim.family.am2;

import io.github.apim.family.carbon.CarbonOverlays;
import io.github.apim.family.spi.Family;
import io.github.apim.overlay.Overlay;
import io.github.apim.product.VersionFamily;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.Rule;
import java.util.List;

/** API Manager 2.x, which shares with 1.x what stands at the places of its versions. */
public final class ApiManager2 implements Family {

    private static final List<Overlay> OVERLAYS = CarbonOverlays.around();

    @Override
    public VersionFamily id() {
        return VersionFamily.API_MANAGER_2;
    }

    @Override
    public List<Overlay> overlays() {
        return OVERLAYS;
    }

    @Override
    public List<Rule<PlanContext>> rules() {
        return ApiManager2Rules.all();
    }
}
