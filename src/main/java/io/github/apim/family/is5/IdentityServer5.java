package io.github.apim.family.is5;

import io.github.apim.family.carbon.CarbonReading;
import io.github.apim.family.am1.ApiManagerReading;
import io.github.apim.family.carbon.CarbonOverlays;
import io.github.apim.family.carbon.CarbonRules;
import io.github.apim.family.spi.Family;
import io.github.apim.family.spi.HomeReading;
import io.github.apim.overlay.Overlay;
import io.github.apim.product.VersionFamily;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.Rule;
import java.util.List;
import java.util.stream.Stream;

/** Identity Server 5. */
public final class IdentityServer5 implements Family {

    private static final List<Overlay> OVERLAYS =
            CarbonOverlays.around(new IdentityServerKeyManagerOverlay(), new IdentityProviderOverlay());

    private static final List<Rule<PlanContext>> RULES = Stream.of(
                    CarbonRules.OF_SERVERS, CarbonRules.OF_WHAT_IS_SHARED)
            .flatMap(List::stream)
            .toList();

    @Override
    public VersionFamily id() {
        return VersionFamily.IDENTITY_SERVER_5;
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
        return List.of(new CarbonReading(), new ApiManagerReading(), new IdentityReading());
    }
}
