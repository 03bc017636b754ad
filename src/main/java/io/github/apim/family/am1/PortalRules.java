package io.github.apim.family.am1;

import io.github.apim.rules.PlanContext;
import io.github.apim.rules.PlannedNode;
import io.github.apim.deployment.JaggeryApplications;
import io.github.apim.product.Role;
import io.github.apim.rules.Reporter;
import io.github.apim.rules.Rule;
import java.util.List;
import java.util.Map;

/** Which web applications publisher and store answer with (matrix §7). */
public final class PortalRules {

    private static final String APPLICATIONS = "repository/deployment/server/jaggeryapps/";

    /** The application of each role that the other one has no use for. */
    private static final Map<Role, String> STRANGERS = Map.of(Role.PUBLISHER, "store", Role.STORE, "publisher");

    private PortalRules() {}

    public static List<Rule<PlanContext>> all() {
        return List.of(Rule.warning("M42", PortalRules::noStrangers));
    }

    /** A profile chooses bundles, not applications: what lies in the folder is served. */
    private static void noStrangers(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : context.nodes(Role.PUBLISHER, Role.STORE)) {
            String stranger = STRANGERS.get(planned.node().role());
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
}
