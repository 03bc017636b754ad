package io.github.apim.family.am1;

import static io.github.apim.family.carbon.ConfigurationFiles.API_MANAGER;
import static io.github.apim.family.carbon.ConfigurationFiles.REGISTRY;

import io.github.apim.product.Role;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.PlannedNode;
import io.github.apim.rules.Reporter;
import io.github.apim.rules.Rule;
import java.util.List;

/** Gateways report the use of APIs (matrix §8, R9). */
public final class AnalyticsRules {

    private static final String TRACKING = "/APIManager/APIUsageTracking/";

    private AnalyticsRules() {}

    public static List<Rule<PlanContext>> all() {
        return List.of(
                Rule.error("M34", AnalyticsRules::noSettingsOfOtherVersions),
                Rule.error("M34", AnalyticsRules::gatewaysLearnTheSettings));
    }

    /** 1.9.0 keeps these settings in the registry alone (matrix R9). */
    private static void noSettingsOfOtherVersions(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : context.nodes()) {
            for (String element : List.of("Enabled", "BAMServerURL", "BAMUsername", "BAMPassword")) {
                if (!planned.values(API_MANAGER, TRACKING + element).isEmpty()) {
                    context.report(
                            reporter,
                            planned,
                            API_MANAGER,
                            TRACKING + element,
                            "is an element of versions before and after 1.9.0, which does not read it: there would be"
                                    + " no statistics, and no message; remove it and configure analytics in the admin dashboard");
                }
            }
        }
    }

    private static void gatewaysLearnTheSettings(PlanContext context, Reporter reporter) {
        if (context.deployment().statistics().isEmpty()) {
            return;
        }
        for (PlannedNode planned : context.nodes(Role.GATEWAY_MANAGER, Role.GATEWAY_WORKER)) {
            String mount = "/wso2registry/mount[@path='/_system/config']";
            if (planned.hasXml(REGISTRY) && planned.values(REGISTRY, mount).isEmpty()) {
                context.report(
                        reporter,
                        planned,
                        REGISTRY,
                        mount,
                        "is not there, but a gateway learns of the statistics from the shared configuration registry"
                                + " alone; it would send nothing; keep the mount");
            }
            if (planned.value(API_MANAGER, TRACKING + "SkipEventReceiverConnection")
                    .filter("true"::equals)
                    .isPresent()) {
                context.report(
                        reporter,
                        planned,
                        API_MANAGER,
                        TRACKING + "SkipEventReceiverConnection",
                        "is true, which silences this gateway although the descriptor has statistics; set false");
            }
        }
    }
}
