package io.github.apim.family.am1;

import io.github.apim.deployment.JaggeryApplications;
import io.github.apim.product.Role;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.PlannedNode;
import io.github.apim.rules.Reporter;
import io.github.apim.rules.Rule;
import java.util.List;

/** Which web applications publisher and store answer with (matrix §7). */
public final class PortalRules {

    private static final String APPLICATIONS = "repository/deployment/server/jaggeryapps/";

    private PortalRules() {}

    public static List<Rule<PlanContext>> all() {
        return List.of(Rule.warning("M42", PortalRules::noStrangers));
    }

    /** A profile chooses bundles, not applications: what lies in the folder is served. */
    private static void noStrangers(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : context.nodes(Role.PUBLISHER, Role.STORE)) {
            Role role = planned.node().role();
            for (String stranger : context.topology().suite().facts(role).foreignApplications(role)) {
                noStranger(context, planned, stranger, reporter);
            }
        }
    }

    private static void noStranger(PlanContext context, PlannedNode planned, String stranger, Reporter reporter) {
        List<String> files = planned.files().under(APPLICATIONS + stranger);
        if (!files.isEmpty()) {
            context.report(
                    reporter,
                    planned,
                    APPLICATIONS + stranger,
                    stranger,
                    "is served here too: this " + planned.node().role() + " answers with the " + stranger
                            + "'s login page; "
                            + (context.deployment().jaggeryApplications() == JaggeryApplications.KEEP
                                    ? "leave out jaggery-applications: keep"
                                    : "take its files out of your own, of which "
                                            + files.get(0).substring(APPLICATIONS.length()) + " is one"));
        }
    }
}
