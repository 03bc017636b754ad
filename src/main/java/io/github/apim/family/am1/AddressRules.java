package io.github.apim.family.am1;

import static io.github.apim.family.carbon.ConfigurationFiles.CARBON;

import io.github.apim.deployment.Endpoint;
import io.github.apim.deployment.IpAddress;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.StandardPorts;
import io.github.apim.product.CallPurpose;
import io.github.apim.product.FilePlace;
import io.github.apim.product.Place;
import io.github.apim.product.Places;
import io.github.apim.product.PortPurpose;
import io.github.apim.product.Role;
import io.github.apim.product.Service;
import io.github.apim.rules.Address;
import io.github.apim.rules.Names;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.PlannedNode;
import io.github.apim.rules.Reporter;
import io.github.apim.rules.Rule;
import io.github.apim.topology.Front;
import io.github.apim.topology.Topology;
import io.github.apim.topology.Wiring;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every address in a file leads to a node, or to the load balancer, of the role that serves it, at the port of that
 * purpose (matrix §5): each is compared with the wiring.
 */
public final class AddressRules {

    /**
     * A place that holds an address.
     *
     * @param rule    the rule that a wrong one breaks
     * @param callers the roles whose nodes follow it
     * @param place   where a version has it; empty where it has none
     * @param port    the port of the service that it must lead to
     * @param symptom what the servers would do with a wrong one
     */
    private record Call(
            String rule,
            List<Role> callers,
            Function<Places, Optional<FilePlace>> place,
            Service service,
            PortPurpose port,
            String symptom) {}

    private static final List<Role> GATEWAYS = List.of(Role.GATEWAY_MANAGER, Role.GATEWAY_WORKER);
    private static final List<Role> PORTALS = List.of(Role.PUBLISHER, Role.STORE);
    private static final List<Role> SIGNING_IN = List.of(Role.PUBLISHER, Role.STORE, Role.ALL_IN_ONE);
    private static final List<Role> ANSWERING = List.of(Role.GATEWAY_MANAGER, Role.GATEWAY_WORKER, Role.ALL_IN_ONE);
    private static final List<Role> TELLING =
            List.of(Role.KEY_MANAGER, Role.IDENTITY_SERVER_KEY_MANAGER, Role.PUBLISHER, Role.STORE, Role.ALL_IN_ONE);

    private static final List<Call> CALLS = Stream.of(
                    Stream.of(
                            new Call(
                                    "M2",
                                    GATEWAYS,
                                    places -> places.find(Place.KEY_VALIDATOR_URL),
                                    Service.KEY_MANAGEMENT,
                                    PortPurpose.SERVLET_HTTPS,
                                    "every call would be answered with 900900"),
                            new Call(
                                    "M2",
                                    PORTALS,
                                    places -> places.find(Place.KEY_VALIDATOR_URL),
                                    Service.KEY_MANAGEMENT,
                                    PortPurpose.SERVLET_HTTPS,
                                    "no keys could be generated"),
                            new Call(
                                    "M2",
                                    List.of(Role.ALL_IN_ONE),
                                    places -> places.find(Place.KEY_VALIDATOR_URL),
                                    Service.KEY_MANAGEMENT,
                                    PortPurpose.SERVLET_HTTPS,
                                    "the key manager of the deployment would be asked nothing"),
                            new Call(
                                    "M2",
                                    SIGNING_IN,
                                    places -> places.find(Place.LOGIN_URL),
                                    Service.KEY_MANAGEMENT,
                                    PortPurpose.SERVLET_HTTPS,
                                    "nobody could log in"),
                            new Call(
                                    "M23",
                                    TELLING,
                                    places -> places.find(Place.GATEWAY_ENVIRONMENT)
                                            .map(environment -> environment.below("ServerURL")),
                                    Service.GATEWAY_ADMINISTRATION,
                                    PortPurpose.SERVLET_HTTPS,
                                    "APIs would not reach the gateways"),
                            new Call(
                                    "M25",
                                    TELLING,
                                    places -> places.find(Place.REVOKE_URL),
                                    Service.API_TRAFFIC,
                                    PortPurpose.PASS_THROUGH_HTTPS,
                                    "revoked tokens would keep working, and no token could be had for an application")),
                    TokenRules.TOKEN_APIS.stream()
                            .map(file -> new Call(
                                    "M26",
                                    ANSWERING,
                                    places -> Optional.of(new FilePlace(file, TokenRules.TEMPLATE)),
                                    Service.KEY_MANAGEMENT,
                                    PortPurpose.SERVLET_HTTPS,
                                    "token calls would go round in a loop or fail")))
            .flatMap(calls -> calls)
            .toList();

    private AddressRules() {}

    public static List<Rule<PlanContext>> all() {
        return List.of(
                Rule.error("M2", (context, reporter) -> lead("M2", context, reporter)),
                Rule.error("M10", AddressRules::allReachOneRepository),
                Rule.error("M23", (context, reporter) -> lead("M23", context, reporter)),
                Rule.error("M25", (context, reporter) -> lead("M25", context, reporter)),
                Rule.error("M26", (context, reporter) -> lead("M26", context, reporter)));
    }

    private static void lead(String rule, PlanContext context, Reporter reporter) {
        for (Call call : CALLS) {
            if (!call.rule().equals(rule)) {
                continue;
            }
            for (PlannedNode planned : callers(call, context)) {
                Optional<FilePlace> place =
                        call.place().apply(context.facts(planned).places());
                for (String url : place.map(planned::values).orElse(List.of())) {
                    Address.of(url)
                            .filter(address -> !address.host().startsWith("{"))
                            .ifPresent(
                                    address -> check(call, place.orElseThrow(), address, planned, context, reporter));
                }
            }
        }
    }

    /** An all-in-one node that manages keys itself may also have been told of a key manager that is no node. */
    private static List<PlannedNode> callers(Call call, PlanContext context) {
        List<PlannedNode> callers = context.nodes(call.callers().toArray(Role[]::new));
        return call.service() == Service.KEY_MANAGEMENT
                ? callers.stream().filter(KeyClients.all(context)::contains).toList()
                : callers;
    }

    private static void check(
            Call call, FilePlace place, Address address, PlannedNode planned, PlanContext context, Reporter reporter) {
        Wiring wiring = context.topology().wiring();
        List<Endpoint> answering = wiring.answering(call.service(), call.port());
        if (answering.isEmpty() || address.port().isEmpty() || leadsToItself(call, address, planned, context)) {
            return;
        }
        int port = address.port().getAsInt();
        List<Endpoint> ofThisHost = answering.stream()
                .filter(endpoint -> endpoint.host().equalsIgnoreCase(address.host()))
                .toList();
        if (ofThisHost.stream().anyMatch(endpoint -> endpoint.port() == port)) {
            return;
        }
        String found = address.host() + ":" + port;
        String wrong = ofThisHost.isEmpty()
                ? whatIsThere(context.topology(), address)
                        .map(known -> found + " is " + known)
                        .orElse(found + " is no address of the deployment")
                : found + " has the wrong port";
        context.report(
                reporter,
                planned,
                place,
                wrong + "; " + title(call.service()) + " answers at " + listed(answering) + "; " + call.symptom()
                        + "; write one of these");
    }

    /** Whether a key manager answers there. */
    static boolean isKeyManager(Address address, PlanContext context) {
        return context.topology().wiring().answering(Service.KEY_MANAGEMENT, PortPurpose.SERVLET_HTTPS).stream()
                .anyMatch(endpoint -> endpoint.host().equalsIgnoreCase(address.host())
                        && endpoint.port() == address.port().orElse(StandardPorts.HTTPS));
    }

    /** A node that serves it may call itself under any of its machine's own names. */
    private static boolean leadsToItself(Call call, Address address, PlannedNode planned, PlanContext context) {
        Topology topology = context.topology();
        return IpAddress.isLoopback(address.host())
                && topology.wiring().serving(call.service()).contains(planned.node())
                && topology.port(planned.node(), call.port())
                        .filter(port -> port == address.port().orElse(0))
                        .isPresent();
    }

    /** What the deployment knows under this host. */
    private static Optional<String> whatIsThere(Topology topology, Address address) {
        for (Front front : topology.wiring().fronts()) {
            if (front.host().name().equalsIgnoreCase(address.host())) {
                return Optional.of("the virtual host of " + front.role());
            }
        }
        List<Node> nodes = topology.deployment().nodes().stream()
                .filter(node -> node.host().equalsIgnoreCase(address.host())
                        || node.address().filter(address.host()::equals).isPresent())
                .toList();
        if (nodes.isEmpty()) {
            return IpAddress.isLoopback(address.host()) ? Optional.of("this machine itself") : Optional.empty();
        }
        return Optional.of(
                nodes.stream().map(Names::withLine).collect(Collectors.joining(" and ")) + " on that machine");
    }

    private static String title(Service service) {
        return "the service for "
                + switch (service) {
                    case KEY_MANAGEMENT -> CallPurpose.KEYS.title();
                    case GATEWAY_ADMINISTRATION -> CallPurpose.PUBLISHING.title();
                    case API_TRAFFIC -> CallPurpose.API_CALLS.title();
                    default -> service.name().toLowerCase(Locale.ROOT);
                };
    }

    private static String listed(List<Endpoint> endpoints) {
        return endpoints.stream().map(Endpoint::toString).collect(Collectors.joining(", "));
    }

    /** Matrix §2. */
    private static void allReachOneRepository(PlanContext context, Reporter reporter) {
        String place = "/Server/DeploymentSynchronizer/SvnUrl";
        long machines = context.topology().nodes(Role.GATEWAY_MANAGER, Role.GATEWAY_WORKER).stream()
                .map(context.topology()::machine)
                .distinct()
                .count();
        for (PlannedNode planned : context.nodes(Role.GATEWAY_MANAGER, Role.GATEWAY_WORKER)) {
            boolean local = planned.value(CARBON, place)
                    .flatMap(Address::of)
                    .filter(address -> IpAddress.isLoopback(address.host()))
                    .isPresent();
            if (local && machines > 1) {
                context.report(
                        reporter,
                        planned,
                        CARBON,
                        place,
                        "leads each gateway to its own machine, but the gateways run on " + machines
                                + "; no worker would get an API; name the machine of the SVN server");
            }
        }
    }
}
