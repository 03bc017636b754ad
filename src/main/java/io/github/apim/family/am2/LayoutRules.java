package io.github.apim.family.am2;

import static io.github.apim.family.am2.ThrottlingSettings.BLOCK_CONDITION;
import static io.github.apim.family.am2.ThrottlingSettings.DATA_PUBLISHER;
import static io.github.apim.family.am2.ThrottlingSettings.LISTENER;
import static io.github.apim.family.am2.ThrottlingSettings.POLICY_DEPLOYER;
import static io.github.apim.family.am2.ThrottlingSettings.SWITCH;
import static io.github.apim.family.am2.ThrottlingSettings.TRAFFIC_MANAGER;
import static io.github.apim.family.carbon.ConfigurationFiles.API_MANAGER;

import io.github.apim.product.Product;
import io.github.apim.rules.Names;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.PlannedNode;
import io.github.apim.rules.Reporter;
import io.github.apim.rules.Rule;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The section about throttling has the layout of its version, and is read by all nodes or none (am-2 §10.1). */
final class LayoutRules {

    /** Without one of these both layouts end in a NullPointerException. */
    private static final List<String> NEEDED = List.of(
            DATA_PUBLISHER + "Enabled",
            POLICY_DEPLOYER + "Password",
            BLOCK_CONDITION + "Enabled",
            LISTENER + "Enabled");

    private static final List<String> NEEDED_IN_A =
            Stream.concat(NEEDED.stream(), Stream.of(LISTENER + "Password")).toList();

    private static final List<String> NEEDED_IN_B = Stream.concat(
                    NEEDED.stream(), Stream.of(POLICY_DEPLOYER + "Enabled"))
            .toList();

    private static final List<String> RECEIVERS =
            List.of("Type", "ReceiverUrlGroup", "AuthUrlGroup", "Username", "Password");

    private LayoutRules() {}

    static List<Rule<PlanContext>> all() {
        return List.of(
                Rule.error("N1", LayoutRules::receiversAreWhereTheyAreRead),
                Rule.error("N2", LayoutRules::olderVersionsHaveTheOlderLayout),
                Rule.error("N3", LayoutRules::newerVersionsHaveTheirSwitches),
                Rule.error("N14", LayoutRules::allThrottleInOneWay));
    }

    private static void receiversAreWhereTheyAreRead(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : ThrottlingSettings.readers(context)) {
            if (!ThrottlingSettings.hasLayoutB(context, planned)) {
                continue;
            }
            RECEIVERS.stream()
                    .map(element -> DATA_PUBLISHER + element)
                    .filter(place -> isThere(planned, place))
                    .findFirst()
                    .ifPresent(place -> report(
                            context,
                            reporter,
                            planned,
                            place,
                            "is where versions up to 2.1.0 have it; this one reads " + TRAFFIC_MANAGER
                                    + ", so events would go elsewhere and nobody be throttled; move it there"));
            RECEIVERS.stream()
                    .map(element -> TRAFFIC_MANAGER + "/" + element)
                    .filter(place -> !isThere(planned, place))
                    .findFirst()
                    .ifPresent(place -> report(
                            context,
                            reporter,
                            planned,
                            place,
                            "is not there, so this node would send its events to no address, or not start; take the"
                                    + " section as this version ships it, with Type, ReceiverUrlGroup, AuthUrlGroup,"
                                    + " Username and Password"));
        }
    }

    private static void olderVersionsHaveTheOlderLayout(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : ThrottlingSettings.readers(context)) {
            if (ThrottlingSettings.hasLayoutB(context, planned)) {
                continue;
            }
            if (isThere(planned, TRAFFIC_MANAGER)) {
                report(
                        context,
                        reporter,
                        planned,
                        TRAFFIC_MANAGER,
                        "is an element of 2.2.0 and later, which this version does not read; it looks below "
                                + DATA_PUBLISHER + " and " + LISTENER + ", and stops with a NullPointerException where"
                                + " these lack something; take the section as this version ships it");
            }
            demand(NEEDED_IN_A, context, reporter, planned);
            if (ThrottlingSettings.is(planned, DATA_PUBLISHER + "Enabled", "true")) {
                demand(List.of(DATA_PUBLISHER + "Password"), context, reporter, planned);
            }
        }
    }

    private static void newerVersionsHaveTheirSwitches(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : ThrottlingSettings.readers(context)) {
            if (ThrottlingSettings.hasLayoutB(context, planned)) {
                demand(NEEDED_IN_B, context, reporter, planned);
            }
        }
    }

    private static void demand(List<String> places, PlanContext context, Reporter reporter, PlannedNode planned) {
        for (String place : places) {
            Optional<String> value = planned.value(API_MANAGER, place);
            if (value.isEmpty()) {
                report(
                        context,
                        reporter,
                        planned,
                        place,
                        "is not there, so the server would stop reading this file with a NullPointerException, and serve"
                                + " no API; write it as this version ships it");
            } else if (place.endsWith("/Enabled") && !List.of("true", "false").contains(value.get())) {
                report(
                        context,
                        reporter,
                        planned,
                        place,
                        "is neither true nor false, and counts as false; write one of the two");
            }
        }
    }

    private static void allThrottleInOneWay(PlanContext context, Reporter reporter) {
        PlannedNode first = null;
        for (PlannedNode planned : context.nodes()) {
            if (planned.node().role().product() != Product.API_MANAGER || !planned.hasXml(API_MANAGER)) {
                continue;
            }
            if (first == null) {
                first = planned;
            } else if (isOff(planned) != isOff(first)) {
                report(
                        context,
                        reporter,
                        planned,
                        SWITCH,
                        "is not what node " + Names.withLine(first.node())
                                + " has; publishers make APIs with the handler"
                                + " that it names, and gateways would not have what that handler asks; give all nodes"
                                + " the same");
            }
        }
    }

    private static boolean isOff(PlannedNode planned) {
        return ThrottlingSettings.is(planned, SWITCH, "false");
    }

    private static boolean isThere(PlannedNode planned, String place) {
        return !planned.values(API_MANAGER, place).isEmpty();
    }

    private static void report(
            PlanContext context, Reporter reporter, PlannedNode planned, String place, String message) {
        context.report(reporter, planned, API_MANAGER, place, message);
    }
}
