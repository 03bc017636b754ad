package io.github.apim.family.am2;

import io.github.apim.family.am1.AddressRules;
import io.github.apim.family.am1.AnalyticsRules;
import io.github.apim.family.am1.GatewayRules;
import io.github.apim.family.am1.KeyStoreFileRules;
import io.github.apim.family.am1.KeyValidationRules;
import io.github.apim.family.am1.PortalRules;
import io.github.apim.family.am1.SingleSignOnRules;
import io.github.apim.family.am1.TokenRules;
import io.github.apim.family.carbon.CarbonRules;
import io.github.apim.family.carbon.SynchronizerRules;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.Rule;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The rules of API Manager 2.x: those of 1.x that still hold, and those about what 2.x has that 1.x had not. */
final class ApiManager2Rules {

    /**
     * Mistakes of 1.x that 2.x does not have: ports and hosts of thrift have rules of their own (am-2 §16, N19, N20).
     */
    private static final Set<String> GONE = Set.of("M5", "M6");

    private static final List<Rule<PlanContext>> ALL = Stream.concat(
                    Stream.of(
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
                                    AnalyticsRules.ofTheSwitch())
                            .flatMap(List::stream)
                            .filter(rule -> !GONE.contains(rule.id())),
                    Stream.of(
                                    LayoutRules.all(),
                                    ReceiverRules.all(),
                                    MessageBrokerRules.all(),
                                    PolicyRules.all(),
                                    ThriftRules.all(),
                                    ProfileRules.all(),
                                    IdentityRules.all(),
                                    LeftoverRules.all(),
                                    WebRules.all())
                            .flatMap(List::stream))
            .toList();

    private ApiManager2Rules() {}

    static List<Rule<PlanContext>> all() {
        return ALL;
    }
}
