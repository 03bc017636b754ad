package io.github.apim.family.toml;

import io.github.apim.deployment.Endpoint;
import io.github.apim.deployment.IpAddress;
import io.github.apim.edit.Found;
import io.github.apim.product.CallPurpose;
import io.github.apim.product.PortPurpose;
import io.github.apim.product.Role;
import io.github.apim.product.Service;
import io.github.apim.rules.Address;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.Reporter;
import io.github.apim.rules.Rule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The services of other nodes, under the load balancer's name where it stands in front of them (am-3 §7, am-4 §4). */
final class ServiceRules {

    static final String KEY_MANAGER = "apim.key_manager.service_url";
    static final String POLICIES = "apim.throttling.service_url";
    static final String HUB = "apim.event_hub.service_url";
    static final String NOTIFICATION = "event_listener.properties.notification_endpoint";
    static final String ENVIRONMENT = "apim.gateway.environment.service_url";

    private static final Pattern FORM =
            Pattern.compile("https://(?!services)(?:\\[[^]]+]|[^/:]+)(?::(?:[0-9]+|\\$\\{[^}]+}))?/services/?");
    private static final Pattern OWN_PORT = Pattern.compile(
            "://([^/:]+|\\[[^]]+]):\\$\\{(?:mgt\\.transport\\.https?\\.port|https?\\.nio\\.port|jms\\.port"
                    + "|receiver\\.url\\.port|auth\\.url\\.port|carbon\\.management\\.port)}");
    private static final int HTTPS = 443;

    private ServiceRules() {}

    static List<Rule<PlanContext>> ofBoth() {
        return List.of(
                Rule.error("T27", (context, reporter) -> check(context, reporter, POLICIES, Service.THROTTLING)),
                Rule.error("T28", (context, reporter) -> check(context, reporter, KEY_MANAGER, Service.KEY_MANAGEMENT)),
                Rule.error("T28", ServiceRules::keyManagersAreNamed),
                Rule.error("T29", ServiceRules::haveTheForm),
                Rule.error("T30", ServiceRules::revocationsAreTold),
                Rule.error("T33", ServiceRules::environmentsAreWhereApisArePublished),
                Rule.error("C29", ServiceRules::placeholdersAreOfThisNode));
    }

    static List<Rule<PlanContext>> of3() {
        return List.of(
                Rule.error("T27", ServiceRules::policiesAndTheHubAreNamed),
                Rule.error("T31", ServiceRules::keyManagersKnowTheGateways));
    }

    static List<Rule<PlanContext>> of4() {
        return List.of(
                Rule.error("C59", (context, reporter) -> check(context, reporter, HUB, Service.EVENT_HUB)),
                Rule.error("C59", ServiceRules::hubsAreNamed));
    }

    private static void check(PlanContext context, Reporter reporter, String path, Service service) {
        for (DeploymentToml toml : DeploymentToml.of(context)) {
            toml.every(path).forEach((own, found) -> check(toml, reporter, own, found.value(), service));
        }
    }

    /** Whoever offers a service may ask itself. */
    private static void check(DeploymentToml toml, Reporter reporter, String path, String url, Service service) {
        List<Endpoint> answering = toml.wiring().answering(service, PortPurpose.SERVLET_HTTPS);
        if (!answering.isEmpty()) {
            leads(toml, reporter, path, url, answering, toml.offers(service));
        }
    }

    private static void leads(
            DeploymentToml toml,
            Reporter reporter,
            String path,
            String url,
            List<Endpoint> answering,
            boolean toItself) {
        if (DeploymentToml.isResolvedLater(url)) {
            return;
        }
        Optional<Address> address = Address.of(url.replaceAll(":\\$\\{[^}]*}", ""));
        if (address.isEmpty()
                || OWN_PORT.matcher(url).find()
                        && !IpAddress.isLoopback(address.get().host())) {
            return;
        }
        String host = address.get().host();
        int port = address.get().port().orElse(HTTPS);
        boolean isRight = IpAddress.isLoopback(host) && toItself && isOwnPort(toml, url, port)
                || answering.stream().anyMatch(there -> there.port() == port && IpAddress.isSame(there.host(), host));
        if (!isRight) {
            toml.report(
                    reporter,
                    path,
                    "leads to " + Address.shown(url) + ", where nobody answers this; "
                            + answering.stream()
                                    .map(Endpoint::toString)
                                    .distinct()
                                    .collect(Collectors.joining(" or "))
                            + " would");
        }
    }

    private static boolean isOwnPort(DeploymentToml toml, String url, int port) {
        return url.contains("${")
                || toml.context()
                        .topology()
                        .port(toml.node(), PortPurpose.SERVLET_HTTPS)
                        .filter(own -> own == port)
                        .isPresent();
    }

    private static boolean calls(DeploymentToml toml, CallPurpose purpose) {
        return toml.wiring().calls(toml.node(), purpose);
    }

    private static void required(DeploymentToml toml, Reporter reporter, String path, String consequence) {
        toml.report(reporter, path, "is not there, and its default is this node itself; " + consequence);
    }

    private static void keyManagersAreNamed(PlanContext context, Reporter reporter) {
        for (DeploymentToml toml : DeploymentToml.of(context)) {
            if (calls(toml, CallPurpose.KEYS) && !toml.has(KEY_MANAGER)) {
                required(toml, reporter, KEY_MANAGER, "every token would be refused (900901); set it");
            }
        }
    }

    private static void policiesAndTheHubAreNamed(PlanContext context, Reporter reporter) {
        for (DeploymentToml toml : DeploymentToml.of(context)) {
            boolean asks = calls(toml, CallPurpose.THROTTLE_POLICIES) || fetches(toml);
            if (asks && !toml.has(POLICIES) && !toml.has(HUB)) {
                required(
                        toml,
                        reporter,
                        POLICIES,
                        "policies would stay here, or nothing could be fetched: \"Failed retrieving Blocking Conditions"
                                + " from remote endpoint\"; set it to the traffic manager's");
            }
        }
    }

    /** An identity server only tells the hub of revoked tokens, by its listener. */
    private static boolean fetches(DeploymentToml toml) {
        return calls(toml, CallPurpose.HUB_DATA) && !toml.hasRole(Role.IDENTITY_SERVER_KEY_MANAGER);
    }

    private static void hubsAreNamed(PlanContext context, Reporter reporter) {
        for (DeploymentToml toml : DeploymentToml.of(context)) {
            if (fetches(toml) && !toml.has(HUB)) {
                required(
                        toml,
                        reporter,
                        HUB,
                        "no API, subscription or policy could be fetched; set it to the control" + " plane's");
            }
        }
    }

    private static void haveTheForm(PlanContext context, Reporter reporter) {
        for (DeploymentToml toml : DeploymentToml.of(context)) {
            Stream.of(KEY_MANAGER, POLICIES, HUB, ENVIRONMENT)
                    .flatMap(path -> toml.every(path).entrySet().stream())
                    .filter(found ->
                            !DeploymentToml.isResolvedLater(found.getValue().value())
                                    && !FORM.matcher(found.getValue().value()).matches())
                    .forEach(found -> toml.report(
                            reporter,
                            found.getKey(),
                            "is not like https://host:port/services/, and the servers cut it at the first \"/services\""
                                    + " to make other addresses of it; write it so"));
        }
    }

    private static void revocationsAreTold(PlanContext context, Reporter reporter) {
        for (DeploymentToml toml : DeploymentToml.of(context)) {
            for (Map.Entry<String, Found> found : toml.every(NOTIFICATION).entrySet()) {
                String url = found.getValue().value();
                if (!url.matches("https://[^/]+/internal/data/v1/notify")) {
                    toml.report(
                            reporter,
                            found.getKey(),
                            "is not like https://host:port/internal/data/v1/notify, so that revoked tokens would stay"
                                    + " valid on the gateways; write it so");
                } else {
                    check(toml, reporter, found.getKey(), url, Service.EVENT_HUB);
                }
            }
        }
    }

    private static void environmentsAreWhereApisArePublished(PlanContext context, Reporter reporter) {
        for (DeploymentToml toml : DeploymentToml.of(context)) {
            List<Endpoint> answering = toml.wiring().environments().stream()
                    .flatMap(environment -> toml.wiring().administering(environment).stream())
                    .distinct()
                    .toList();
            if (!answering.isEmpty()) {
                toml.every(ENVIRONMENT)
                        .forEach((path, found) -> leads(
                                toml,
                                reporter,
                                path,
                                found.value(),
                                answering,
                                toml.offers(Service.GATEWAY_ADMINISTRATION)));
            }
            if (toml.facts().calls().stream().anyMatch(call -> call.purpose() == CallPurpose.PUBLISHING)
                    && toml.offers(Service.PUBLISHER)
                    && calls(toml, CallPurpose.PUBLISHING)
                    && !toml.has(ENVIRONMENT)) {
                required(toml, reporter, ENVIRONMENT, "no API would get to a gateway; write the environments");
            }
        }
    }

    private static void keyManagersKnowTheGateways(PlanContext context, Reporter reporter) {
        for (DeploymentToml toml : DeploymentToml.of(context)) {
            boolean tells = toml.offers(Service.KEY_MANAGEMENT)
                    && !toml.offers(Service.PUBLISHER)
                    && calls(toml, CallPurpose.PUBLISHING);
            if (tells && !toml.has(ENVIRONMENT)) {
                required(
                        toml,
                        reporter,
                        ENVIRONMENT,
                        "gateways would not hear of revoked tokens and changed roles; write the environments that the"
                                + " publisher has");
            }
        }
    }

    private static void placeholdersAreOfThisNode(PlanContext context, Reporter reporter) {
        for (DeploymentToml toml : DeploymentToml.of(context)) {
            toml.file()
                    .values()
                    .forEach((path, found) -> OWN_PORT.matcher(found.value())
                            .results()
                            .map(match -> match.group(1))
                            .filter(host -> !isThisNode(toml, host))
                            .findFirst()
                            .ifPresent(host -> toml.report(
                                    reporter,
                                    path,
                                    "has a port that this server computes of its own offset, and " + host
                                            + " is another host; write the port of that one")));
        }
    }

    private static boolean isThisNode(DeploymentToml toml, String host) {
        return host.startsWith("$")
                || IpAddress.isLoopback(host)
                || Stream.of(Optional.of(toml.node().host()), toml.node().address(), toml.value("server.hostname"))
                        .flatMap(Optional::stream)
                        .anyMatch(own -> IpAddress.isSame(own, host));
    }
}
