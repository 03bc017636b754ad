package io.github.apim.family.am2;

import io.github.apim.family.carbon.CarbonReading;
import io.github.apim.family.am1.ApiManagerReading;
import io.github.apim.family.am1.AnalyticsOverlay;
import io.github.apim.family.am1.GatewayEnvironmentOverlay;
import io.github.apim.family.am1.JaggeryApplicationsOverlay;
import io.github.apim.family.am1.JmsTransportOverlay;
import io.github.apim.family.am1.KeyValidationOverlay;
import io.github.apim.family.am1.PortalOverlay;
import io.github.apim.family.am1.PortalProxyOverlay;
import io.github.apim.family.am1.SignatureCheckOverlay;
import io.github.apim.family.am1.SingleSignOnOverlay;
import io.github.apim.family.carbon.CarbonOverlays;
import io.github.apim.family.spi.Family;
import io.github.apim.family.spi.HomeReading;
import io.github.apim.overlay.Overlay;
import io.github.apim.product.VersionFamily;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.Rule;
import java.util.List;
import java.util.stream.Stream;

/** API Manager 2.x, which shares with 1.x what stands at the places of its versions. */
public final class ApiManager2 implements Family {

    /** What is made of values that the user's edits may have changed, and only fills what is empty, comes last. */
    private static final List<Overlay> OVERLAYS = Stream.concat(
                    CarbonOverlays.around(
                            new TrafficManagerFilesOverlay(),
                            new KeyValidationOverlay(),
                            new GatewayEnvironmentOverlay(),
                            new PortalOverlay(),
                            new PortalProxyOverlay(),
                            new ThrottlingOverlay(),
                            new BrokerClientOverlay(),
                            new WebSocketOverlay(),
                            new IndexingOverlay(),
                            new TokenIssuerOverlay(),
                            new LocalDatabasesOverlay(),
                            new JaggeryApplicationsOverlay(),
                            new ServedFilesOverlay(),
                            new SingleSignOnOverlay(),
                            new AnalyticsOverlay(),
                            new JmsTransportOverlay())
                            .stream(),
                    Stream.of(new SignatureCheckOverlay()))
            .toList();

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

    @Override
    public List<HomeReading> readings() {
        return List.of(new CarbonReading(), new ApiManagerReading(), new ThrottlingReading());
    }
}
