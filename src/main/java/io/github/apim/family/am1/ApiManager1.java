package io.github.apim.family.am1;

import io.github.apim.family.carbon.CarbonReading;
import io.github.apim.family.carbon.CarbonOverlays;
import io.github.apim.family.carbon.CarbonRules;
import io.github.apim.family.carbon.SynchronizerRules;
import io.github.apim.family.spi.Family;
import io.github.apim.family.spi.HomeReading;
import io.github.apim.overlay.Overlay;
import io.github.apim.product.VersionFamily;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.Rule;
import java.util.List;
import java.util.stream.Stream;

/** API Manager 1.9 and 1.10. */
public final class ApiManager1 implements Family {

    /** What is made of values that the user's edits may have changed, and only fills what is empty, comes last. */
    private static final List<Overlay> OVERLAYS = Stream.concat(
                    CarbonOverlays.around(
                            new KeyValidationOverlay(),
                            new GatewayEnvironmentOverlay(),
                            new PortalOverlay(),
                            new PortalProxyOverlay(),
                            new JaggeryApplicationsOverlay(),
                            new SingleSignOnOverlay(),
                            new AnalyticsOverlay(),
                            new AnalyticsScriptOverlay(),
                            new JmsTransportOverlay())
                            .stream(),
                    Stream.of(new SignatureCheckOverlay()))
            .toList();

    private static final List<Rule<PlanContext>> RULES = Stream.of(
                    CarbonRules.OF_SERVERS,
                    SynchronizerRules.all(),
                    KeyValidationRules.all(),
                    AddressRules.all(),
                    GatewayRules.all(),
                    TokenRules.all(),
                    CarbonRules.OF_WHAT_IS_SHARED,
                    KeyStoreFileRules.all(),
                    SingleSignOnRules.all(),
                    PortalRules.all(),
                    AnalyticsRules.all())
            .flatMap(List::stream)
            .toList();

    @Override
    public VersionFamily id() {
        return VersionFamily.API_MANAGER_1;
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
        return List.of(new CarbonReading(), new ApiManagerReading());
    }
}
