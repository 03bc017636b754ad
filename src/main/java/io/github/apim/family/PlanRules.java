package io.github.apim.family;

import io.github.apim.family.am1.AddressRules;
import io.github.apim.family.am1.GatewayRules;
import io.github.apim.family.am1.KeyStoreFileRules;
import io.github.apim.family.am1.KeyValidationRules;
import io.github.apim.family.am1.PortalRules;
import io.github.apim.family.am1.SingleSignOnRules;
import io.github.apim.family.am1.TokenRules;
import io.github.apim.family.bam2.StatisticsRules;
import io.github.apim.family.carbon.ClusterRules;
import io.github.apim.family.carbon.DatasourceRules;
import io.github.apim.family.carbon.FileRules;
import io.github.apim.family.carbon.KeyStoreRules;
import io.github.apim.family.carbon.RegistryRules;
import io.github.apim.family.carbon.SynchronizerRules;
import io.github.apim.family.carbon.UserStoreRules;
import io.github.apim.rules.PlanContext;
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
