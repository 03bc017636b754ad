package io.github.apim.family.am2;

import static io.github.apim.family.am2.ThrottlingSettings.FACTORY;
import static io.github.apim.family.am2.ThrottlingSettings.LISTENER;
import static io.github.apim.family.am2.ThrottlingSettings.POLICY_DEPLOYER;
import static io.github.apim.family.carbon.CarbonFiles.JNDI;
import static io.github.apim.family.carbon.ConfigurationFiles.API_MANAGER;
import static io.github.apim.family.carbon.ConfigurationFiles.DATASOURCES;

import io.github.apim.deployment.IpAddress;
import io.github.apim.deployment.Node;
import io.github.apim.edit.EditException;
import io.github.apim.edit.PropertiesFile;
import io.github.apim.family.am2.ReceiverGroups.Receiver;
import io.github.apim.product.CallPurpose;
import io.github.apim.product.FilePlace;
import io.github.apim.product.Place;
import io.github.apim.product.PortPurpose;
import io.github.apim.product.Product;
import io.github.apim.product.Role;
import io.github.apim.product.Service;
import io.github.apim.rules.Names;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.PlannedNode;
import io.github.apim.rules.Reporter;
import io.github.apim.rules.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Decisions of traffic managers come over their brokers, each of which is its node's own (am-2 §5, §7, §11). */
final class MessageBrokerRules {

    private static final String KEY = "connectionfactory.TopicConnectionFactory";
    private static final String STORE = "WSO2_MB_STORE_DB";
    private static final String STORE_URL =
            "/datasources-configuration/datasources/datasource[name='" + STORE + "']/definition/configuration/url";
    private static final String URLS = "/datasources-configuration/datasources/datasource/definition/configuration/url";

    private MessageBrokerRules() {}

    static List<Rule<PlanContext>> all() {
        return List.of(
                Rule.error("N5", MessageBrokerRules::everyBrokerIsListenedTo),
                Rule.error("N7", MessageBrokerRules::portsAreTheBrokers),
                Rule.error("N8", MessageBrokerRules::trafficManagersReachTheirOwnBroker),
                Rule.error("N9", MessageBrokerRules::blocksReachEveryBroker),
                Rule.error("N10", MessageBrokerRules::factoriesCanBeRead),
                Rule.error("N16", MessageBrokerRules::storesAreTheBrokersOwn),
                Rule.error("N17", MessageBrokerRules::trafficManagersKnowWhoSignsIn));
    }

    /** The nodes that take decisions from others. */
    private static List<PlannedNode> listening(PlanContext context) {
        return ThrottlingSettings.readers(context).stream()
                .filter(planned -> ThrottlingSettings.is(planned, LISTENER + "Enabled", "true")
                        && !calls(context, planned).isEmpty())
                .toList();
    }

    private static TrafficManagerCalls calls(PlanContext context, PlannedNode planned) {
        return TrafficManagerCalls.of(context, planned, CallPurpose.THROTTLE_DECISIONS, PortPurpose.BROKER_AMQP);
    }

    /** The listener's factory, with what the servers take from its sisters (am-2 §10.1). */
    private static Optional<String> factory(PlannedNode planned) {
        return planned.value(API_MANAGER, FACTORY).map(text -> {
            String result = text;
            for (String[] part : new String[][] {
                {"${jms.url}", "ServiceURL"}, {"${jms.username}", "Username"}, {"${jms.password}", "Password"}
            }) {
                result = result.replace(
                        part[0],
                        ThrottlingSettings.plain(planned, API_MANAGER, LISTENER + part[1])
                                .orElse(part[0]));
            }
            return result;
        });
    }

    /** What a node publishes by; of a file that cannot be read nothing. */
    private static Optional<String> jndi(PlannedNode planned) {
        try {
            return planned.files()
                    .read(JNDI)
                    .map(bytes -> PropertiesFile.parse(JNDI, bytes))
                    .flatMap(file -> file.get(KEY));
        } catch (EditException unreadable) {
            return Optional.empty();
        }
    }

    /** A node that listens to some only obeys some only. */
    private static void everyBrokerIsListenedTo(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : listening(context)) {
            factory(planned)
                    .flatMap(AmqpUrl::of)
                    .map(url -> calls(context, planned).missing(url.brokers()))
                    .filter(missing -> !missing.isEmpty())
                    .ifPresent(missing -> context.report(
                            reporter,
                            planned,
                            API_MANAGER,
                            FACTORY,
                            "does not name the broker of traffic manager " + Names.withLines(missing)
                                    + ", so this node would not hear its decisions; name each in brokerlist"));
        }
    }

    private static void portsAreTheBrokers(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : listening(context)) {
            factory(planned).flatMap(AmqpUrl::of).stream()
                    .flatMap(url -> url.brokers().stream())
                    .map(calls(context, planned)::wrongPort)
                    .flatMap(Optional::stream)
                    .limit(1)
                    .forEach(what -> context.report(reporter, planned, API_MANAGER, FACTORY, what));
        }
    }

    private static boolean counts(PlanContext context, PlannedNode planned) {
        return context.topology().wiring().serving(Service.THROTTLING).contains(planned.node());
    }

    private static void trafficManagersReachTheirOwnBroker(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : context.nodes()) {
            Optional<AmqpUrl> url = jndi(planned).flatMap(AmqpUrl::of);
            if (!counts(context, planned) || url.isEmpty()) {
                continue;
            }
            int port = context.topology()
                    .port(planned.node(), PortPurpose.BROKER_AMQP)
                    .orElseThrow();
            boolean itself = url.get().brokers().stream()
                    .allMatch(broker ->
                            (IpAddress.isLoopback(broker.host()) || Hosts.isNamed(planned.node(), broker.host()))
                                    && broker.number().orElse(0) == port);
            if (!itself) {
                report(
                        context,
                        reporter,
                        planned,
                        "does not lead to this node's own broker, tcp://localhost:" + port
                                + "; its decisions would reach nobody, and nobody be throttled; write that, with the"
                                + " offset");
            }
            if (!is(planned, "UserName", url.get().user())
                    || !is(planned, "Password", url.get().password())) {
                report(
                        context,
                        reporter,
                        planned,
                        "does not sign in as the administrator of user-mgt.xml, and nothing is put in for ${…} here; the"
                                + " broker would refuse this node's decisions, and nobody be throttled; write the"
                                + " administrator's name and password out");
            }
        }
    }

    /** What the vault hides may be anything. */
    private static boolean is(PlannedNode planned, String element, String value) {
        return ThrottlingSettings.administrators(planned, element)
                .filter(expected -> !expected.equals(value))
                .isEmpty();
    }

    /** Up to 2.1.0 publishers and stores say over JMS what is blocked (am-2 §5). */
    private static void blocksReachEveryBroker(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : context.nodes(Role.PUBLISHER, Role.STORE)) {
            TrafficManagerCalls calls = calls(context, planned);
            Optional<AmqpUrl> url = jndi(planned).flatMap(AmqpUrl::of);
            if (calls.isEmpty() || url.isEmpty()) {
                continue;
            }
            List<Receiver> brokers = url.get().brokers();
            List<Node> missing = calls.missing(brokers);
            if (!missing.isEmpty()) {
                report(
                        context,
                        reporter,
                        planned,
                        "does not name the broker of traffic manager " + Names.withLines(missing)
                                + "; what is blocked here, and policies of one's own, would not reach the gateways; name"
                                + " each");
            }
            brokers.stream()
                    .map(calls::wrongPort)
                    .flatMap(Optional::stream)
                    .limit(1)
                    .forEach(what -> report(context, reporter, planned, what));
        }
    }

    private static void factoriesCanBeRead(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : listening(context)) {
            factory(planned)
                    .flatMap(url -> fault(planned, url))
                    .ifPresent(fault -> context.report(reporter, planned, API_MANAGER, FACTORY, fault));
        }
        for (PlannedNode planned : context.nodes()) {
            boolean publishes =
                    counts(context, planned) || !calls(context, planned).isEmpty();
            jndi(planned)
                    .filter(url -> publishes)
                    .flatMap(url -> fault(planned, url))
                    .ifPresent(fault -> report(context, reporter, planned, fault));
        }
    }

    private static Optional<String> fault(PlannedNode planned, String text) {
        Optional<AmqpUrl> url = AmqpUrl.of(text);
        if (url.isEmpty()
                || url.get().brokers().isEmpty() && !url.get().options().contains("${")) {
            return Optional.of(
                    "is no amqp://<user>:<password>@clientid/carbon?brokerlist='tcp://<host>:<port>', so nothing"
                            + " would be connected; write it so");
        }
        if (url.get().options().contains("&")) {
            return Optional.of(
                    "has a plain & between its options, where the whole is a URL within a URL: syntax error, and"
                            + " the listener does not start; write %26");
        }
        boolean unfit = Stream.of(url.get().user(), url.get().password())
                .anyMatch(part -> AmqpUrl.isUnfit(part)
                        || ThrottlingSettings.administrator(planned, part)
                                .filter(AmqpUrl::isUnfit)
                                .isPresent());
        return unfit
                ? Optional.of(
                        "has a user or a password with one of the characters @ : / ? # % ', which would end that part"
                                + " of the URL: syntax error, and the listener does not start; choose another password")
                : Optional.empty();
    }

    /** Two brokers on one database lose and double messages (am-2 §7). */
    private static void storesAreTheBrokersOwn(PlanContext context, Reporter reporter) {
        Map<String, Node> taken = new HashMap<>();
        for (PlannedNode planned : context.nodes()) {
            Optional<String> url = planned.value(DATASOURCES, STORE_URL);
            if (url.isEmpty() || planned.node().role().product() != Product.API_MANAGER) {
                continue;
            }
            boolean ofTheHome = url.get().matches("jdbc:h2:(\\./)?repository/.*");
            Node other = ofTheHome ? null : taken.putIfAbsent(url.get(), planned.node());
            boolean shared = planned.values(DATASOURCES, URLS).stream()
                            .filter(url.get()::equals)
                            .count()
                    > 1;
            if (other != null || shared) {
                context.report(
                        reporter,
                        planned,
                        DATASOURCES,
                        STORE_URL,
                        "is the message broker's database, and "
                                + (other != null ? "node " + Names.withLine(other) : "another datasource of this node")
                                + " has the same; messages would be lost and doubled; leave each node its own, as"
                                + " shipped");
            }
        }
    }

    private static void trafficManagersKnowWhoSignsIn(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : ThrottlingSettings.readers(context)) {
            FilePlace receivers =
                    context.place(planned, Place.THROTTLE_RECEIVERS).orElseThrow();
            signsIn(context, reporter, planned, CallPurpose.THROTTLE_EVENTS, receivers);
            signsIn(
                    context,
                    reporter,
                    planned,
                    CallPurpose.THROTTLE_POLICIES,
                    new FilePlace(API_MANAGER, POLICY_DEPLOYER.replaceAll("/$", "")));
        }
        for (PlannedNode planned : listening(context)) {
            factory(planned).flatMap(AmqpUrl::of).ifPresent(url -> {
                for (PlannedNode server : servers(context, planned, CallPurpose.THROTTLE_DECISIONS)) {
                    boolean user = isAdministrator(planned, url.user(), server, "UserName");
                    if (!user || !isAdministrator(planned, url.password(), server, "Password")) {
                        stranger(
                                context,
                                reporter,
                                planned,
                                new FilePlace(API_MANAGER, FACTORY),
                                user ? "password" : "user",
                                server);
                    }
                }
            });
        }
    }

    private static void signsIn(
            PlanContext context, Reporter reporter, PlannedNode planned, CallPurpose purpose, FilePlace element) {
        for (PlannedNode server : servers(context, planned, purpose)) {
            for (Map.Entry<String, String> part :
                    Map.of("Username", "UserName", "Password", "Password").entrySet()) {
                FilePlace place = element.below(part.getKey());
                Optional<String> value = ThrottlingSettings.resolved(planned, place);
                if (value.isPresent() && !is(server, part.getValue(), value.get())) {
                    stranger(context, reporter, planned, place, part.getKey(), server);
                }
            }
        }
    }

    private static List<PlannedNode> servers(PlanContext context, PlannedNode planned, CallPurpose purpose) {
        return context.topology().wiring().links(purpose).stream()
                .filter(link -> link.from().equals(planned.node()))
                .map(link -> link.to().get(0))
                .distinct()
                .flatMap(node -> context.planned(node).stream())
                .toList();
    }

    private static boolean isAdministrator(PlannedNode planned, String text, PlannedNode server, String element) {
        return ThrottlingSettings.administrator(planned, text)
                .filter(value -> !value.contains("${") && !is(server, element, value))
                .isEmpty();
    }

    private static void stranger(
            PlanContext context,
            Reporter reporter,
            PlannedNode planned,
            FilePlace place,
            String what,
            PlannedNode server) {
        context.report(
                reporter,
                planned,
                place,
                "its " + what.toLowerCase(Locale.ROOT) + " is not that of the administrator of traffic manager "
                        + Names.withLine(server.node()) + ", which would refuse this node; give both the same by admin:"
                        + " in the descriptor");
    }

    private static void report(PlanContext context, Reporter reporter, PlannedNode planned, String message) {
        context.report(reporter, planned, JNDI, KEY, message);
    }
}
