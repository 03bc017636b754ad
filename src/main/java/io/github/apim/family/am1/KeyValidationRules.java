package io.github.apim.family.am1;

import static io.github.apim.family.carbon.ConfigurationFiles.API_MANAGER;

import io.github.apim.deployment.LoadBalancer.VirtualHost;
import io.github.apim.deployment.Node;
import io.github.apim.family.carbon.KeyManagerBundles;
import io.github.apim.product.FilePlace;
import io.github.apim.product.Place;
import io.github.apim.product.Places;
import io.github.apim.product.Product;
import io.github.apim.product.Role;
import io.github.apim.product.Service;
import io.github.apim.rules.Address;
import io.github.apim.rules.Names;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.PlannedNode;
import io.github.apim.rules.Reporter;
import io.github.apim.rules.Rule;
import io.github.apim.topology.Topology;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who asks the key manager, where, and over which protocol (matrix §5, R2 to R4). */
public final class KeyValidationRules {

    private static final String VALIDATOR = "/APIManager/APIKeyValidator/";
    private static final String SERVICES = "/services/";

    /** The slash of an address that the server completes. */
    private static final String CONTEXT = "${carbon.context}";

    private KeyValidationRules() {}

    public static List<Rule<PlanContext>> all() {
        return List.of(
                Rule.error("M2", KeyValidationRules::keyManagerHasAPort),
                Rule.error("M3", KeyValidationRules::servicesEndInASlash),
                Rule.error("M4", KeyValidationRules::noThriftThroughTheBalancer),
                Rule.error("M5", KeyValidationRules::thriftServersHavePorts),
                Rule.error("M5", KeyValidationRules::thriftClientsKnowThePort),
                Rule.error("M6", KeyValidationRules::thriftHosts),
                Rule.error("M11", KeyValidationRules::noThirdPartyKeyManager),
                Rule.error("M47", KeyValidationRules::identityServerCanValidate));
    }

    private static Optional<String> value(PlannedNode planned, String element) {
        return planned.value(API_MANAGER, VALIDATOR + element);
    }

    /** What is left out starts the server (matrix R4). */
    private static boolean servesThrift(PlannedNode planned) {
        return planned.node().role().product() == Product.API_MANAGER
                && planned.hasXml(API_MANAGER)
                && !value(planned, "EnableThriftServer").filter("false"::equals).isPresent();
    }

    private static void keyManagerHasAPort(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : KeyClients.all(context)) {
            Optional<String> url = value(planned, "ServerURL");
            Optional<Address> address = url.flatMap(Address::of);
            Role role = planned.node().role();
            boolean isPortal = role == Role.PUBLISHER || role == Role.STORE;
            if (url.isEmpty() || isPortal && url.get().contains("${")) {
                continue;
            }
            boolean sound = address.isPresent()
                    && address.get().scheme().equals("https")
                    && address.get().port().isPresent();
            if (!sound) {
                report(
                        context,
                        reporter,
                        planned,
                        "ServerURL",
                        url.get().contains("${")
                                ? itself(role) + "; set https://<key manager>:<port>/services/"
                                : Address.shown(url.get()) + " must be https and name a port, even 443; without one the"
                                        + " token API would call https://<host>:-1/oauth2/token; write"
                                        + " https://<host>:<port>/services/");
            }
        }
    }

    private static String itself(Role role) {
        return role == Role.ALL_IN_ONE
                ? "leads this node to itself, so that the key manager of the deployment would be asked nothing"
                : "leads this gateway to itself, where no key manager runs";
    }

    private static void servicesEndInASlash(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : context.nodes()) {
            Places places = context.facts(planned).places();
            Stream.of(
                            places.find(Place.LOGIN_URL),
                            places.find(Place.KEY_VALIDATOR_URL),
                            places.find(Place.GATEWAY_ENVIRONMENT).map(environment -> environment.below("ServerURL")),
                            places.find(Place.STORE_URL))
                    .flatMap(Optional::stream)
                    .forEach(place -> endsInASlash(context, reporter, planned, place));
        }
    }

    private static void endsInASlash(PlanContext context, Reporter reporter, PlannedNode planned, FilePlace place) {
        for (String url : planned.values(place)) {
            if (!url.replace(CONTEXT, "/").endsWith(SERVICES)) {
                context.report(
                        reporter,
                        planned,
                        place,
                        Address.shown(url) + " must end in " + SERVICES + "; service names are appended as they"
                                + " are, and the answer would be 404 or \"The service cannot be found\"");
            }
        }
    }

    private static void noThriftThroughTheBalancer(PlanContext context, Reporter reporter) {
        Set<String> fronts = context.topology().wiring().fronts(Service.KEY_MANAGEMENT).stream()
                .map(front -> front.host().name())
                .collect(Collectors.toSet());
        for (PlannedNode planned : KeyClients.overThrift(context)) {
            Optional<String> host = value(planned, "ThriftServerHost")
                    .or(() -> value(planned, "ServerURL").flatMap(Address::of).map(Address::host));
            if (host.filter(fronts::contains).isPresent()) {
                report(
                        context,
                        reporter,
                        planned,
                        "KeyValidatorClientType",
                        "is ThriftClient, and its server " + host.get() + " is the load balancer, which passes HTTP"
                                + " only: \"Login failed.. Authenticating again..\" and 900900 on every call; choose"
                                + " WSClient, or set ThriftServerHost to the key manager's node");
            }
        }
    }

    private static void thriftServersHavePorts(PlanContext context, Reporter reporter) {
        Map<String, Node> taken = new HashMap<>();
        for (PlannedNode planned : context.nodes()) {
            if (!servesThrift(planned)) {
                continue;
            }
            String port = value(planned, "ThriftServerPort").orElse("10397");
            Node other = taken.putIfAbsent(context.topology().machine(planned.node()) + ":" + port, planned.node());
            if (other != null) {
                report(
                        context,
                        reporter,
                        planned,
                        "ThriftServerPort",
                        port + " is also the port of node " + Names.withLine(other) + " on the same machine; the offset"
                                + " does not move it, so the second to start would log a BindException and gateways"
                                + " would ask the other; set another port, or EnableThriftServer to false");
            }
        }
    }

    private static void thriftClientsKnowThePort(PlanContext context, Reporter reporter) {
        Topology topology = context.topology();
        Optional<Node> server = topology.keyManagerRole()
                .flatMap(role -> topology.nodes(role).stream().findFirst());
        if (server.isEmpty()) {
            return;
        }
        for (PlannedNode planned : KeyClients.overThrift(context)) {
            String expected = context.planned(server.get())
                    .flatMap(keyManager -> value(keyManager, "ThriftServerPort"))
                    .orElseGet(() -> Integer.toString(topology.thriftPort(server.get())));
            String found = value(planned, "ThriftClientPort").orElse("10397");
            if (!found.equals(expected)) {
                report(
                        context,
                        reporter,
                        planned,
                        "ThriftClientPort",
                        "is " + found + ", but key manager " + Names.withLine(server.get()) + " listens on " + expected
                                + ", which its offset does not move; every call would fail with 900900; set "
                                + expected);
            }
        }
    }

    private static void thriftHosts(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : context.nodes()) {
            Optional<String> host = value(planned, "ThriftServerHost");
            if (host.isEmpty()) {
                continue;
            }
            Optional<String> front =
                    context.topology().ownVirtualHost(planned.node()).map(VirtualHost::name);
            boolean client = KeyClients.overThrift(context).contains(planned);
            if (client && host.get().equals("0.0.0.0")) {
                report(
                        context,
                        reporter,
                        planned,
                        "ThriftServerHost",
                        "is 0.0.0.0, so this node would ask itself; set the key manager's host");
            } else if (!client && servesThrift(planned) && host.equals(front)) {
                report(
                        context,
                        reporter,
                        planned,
                        "ThriftServerHost",
                        host.get() + " is the load balancer's name, on which this server cannot listen: \"Cannot assign"
                                + " requested address\"; set the node's own address or 0.0.0.0");
            }
        }
    }

    private static void noThirdPartyKeyManager(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : context.nodes()) {
            if (!planned.values(API_MANAGER, "/APIManager/APIKeyManager").isEmpty()) {
                context.report(
                        reporter,
                        planned,
                        API_MANAGER,
                        "/APIManager/APIKeyManager",
                        "is live; it replaces the key manager's implementation by another product's, and what"
                                + " older versions had there is APIKeyValidator now; comment it out, and set"
                                + " APIKeyValidator");
            }
        }
    }

    private static void identityServerCanValidate(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : context.nodes(Role.IDENTITY_SERVER_KEY_MANAGER)) {
            if (!KeyManagerBundles.areAmong(planned.files().under(KeyManagerBundles.FOLDER))) {
                context.report(
                        reporter,
                        planned,
                        KeyManagerBundles.FOLDER,
                        KeyManagerBundles.NAME,
                        "is not among the bundles: this is a plain Identity Server, which answers 404 at"
                                + " /services/APIKeyValidationService; take WSO2's pre-packaged Identity Server for the"
                                + " API Manager, or a pack in which you have installed the feature API Key Manager; or"
                                + " give the node the role identity-server and have another key-manager");
            }
        }
    }

    private static void report(
            PlanContext context, Reporter reporter, PlannedNode planned, String element, String message) {
        context.report(reporter, planned, API_MANAGER, VALIDATOR + element, message);
    }
}
