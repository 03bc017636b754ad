package io.github.apim.family.am2;

import io.github.apim.family.am1.AddressRules;
import io.github.apim.family.am1.GatewayEnvironmentOverlay;
import io.github.apim.family.am1.GatewayRules;
import io.github.apim.family.am1.JaggeryApplicationsOverlay;
import io.github.apim.family.am1.JmsTransportOverlay;
import io.github.apim.family.am1.KeyStoreFileRules;
import io.github.apim.family.am1.KeyValidationOverlay;
import io.github.apim.family.am1.KeyValidationRules;
import io.github.apim.family.am1.PortalOverlay;
import io.github.apim.family.am1.PortalProxyOverlay;
import io.github.apim.family.am1.PortalRules;
import io.github.apim.family.am1.SignatureCheckOverlay;
import io.github.apim.family.am1.SingleSignOnOverlay;
import io.github.apim.family.am1.SingleSignOnRules;
import io.github.apim.family.am1.TokenRules;
import io.github.apim.family.carbon.CarbonOverlays;
import io.github.apim.family.carbon.CarbonRules;
import io.github.apim.family.carbon.SynchronizerRules;
import io.github.apim.family.spi.Family;
import io.github.apim.overlay.Overlay;
import io.github.apim.product.VersionFamily;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.Rule;
import java.util.List;
import java.util.Set;
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
                            new JmsTransportOverlay())
                            .stream(),
                    Stream.of(new SignatureCheckOverlay()))
            .toList();

    /** Of the port and host of key validation, which are shipped otherwise (am-2 §16). */
    private static final Set<String> OF_1_ALONE = Set.of("M5", "M6");

    private static final List<Rule<PlanContext>> RULES = Stream.of(
                    CarbonRules.OF_SERVERS,
                    SynchronizerRules.all(),
                    KeyValidationRules.all().stream()
                            .filter(rule -> !OF_1_ALONE.contains(rule.id()))
                            .toList(),
                    AddressRules.all(),
                    GatewayRules.all(),
                    TokenRules.all(),
                    CarbonRules.OF_WHAT_IS_SHARED,
                    KeyStoreFileRules.all(),
                    SingleSignOnRules.all(),
                    PortalRules.all())
            .flatMap(List::stream)
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
        return RULES;
    }
}
