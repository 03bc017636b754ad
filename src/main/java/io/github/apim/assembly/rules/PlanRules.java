package io.github.apim.assembly.rules;

import io.github.apim.rules.Rule;
import java.util.List;
import java.util.stream.Stream;

/** The rules that are decided by the planned files, where the user's own files and values have come in. */
public final class PlanRules {

    private PlanRules() {}

    /** The rules, in the order in which they are checked. */
    public static List<Rule<PlanContext>> all() {
        return Stream.of(
                        FileRules.all(),
                        ClusterRules.all(),
                        SynchronizerRules.all(),
                        KeyValidationRules.all(),
                        AddressRules.all(),
                        GatewayRules.all(),
                        TokenRules.all(),
                        DatasourceRules.all(),
                        RegistryRules.all(),
                        UserStoreRules.all(),
                        KeyStoreRules.all(),
                        KeyStoreFileRules.all(),
                        SingleSignOnRules.all(),
                        PortalRules.all(),
                        StatisticsRules.all())
                .flatMap(List::stream)
                .toList();
    }
}
