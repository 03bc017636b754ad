package io.github.apim.family.am2;

import io.github.apim.deployment.Node;
import io.github.apim.family.am2.ReceiverGroups.Receiver;
import io.github.apim.product.CallPurpose;
import io.github.apim.product.FilePlace;
import io.github.apim.product.Place;
import io.github.apim.product.PortPurpose;
import io.github.apim.rules.Names;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.PlannedNode;
import io.github.apim.rules.Reporter;
import io.github.apim.rules.Rule;
import java.util.List;
import java.util.Optional;

/** Whoever reports calls, or what is blocked, tells every traffic manager of all of it (am-2 §5, §10.2). */
final class ReceiverRules {

    private static final String PLAIN = "ReceiverUrlGroup";
    private static final String OVER_TLS = "AuthUrlGroup";

    /** As far as the port over TLS is from the plain one, whatever the offset. */
    private static final int DISTANCE = 100;

    private ReceiverRules() {}

    static List<Rule<PlanContext>> all() {
        return List.of(
                Rule.error("N4", ReceiverRules::bothGroupsAreAlike),
                Rule.error("N5", ReceiverRules::everyTrafficManagerHasAGroup),
                Rule.error("N6", ReceiverRules::placeholdersStandBeforeGroups),
                Rule.error("N7", ReceiverRules::portsAreTheTrafficManagers));
    }

    /** The nodes that report to others. */
    private static List<PlannedNode> reporting(PlanContext context) {
        return ThrottlingSettings.readers(context).stream()
                .filter(planned -> !calls(context, planned, PLAIN).isEmpty())
                .toList();
    }

    private static TrafficManagerCalls calls(PlanContext context, PlannedNode planned, String group) {
        return TrafficManagerCalls.of(
                context,
                planned,
                CallPurpose.THROTTLE_EVENTS,
                group.equals(PLAIN) ? PortPurpose.THROTTLE_EVENTS : PortPurpose.THROTTLE_EVENTS_TLS);
    }

    private static FilePlace place(PlanContext context, PlannedNode planned, String group) {
        return context.place(planned, Place.THROTTLE_RECEIVERS).orElseThrow().below(group);
    }

    private static Optional<ReceiverGroups> groups(PlanContext context, PlannedNode planned, String group) {
        return planned.value(place(context, planned, group)).flatMap(ReceiverGroups::of);
    }

    private static void bothGroupsAreAlike(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : reporting(context)) {
            for (String group : List.of(PLAIN, OVER_TLS)) {
                FilePlace place = place(context, planned, group);
                String scheme = group.equals(PLAIN) ? "tcp" : "ssl";
                Optional<String> text = planned.value(place);
                Optional<ReceiverGroups> read = text.flatMap(ReceiverGroups::of);
                boolean sound = read.filter(found -> found.all().stream()
                                .allMatch(receiver -> receiver.scheme().equals(scheme)))
                        .isPresent();
                if (text.isPresent() && !sound) {
                    context.report(
                            reporter,
                            planned,
                            place,
                            "must be " + scheme
                                    + "://<traffic manager>:<port> for each one; events would not be sent: \"Cannot"
                                    + " borrow client\"; write it so, each in braces where there are several");
                }
            }
            Optional<ReceiverGroups> plain = groups(context, planned, PLAIN);
            Optional<ReceiverGroups> overTls = groups(context, planned, OVER_TLS);
            if (plain.isPresent() && overTls.isPresent()) {
                difference(plain.get(), overTls.get())
                        .ifPresent(what -> context.report(
                                reporter,
                                planned,
                                place(context, planned, OVER_TLS),
                                what + "; the two go by pairs: \"Cannot borrow client for ssl://…\"; name the same"
                                        + " traffic managers in the same order as " + PLAIN + ", each at its port for"
                                        + " TLS"));
            }
        }
    }

    private static Optional<String> difference(ReceiverGroups plain, ReceiverGroups overTls) {
        if (!plain.shape().equals(overTls.shape())) {
            return Optional.of("has " + overTls.all().size() + " addresses in "
                    + overTls.groups().size() + " groups, but " + PLAIN + " has "
                    + plain.all().size() + " in " + plain.groups().size());
        }
        for (int i = 0; i < plain.all().size(); i++) {
            Receiver one = plain.all().get(i);
            Receiver other = overTls.all().get(i);
            boolean farApart = one.number().isPresent()
                    && other.number().isPresent()
                    && other.number().getAsInt() != one.number().getAsInt() + DISTANCE;
            if (!one.host().equalsIgnoreCase(other.host()) || farApart) {
                return Optional.of("has " + other + " where " + PLAIN + " has " + one);
            }
        }
        return Optional.empty();
    }

    private static void everyTrafficManagerHasAGroup(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : reporting(context)) {
            TrafficManagerCalls calls = calls(context, planned, PLAIN);
            FilePlace place = place(context, planned, PLAIN);
            Optional<ReceiverGroups> groups = groups(context, planned, PLAIN);
            if (groups.isEmpty()) {
                continue;
            }
            List<Node> missing = calls.missing(groups.get().all());
            if (!missing.isEmpty()) {
                context.report(
                        reporter,
                        planned,
                        place,
                        "does not name traffic manager " + Names.withLines(missing) + ", which would count none of this"
                                + " node's calls; limits would not hold; name each in a group of its own");
            } else if (groups.get().shape().stream().anyMatch(size -> size > 1)) {
                context.report(
                        reporter,
                        planned,
                        place,
                        "has several traffic managers in one group, so each event goes to one of them: each would count a"
                                + " part, and limits be as many times as high; write {tcp://<one>:<port>},{tcp://<other>:<port>}");
            }
        }
    }

    private static void placeholdersStandBeforeGroups(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : ThrottlingSettings.readers(context)) {
            for (String group : List.of(PLAIN, OVER_TLS)) {
                FilePlace place = place(context, planned, group);
                if (planned.value(place)
                        .filter(ReceiverGroups::hasPlaceholderBehindAGroup)
                        .isPresent()) {
                    context.report(
                            reporter,
                            planned,
                            place,
                            "has a ${…} behind the brace that closes a group, which the server does not read rightly: it"
                                    + " would stop with a StringIndexOutOfBoundsException; write hosts and ports out");
                }
            }
        }
    }

    private static void portsAreTheTrafficManagers(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : reporting(context)) {
            for (String group : List.of(PLAIN, OVER_TLS)) {
                TrafficManagerCalls calls = calls(context, planned, group);
                groups(context, planned, group).stream()
                        .map(ReceiverGroups::all)
                        .flatMap(List::stream)
                        .map(calls::wrongPort)
                        .flatMap(Optional::stream)
                        .limit(1)
                        .forEach(what -> context.report(reporter, planned, place(context, planned, group), what));
            }
        }
    }
}
