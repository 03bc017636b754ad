package io.github.apim.family.am1;

import static io.github.apim.family.carbon.ConfigurationFiles.API_MANAGER;

import io.github.apim.deployment.Endpoint;
import io.github.apim.deployment.GatewayEnvironment;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.StandardPorts;
import io.github.apim.product.PortPurpose;
import io.github.apim.product.Role;
import io.github.apim.product.Service;
import io.github.apim.rules.Address;
import io.github.apim.rules.Names;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.PlannedNode;
import io.github.apim.rules.Reporter;
import io.github.apim.rules.Rule;
import io.github.apim.topology.Environment;
import io.github.apim.topology.Front;
import io.github.apim.topology.Topology;
import io.github.apim.topology.Wiring;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What publisher, store and key manager know of the gateways (matrix §5). */
public final class GatewayRules {

    private static final String ENVIRONMENT = "/APIManager/APIGateway/Environments/Environment/";
    private static final String ENDPOINT = ENVIRONMENT + "GatewayEndpoint";
    private static final Pattern ENDPOINTS = Pattern.compile("(http://[^,\\s]+,)?https://[^,\\s]+");

    private GatewayRules() {}

    public static List<Rule<PlanContext>> all() {
        return List.of(
                Rule.error("M23", GatewayRules::clientsCallTheWorkers),
                Rule.error("M23", GatewayRules::environmentsHaveOneName),
                Rule.error("M23", GatewayRules::allPublishToOneNode),
                Rule.error("M23", GatewayRules::environmentsLeadToTheirOwnGateways),
                Rule.error("M24", GatewayRules::endpointsAreOpen));
    }

    /** The roles that publish to gateways, or tell others of them. */
    private static List<PlannedNode> publishing(PlanContext context) {
        return context.nodes(
                Role.PUBLISHER, Role.STORE, Role.KEY_MANAGER, Role.IDENTITY_SERVER_KEY_MANAGER, Role.ALL_IN_ONE);
    }

    /** All names under which a service answers: machines' and the load balancer's. */
    static Set<String> hosts(Wiring wiring, Service service, PortPurpose port) {
        return wiring.answering(service, port).stream().map(Endpoint::host).collect(Collectors.toSet());
    }

    private static void clientsCallTheWorkers(PlanContext context, Reporter reporter) {
        Wiring wiring = context.topology().wiring();
        Set<String> managers = hosts(wiring, Service.GATEWAY_ADMINISTRATION, PortPurpose.SERVLET_HTTPS);
        Set<String> serving = hosts(wiring, Service.API_TRAFFIC, PortPurpose.PASS_THROUGH_HTTPS);
        for (PlannedNode planned : context.nodes()) {
            for (Address address : endpoints(planned)) {
                if (managers.contains(address.host()) && !serving.contains(address.host())) {
                    context.report(
                            reporter,
                            planned,
                            API_MANAGER,
                            ENDPOINT,
                            address.host() + " is the gateway manager, which clients would call instead of the workers;"
                                    + " name the workers");
                }
            }
        }
    }

    private static List<Address> endpoints(PlannedNode planned) {
        List<Address> addresses = new ArrayList<>();
        for (String text : planned.values(API_MANAGER, ENDPOINT)) {
            for (String url : text.split(",")) {
                Address.of(url.trim()).ifPresent(addresses::add);
            }
        }
        return addresses;
    }

    private static void environmentsHaveOneName(PlanContext context, Reporter reporter) {
        PlannedNode first = null;
        for (PlannedNode planned : publishing(context)) {
            List<String> names = planned.values(API_MANAGER, ENVIRONMENT + "Name");
            if (names.isEmpty()) {
                continue;
            }
            if (first == null) {
                first = planned;
            } else if (!names.equals(first.values(API_MANAGER, ENVIRONMENT + "Name"))) {
                context.report(
                        reporter,
                        planned,
                        API_MANAGER,
                        ENVIRONMENT + "Name",
                        "is " + String.join(", ", names) + ", but node " + Names.withLine(first.node())
                                + " has other names; an API remembers its environment by name, and the store fails"
                                + " with a NullPointerException for a name that it does not know; give all the same");
            }
        }
    }

    /** What is shipped leads each node to itself, which of several gateways is right for the one that takes APIs alone. */
    private static void allPublishToOneNode(PlanContext context, Reporter reporter) {
        Wiring wiring = context.topology().wiring();
        List<Node> taking = wiring.serving(Service.GATEWAY_ADMINISTRATION);
        for (PlannedNode planned : publishing(context)) {
            boolean itself = planned.values(API_MANAGER, ENVIRONMENT + "ServerURL").stream()
                    .anyMatch(url -> url.contains("${carbon.local.ip}"));
            if (itself && !taking.isEmpty() && !taking.contains(planned.node())) {
                context.report(
                        reporter,
                        planned,
                        API_MANAGER,
                        ENVIRONMENT + "ServerURL",
                        "leads to this node itself, but APIs are published to node " + Names.withLine(taking.get(0))
                                + "; what is published here would not reach the gateways; name that node, or the virtual"
                                + " host that leads to it");
            }
        }
    }

    /** Each address alone may be a gateway's, and yet one of another environment. */
    private static void environmentsLeadToTheirOwnGateways(PlanContext context, Reporter reporter) {
        Wiring wiring = context.topology().wiring();
        for (Environment environment : wiring.environments()) {
            for (GatewayEnvironment declared : environment.declared().stream().toList()) {
                String place =
                        "/APIManager/APIGateway/Environments/Environment[Name='" + declared.name() + "']/ServerURL";
                List<String> own = wiring.administering(environment).stream()
                        .map(Endpoint::toString)
                        .toList();
                for (PlannedNode planned : publishing(context)) {
                    planned.values(API_MANAGER, place).stream()
                            .flatMap(url -> Address.of(url).stream())
                            .filter(address -> isOfAnother(address, own, wiring))
                            .forEach(address -> context.report(
                                    reporter,
                                    planned,
                                    API_MANAGER,
                                    place,
                                    address.host() + " takes the APIs of another environment; those of "
                                            + declared.name() + " are published at " + String.join(", ", own)));
                }
            }
        }
    }

    private static boolean isOfAnother(Address address, List<String> own, Wiring wiring) {
        String found = address.host() + ":" + address.port().orElse(443);
        return !own.contains(found)
                && wiring.answering(Service.GATEWAY_ADMINISTRATION, PortPurpose.SERVLET_HTTPS).stream()
                        .anyMatch(endpoint -> endpoint.toString().equals(found));
    }

    private static void endpointsAreOpen(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : context.nodes()) {
            for (String text : planned.values(API_MANAGER, ENDPOINT)) {
                if (!text.contains("${") && !ENDPOINTS.matcher(text).matches()) {
                    context.report(
                            reporter,
                            planned,
                            API_MANAGER,
                            ENDPOINT,
                            Address.shown(text) + " must be http://…,https://… in this order with one comma and no"
                                    + " blank; the store would show wrong addresses");
                }
            }
            for (Address address : endpoints(planned)) {
                Set<Integer> open = open(context.topology(), address);
                int standard = address.scheme().equals("https") ? StandardPorts.HTTPS : StandardPorts.HTTP;
                int port = address.port().orElse(standard);
                if (!open.isEmpty() && !open.contains(port)) {
                    context.report(
                            reporter,
                            planned,
                            API_MANAGER,
                            ENDPOINT,
                            "no gateway answers " + address.scheme() + " at " + address.host() + ":" + port
                                    + ", only at " + open.stream().sorted().toList()
                                    + "; clients would get \"connection refused\"; set one of these ports");
                }
            }
        }
    }

    /** The ports at which gateways answer under a host; empty for a host that the descriptor does not know. */
    private static Set<Integer> open(Topology topology, Address address) {
        boolean https = address.scheme().equals("https");
        Set<Integer> ports = new HashSet<>();
        for (Front front : topology.wiring().fronts(Service.API_TRAFFIC)) {
            if (front.host().name().equals(address.host())) {
                if (https) {
                    ports.add(front.host().https());
                } else {
                    front.host().http().ifPresent(ports::add);
                }
            }
        }
        for (Node node : topology.nodes(Role.GATEWAY_MANAGER, Role.GATEWAY_WORKER, Role.ALL_IN_ONE)) {
            if (node.host().equals(address.host())
                    || node.address().filter(address.host()::equals).isPresent()) {
                topology.port(node, https ? PortPurpose.PASS_THROUGH_HTTPS : PortPurpose.PASS_THROUGH_HTTP)
                        .ifPresent(ports::add);
            }
        }
        return ports;
    }
}
