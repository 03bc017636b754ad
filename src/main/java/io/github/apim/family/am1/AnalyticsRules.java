package io.github.apim.family.am1;

import static io.github.apim.family.carbon.ConfigurationFiles.API_MANAGER;
import static io.github.apim.family.carbon.ConfigurationFiles.REGISTRY;

import io.github.apim.product.Facts;
import io.github.apim.product.FilePlace;
import io.github.apim.product.Place;
import io.github.apim.product.Product;
import io.github.apim.product.Role;
import io.github.apim.product.Service;
import io.github.apim.rules.Names;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.PlannedNode;
import io.github.apim.rules.Reporter;
import io.github.apim.rules.Rule;
import io.github.apim.topology.Topology;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Gateways report the use of APIs (matrix §8, R9). */
public final class AnalyticsRules {

    private static final List<Rule<PlanContext>> OF_THE_SWITCH =
            List.of(Rule.error("M34", AnalyticsRules::whoeverReportsDoesSoToTheRightServer));

    /** What stands between receivers, and around them. */
    private static final Pattern BETWEEN = Pattern.compile("[{},|\\s]+");

    private static final String TRACKING = "/APIManager/APIUsageTracking/";

    private AnalyticsRules() {}

    public static List<Rule<PlanContext>> all() {
        return List.of(
                Rule.error("M34", AnalyticsRules::noSettingsOfOtherVersions),
                OF_THE_SWITCH.get(0),
                Rule.error("M34", AnalyticsRules::gatewaysLearnTheSettings));
    }

    /** What holds for all versions that have a switch in the file. */
    public static List<Rule<PlanContext>> ofTheSwitch() {
        return OF_THE_SWITCH;
    }

    /** A version without a switch in the file keeps these settings in the registry alone (matrix R9). */
    private static void noSettingsOfOtherVersions(PlanContext context, Reporter reporter) {
        Facts facts = context.topology().suite().facts(Product.API_MANAGER);
        if (facts.places().find(Place.ANALYTICS_SWITCH).isPresent()) {
            return;
        }
        String version = facts.version().version();
        for (PlannedNode planned : context.nodes()) {
            for (String element : List.of("Enabled", "BAMServerURL", "BAMUsername", "BAMPassword")) {
                if (!planned.values(API_MANAGER, TRACKING + element).isEmpty()) {
                    context.report(
                            reporter,
                            planned,
                            API_MANAGER,
                            TRACKING + element,
                            "is an element of versions before and after " + version + ", which does not read it: there"
                                    + " would be no statistics, and no message; remove it and configure analytics in the admin dashboard");
                }
            }
        }
    }

    /** What the file says replaces what was saved in the dashboard at every start (am-1.9.1 §2). */
    private static void whoeverReportsDoesSoToTheRightServer(PlanContext context, Reporter reporter) {
        if (context.deployment().statistics().isEmpty()) {
            return;
        }
        String expected = AnalyticsScript.receivers(context.topology());
        for (PlannedNode planned : context.nodes(Role.GATEWAY_MANAGER, Role.GATEWAY_WORKER, Role.ALL_IN_ONE)) {
            Optional<FilePlace> place = context.place(planned, Place.ANALYTICS_SWITCH);
            if (place.isEmpty()) {
                continue;
            }
            if (planned.value(place.get()).filter("true"::equals).isEmpty()) {
                context.report(
                        reporter,
                        planned,
                        place.get(),
                        "is not true although the descriptor has statistics; this node would report nothing; set it"
                                + " to true");
            }
            Optional<String> receiver = context.value(planned, Place.ANALYTICS_RECEIVER);
            if (receiver.filter(found -> leadsThere(context.topology(), found, expected))
                    .isEmpty()) {
                context.report(
                        reporter,
                        planned,
                        context.place(planned, Place.ANALYTICS_RECEIVER).orElseThrow(),
                        "is not " + expected + ", where " + collector(context.topology())
                                + " takes events; they would be lost; set that");
            }
        }
    }

    /** Beside the analytics server that the descriptor names, edits may name more of them. */
    private static boolean leadsThere(Topology topology, String receivers, String expected) {
        return topology.wiring().analytics().isPresent()
                ? named(receivers).containsAll(named(expected))
                : receivers.equals(expected);
    }

    private static List<String> named(String receivers) {
        return BETWEEN.splitAsStream(receivers)
                .filter(receiver -> !receiver.isEmpty())
                .toList();
    }

    /** Who takes events, for messages. */
    private static String collector(Topology topology) {
        return topology.wiring().serving(Service.EVENTS).stream()
                .findFirst()
                .map(bam -> "node " + Names.withLine(bam))
                .orElse("the analytics server");
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
