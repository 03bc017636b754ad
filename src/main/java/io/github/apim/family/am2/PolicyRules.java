package io.github.apim.family.am2;

import static io.github.apim.family.am2.ThrottlingSettings.DATA_PUBLISHER;
import static io.github.apim.family.am2.ThrottlingSettings.LISTENER;
import static io.github.apim.family.am2.ThrottlingSettings.POLICY_DEPLOYER;
import static io.github.apim.family.carbon.ConfigurationFiles.API_MANAGER;

import io.github.apim.deployment.Node;
import io.github.apim.deployment.Throttling;
import io.github.apim.deployment.Throttling.Synchronization;
import io.github.apim.product.CallPurpose;
import io.github.apim.product.FilePlace;
import io.github.apim.product.Place;
import io.github.apim.product.Role;
import io.github.apim.rules.Address;
import io.github.apim.rules.Names;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.PlannedNode;
import io.github.apim.rules.Reporter;
import io.github.apim.rules.Rule;
import io.github.apim.topology.Link;
import java.util.List;
import java.util.Optional;

/** Who hands on policies, who reports calls, and how traffic managers come to have the same plans (am-2 §5, §10.2, §12). */
public final class PolicyRules {

    /** For all versions in which policies are files of the traffic manager that gets them. */
    public static final Rule<PlanContext> EXCHANGED = Rule.warning("N15", PolicyRules::trafficManagersExchangePolicies);

    private static final String SERVICE_URL = POLICY_DEPLOYER + "ServiceURL";

    private PolicyRules() {}

    static List<Rule<PlanContext>> all() {
        return List.of(
                Rule.error("N11", PolicyRules::policiesReachOneTrafficManager),
                Rule.error("N12", PolicyRules::onlyPublishersHandPoliciesOn),
                Rule.warning("N13", PolicyRules::onlyGatewaysReportAndListen),
                EXCHANGED);
    }

    private static void policiesReachOneTrafficManager(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : ThrottlingSettings.readers(context)) {
            for (Link link : context.topology().wiring().links(CallPurpose.THROTTLE_POLICIES)) {
                if (link.from().equals(planned.node())) {
                    leadsThere(link, context, reporter, planned);
                }
            }
        }
    }

    private static void leadsThere(Link link, PlanContext context, Reporter reporter, PlannedNode planned) {
        Node server = link.to().get(0);
        String url = planned.value(API_MANAGER, SERVICE_URL).orElse("");
        boolean right = Address.of(url)
                .filter(address -> Hosts.isNamed(server, address.host())
                        && address.port().orElse(0) == link.address().port()
                        && address.path().endsWith("/services/"))
                .isPresent();
        if (!right) {
            context.report(
                    reporter,
                    planned,
                    API_MANAGER,
                    SERVICE_URL,
                    (url.isEmpty() ? "is not there" : Address.shown(url)) + "; policies go to traffic manager "
                            + Names.withLine(server)
                            + " straight, not to this node or a load balancer: a policy would be"
                            + " saved and have no effect; set https://" + link.address() + "/services/");
        }
    }

    private static void onlyPublishersHandPoliciesOn(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : context.nodes()) {
            Optional<FilePlace> place = context.place(planned, Place.POLICY_DEPLOYER_SWITCH);
            boolean on = place.flatMap(planned::value).filter("true"::equals).isPresent();
            if (place.isEmpty() || !planned.hasXml(place.get().file())) {
                continue;
            }
            if (on && handsNothingOn(planned.node().role())) {
                context.report(
                        reporter,
                        planned,
                        place.get(),
                        "is true, so this node would call a traffic manager's services at each start and log errors; only"
                                + " publishers hand policies on; set it to false");
            } else if (!on && planned.node().role() == Role.PUBLISHER) {
                context.report(
                        reporter,
                        planned,
                        place.get(),
                        "is not true on a publisher, so a policy would be saved and reach no traffic manager; set it to"
                                + " true");
            }
        }
    }

    private static boolean handsNothingOn(Role role) {
        return role.isGateway()
                || role == Role.KEY_MANAGER
                || role == Role.IDENTITY_SERVER_KEY_MANAGER
                || role == Role.STORE;
    }

    private static void onlyGatewaysReportAndListen(PlanContext context, Reporter reporter) {
        for (PlannedNode planned :
                context.nodes(Role.KEY_MANAGER, Role.IDENTITY_SERVER_KEY_MANAGER, Role.PUBLISHER, Role.STORE)) {
            for (String place : List.of(DATA_PUBLISHER + "Enabled", LISTENER + "Enabled")) {
                if (ThrottlingSettings.is(planned, place, "true")) {
                    context.report(
                            reporter,
                            planned,
                            API_MANAGER,
                            place,
                            "is true, but this node answers no API calls: it would try to connect without end, and log"
                                    + " each failure; set it to false");
                }
            }
        }
    }

    private static void trafficManagersExchangePolicies(PlanContext context, Reporter reporter) {
        List<Node> trafficManagers = context.topology().nodes(Role.TRAFFIC_MANAGER);
        boolean exchanged = context.deployment()
                .throttling()
                .map(Throttling::synchronization)
                .filter(way -> way != Synchronization.NONE)
                .isPresent();
        if (trafficManagers.size() > 1 && !exchanged) {
            reporter.report(
                    context.descriptor()
                            .locations()
                            .getOrDefault("throttling", trafficManagers.get(1).location()),
                    "throttling.synchronize-policies",
                    "policies come to one of " + Names.withLines(trafficManagers) + ", and nothing brings them to the"
                            + " others; limits would differ once that one is lost; write rsync or shared, or see to it"
                            + " that all have the same repository/deployment/server/executionplans");
        }
    }
}
