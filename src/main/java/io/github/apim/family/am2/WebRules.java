package io.github.apim.family.am2;

import static io.github.apim.family.carbon.CarbonFiles.JAGGERY_APPLICATIONS;
import static io.github.apim.family.carbon.CarbonFiles.SYNAPSE;
import static io.github.apim.family.carbon.CarbonFiles.WEB_APPLICATIONS;
import static io.github.apim.family.carbon.ConfigurationFiles.CARBON;

import io.github.apim.deployment.LoadBalancer.VirtualHost;
import io.github.apim.edit.EditException;
import io.github.apim.edit.JsonFile;
import io.github.apim.family.am1.SiteSettings;
import io.github.apim.product.FilePlace;
import io.github.apim.product.Place;
import io.github.apim.product.Role;
import io.github.apim.product.Service;
import io.github.apim.rules.Names;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.PlannedNode;
import io.github.apim.rules.Reporter;
import io.github.apim.rules.Rule;
import io.github.apim.topology.Front;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** What browsers, clients and other nodes find at a node's addresses (am-2 §6, §11, §13). */
final class WebRules {

    private static final String ENDPOINTS = SYNAPSE + "/inbound-endpoints";
    private static final String BLOCK_CONDITIONS = "throttle#data";
    private static final String WHITE_LIST = "/whiteListedHostNames";
    private static final String HOST_NAME = "/Server/HostName";

    /** The applications that look at the name under which they are called, and whose nodes run them. */
    private static final Map<Role, List<String>> SUSPICIOUS = Map.of(
            Role.STORE, List.of("store"),
            Role.PUBLISHER, List.of("admin"),
            Role.ALL_IN_ONE, List.of("store", "admin"));

    private WebRules() {}

    static List<Rule<PlanContext>> all() {
        return List.of(
                Rule.warning("N32", WebRules::webSocketsAreGateways),
                Rule.error("N34", WebRules::blockConditionsCanBeAsked),
                Rule.warning("N35", WebRules::namesAreTrusted),
                Rule.error("N36", WebRules::assertionsAreAsDemanded),
                Rule.warning("N38", WebRules::webSocketsAreShownWhereTheyAre));
    }

    private static void webSocketsAreGateways(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : context.nodes(Role.KEY_MANAGER, Role.PUBLISHER, Role.STORE, Role.TRAFFIC_MANAGER)) {
            planned.files().under(ENDPOINTS).stream()
                    .filter(path -> path.endsWith(".xml"))
                    .findFirst()
                    .ifPresent(path -> context.report(
                            reporter,
                            planned,
                            ENDPOINTS,
                            path.substring(ENDPOINTS.length() + 1),
                            "opens a port for web sockets, which are the gateways' alone; it may be in use on this machine;"
                                    + " leave the file out"));
        }
    }

    /** A node whose applications are not known is not judged. */
    private static void blockConditionsCanBeAsked(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : context.nodes(Role.KEY_MANAGER)) {
            List<String> applications = planned.files().under(WEB_APPLICATIONS);
            String start = WEB_APPLICATIONS + "/" + BLOCK_CONDITIONS;
            if (!applications.isEmpty() && applications.stream().noneMatch(path -> path.startsWith(start))) {
                context.report(
                        reporter,
                        planned,
                        WEB_APPLICATIONS,
                        BLOCK_CONDITIONS,
                        "is not among the web applications; gateways ask it at their start what is blocked, and would log"
                                + " failures and let pass what was blocked before; keep it on the key manager");
            }
        }
    }

    private static void namesAreTrusted(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : context.nodes()) {
            for (String application : SUSPICIOUS.getOrDefault(planned.node().role(), List.of())) {
                String file = JAGGERY_APPLICATIONS + application + "/site/conf/site.json";
                List<String> strangers = trusted(planned, file)
                        .map(list -> namesInFront(context, planned).stream()
                                .filter(name -> !list.contains(name))
                                .toList())
                        .orElse(List.of());
                if (!strangers.isEmpty()) {
                    context.report(
                            reporter,
                            planned,
                            file,
                            WHITE_LIST.substring(1),
                            "does not have " + String.join(", ", strangers)
                                    + ", the load balancer's name, and carbon.xml"
                                    + " has another HostName; users would be sent to that one and its port: \"Possible HOST"
                                    + " Header Attack is identified\"; add the name");
                }
            }
        }
    }

    /** Those under which users call a node, but for its own. */
    private static List<String> namesInFront(PlanContext context, PlannedNode planned) {
        Optional<String> own = planned.value(CARBON, HOST_NAME);
        return context.topology().wiring().fronts().stream()
                .filter(front ->
                        front.role() == planned.node().role() && front.nodes().contains(planned.node()))
                .map(front -> front.host().name())
                .filter(name -> own.filter(name::equals).isEmpty())
                .toList();
    }

    /** The names that an application answers to; empty if it does not ask, or leaves it to the load balancer. */
    private static Optional<List<String>> trusted(PlannedNode planned, String file) {
        try {
            Optional<JsonFile> site = planned.files().read(file).map(bytes -> JsonFile.parse(file, bytes));
            boolean automatic = site.filter(json -> json.has("/reverseProxy/enabled"))
                    .map(json -> json.text("/reverseProxy/enabled"))
                    .filter("auto"::equals)
                    .isPresent();
            return site.filter(json -> !automatic && json.has(WHITE_LIST)).map(WebRules::names);
        } catch (EditException unreadable) {
            return Optional.empty();
        }
    }

    private static List<String> names(JsonFile site) {
        List<String> names = new ArrayList<>();
        while (site.has(WHITE_LIST + "/" + names.size())) {
            names.add(site.text(WHITE_LIST + "/" + names.size()));
        }
        return names;
    }

    private static void assertionsAreAsDemanded(PlanContext context, Reporter reporter) {
        List<PlannedNode> servers = context.nodes(Role.IDENTITY_SERVER, Role.IDENTITY_SERVER_KEY_MANAGER).stream()
                .filter(planned ->
                        context.topology().wiring().serving(Service.SIGN_ON).contains(planned.node()))
                .toList();
        for (PlannedNode client : context.nodes()) {
            for (SiteSettings settings : SiteSettings.of(context, client)) {
                for (PlannedNode server : servers) {
                    demanded(context, reporter, client, settings, server, "assertionSigningEnabled", "SignAssertion");
                    demanded(
                            context,
                            reporter,
                            client,
                            settings,
                            server,
                            "audienceRestrictionsEnabled",
                            "EnableAudienceRestriction");
                }
            }
        }
    }

    private static void demanded(
            PlanContext context,
            Reporter reporter,
            PlannedNode client,
            SiteSettings settings,
            PlannedNode server,
            String key,
            String element) {
        Optional<FilePlace> providers = context.place(server, Place.SAML_SERVICE_PROVIDERS);
        if (providers.isEmpty()
                || !settings.value("enabled").equals("true")
                || !settings.value(key).equals("true")) {
            return;
        }
        FilePlace provider = providers.get().below("ServiceProvider[Issuer='" + settings.value("issuer") + "']");
        boolean given =
                server.value(provider.below(element)).filter("true"::equals).isPresent();
        if (!server.values(provider).isEmpty() && !given) {
            context.report(
                    reporter,
                    server,
                    provider.below(element),
                    "is not true, but node " + Names.withLine(client.node()) + " has " + key
                            + " and refuses what lacks it: users would sign in again and again; set it to true");
        }
    }

    private static void webSocketsAreShownWhereTheyAre(PlanContext context, Reporter reporter) {
        List<String> right = context.topology().wiring().fronts().stream()
                .map(Front::host)
                .flatMap(WebRules::addresses)
                .toList();
        for (PlannedNode planned : context.nodes(Role.PUBLISHER, Role.STORE)) {
            Optional<FilePlace> place = context.place(planned, Place.WEB_SOCKET_ADDRESS);
            for (String shown : place.map(planned::values).orElse(List.of())) {
                if (!right.isEmpty() && right.stream().noneMatch(shown::startsWith)) {
                    context.report(
                            reporter,
                            planned,
                            place.orElseThrow(),
                            "is " + shown + ", but clients reach web sockets at " + String.join(" and ", right)
                                    + "; the store would show an address that nobody answers at; write one of these");
                }
            }
        }
    }

    private static Stream<String> addresses(VirtualHost host) {
        return Stream.concat(
                address("ws", host, host.webSocket()).stream(), address("wss", host, host.secureWebSocket()).stream());
    }

    private static Optional<String> address(String scheme, VirtualHost host, OptionalInt port) {
        return port.isPresent() ? Optional.of(scheme + "://" + host.name() + ":" + port.getAsInt()) : Optional.empty();
    }
}
