package io.github.apim.family.am2;

import static io.github.apim.family.carbon.ConfigurationFiles.AXIS2;
import static io.github.apim.family.carbon.ConfigurationFiles.REGISTRY;

import io.github.apim.family.carbon.LauncherOverlay;
import io.github.apim.product.Role;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.PlannedNode;
import io.github.apim.rules.Reporter;
import io.github.apim.rules.Rule;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Nodes start with a profile that there is, on the files that were made for it (am-2 §2, §3). */
final class ProfileRules {

    private static final String SCRIPT = "bin/wso2server.sh";
    private static final String COMPONENTS = "repository/components/";
    private static final Pattern PROFILE =
            Pattern.compile("^(?:[^#\\n]*-Dprofile=|PROFILE=)[\"']?([A-Za-z][\\w-]*)", Pattern.MULTILINE);

    private static final Pattern OPTIMIZE = Pattern.compile("^[^#\\n]*--optimize\\b", Pattern.MULTILINE);

    private static final String HTTP = "/axisconfig/transportReceiver[@name='http']";
    private static final String HANDLER = "/wso2registry/handler";

    private ProfileRules() {}

    static List<Rule<PlanContext>> all() {
        return List.of(
                Rule.warning("N18", ProfileRules::trafficManagersHaveTheirOwnFiles),
                Rule.error("N21", ProfileRules::profilesAreThere),
                Rule.warning("N23", ProfileRules::nodesStayAsBuilt));
    }

    private static void trafficManagersHaveTheirOwnFiles(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : context.nodes(Role.TRAFFIC_MANAGER)) {
            boolean passesThrough = planned.values(AXIS2, HTTP + "/@class").stream()
                    .anyMatch(transport -> transport.contains(".passthru."));
            if (passesThrough) {
                context.report(
                        reporter,
                        planned,
                        AXIS2,
                        HTTP,
                        "is that of gateways, so this traffic manager would open the ports for API calls, and one beside a"
                                + " gateway not start; take axis2_TM.xml of the pack for it");
            }
            if (!planned.values(REGISTRY, HANDLER).isEmpty()) {
                context.report(
                        reporter,
                        planned,
                        REGISTRY,
                        HANDLER,
                        "is that of the other nodes, which index and mount what a traffic manager has not; take"
                                + " registry_TM.xml of the pack for it");
            }
        }
    }

    /** That of the role is known to be in the packs of its version. */
    private static void profilesAreThere(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : context.nodes()) {
            Optional<String> profile = planned.text(LauncherOverlay.LAUNCHER)
                    .flatMap(text -> PROFILE.matcher(text)
                            .results()
                            .map(match -> match.group(1))
                            .findFirst());
            boolean own =
                    profile.equals(context.facts(planned).profile(planned.node().role()));
            if (profile.isPresent()
                    && !own
                    && planned.files().under(COMPONENTS + profile.get()).isEmpty()) {
                context.report(
                        reporter,
                        planned,
                        LauncherOverlay.LAUNCHER,
                        "-Dprofile",
                        "is " + profile.get() + ", but this version has no " + COMPONENTS + profile.get()
                                + ", so the server would find no bundles and not start; gateways of 2.5.0 and later all"
                                + " start as gateway-worker; leave the launcher as it was generated");
            }
        }
    }

    private static void nodesStayAsBuilt(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : context.nodes()) {
            boolean optimizes = planned.text(LauncherOverlay.LAUNCHER)
                    .map(OPTIMIZE::matcher)
                    .filter(Matcher::find)
                    .isPresent();
            if (optimizes) {
                context.report(
                        reporter,
                        planned,
                        LauncherOverlay.LAUNCHER,
                        "--optimize",
                        "makes " + SCRIPT
                                + " edit and remove files of this node at its start, so that they are no longer"
                                + " what was built and checked; remove it, what it does has been done");
            }
        }
    }
}
