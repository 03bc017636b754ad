package io.github.apim.family.toml;

import io.github.apim.deployment.IpAddress;
import io.github.apim.deployment.LoadBalancer.VirtualHost;
import io.github.apim.deployment.Node;
import io.github.apim.edit.Found;
import io.github.apim.product.CallPurpose;
import io.github.apim.product.Role;
import io.github.apim.product.Service;
import io.github.apim.rules.Address;
import io.github.apim.rules.Names;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.Reporter;
import io.github.apim.rules.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Brokers and receivers of events, which every file names node by node (am-3 §6, am-4 §5). */
final class EndpointRules {

    /** What a rule is told of one address: its path, and what is wrong with it. */
    private record Wrong(String id, String path, String message) {}

    private EndpointRules() {}

    static List<Rule<PlanContext>> ofBoth() {
        return Stream.of("T21", "T22", "T23", "T24", "T59", "T25")
                .map(EndpointRules::rule)
                .toList();
    }

    static List<Rule<PlanContext>> of4() {
        return List.of(rule("C11"), rule("C12"), Rule.error("C16", EndpointRules::oldestPublishToThemselves));
    }

    private static Rule<PlanContext> rule(String id) {
        return Rule.error(id, (context, reporter) -> {
            for (DeploymentToml toml : DeploymentToml.of(context)) {
                rows(toml)
                        .flatMap(row -> wrong(toml, row))
                        .filter(wrong -> wrong.id().equals(id))
                        .distinct()
                        .forEach(wrong -> toml.report(reporter, wrong.path(), wrong.message()));
            }
        });
    }

    /**
     * A control plane beside traffic managers publishes to its own broker what is the hub's; only in 4.0 does an all-in-one
     * node do so by the same key by which its gateway hears decisions (am-4 R13).
     */
    private static Stream<EndpointRow> rows(DeploymentToml toml) {
        boolean throttles = toml.offers(Service.THROTTLING);
        boolean isHub = toml.offers(Service.EVENT_HUB);
        boolean publishes = isHub && !(toml.hasRole(Role.ALL_IN_ONE) && toml.isSince("4.1.0"));
        return Stream.concat(
                EndpointRow.ROWS.stream(),
                Stream.of(
                        EndpointRow.decisions(publishes && !throttles ? Service.EVENT_HUB : Service.THROTTLING),
                        EndpointRow.copies(EndpointRow.COPIES, throttles ? Service.THROTTLING : Service.EVENT_HUB),
                        EndpointRow.copies(EndpointRow.HUB_COPIES, Service.EVENT_HUB)));
    }

    private static Stream<Wrong> wrong(DeploymentToml toml, EndpointRow row) {
        Map<String, Found> addresses = toml.every(row.path());
        if (toml.wiring().serving(row.service()).isEmpty()) {
            return Stream.empty();
        }
        Set<Node> expected = row.expected(toml);
        if (addresses.isEmpty()) {
            return isMissing(toml, row) && !expected.isEmpty()
                    ? Stream.of(new Wrong(row.missing(), row.path(), missing(row, expected)))
                    : Stream.empty();
        }
        boolean isCopy = row.whom() == EndpointRow.Whom.THE_OTHERS;
        if (isCopy && !toml.offers(row.service())) {
            return Stream.of(new Wrong(
                    "T25",
                    row.path(),
                    "is for those that throttle or have the event hub alone; here every event would be sent on once"
                            + " more; remove it"));
        }
        List<Wrong> found = new ArrayList<>();
        Set<Node> named = new HashSet<>();
        addresses.forEach((path, url) -> {
            if (!isOpen(url)) {
                check(toml, row, expected, path, url.value(), named).ifPresent(found::add);
            }
        });
        boolean isComplete = found.isEmpty() && addresses.values().stream().noneMatch(EndpointRules::isOpen);
        if (isComplete && !named.containsAll(expected)) {
            List<Node> left = expected.stream()
                    .filter(node -> !named.contains(node))
                    .sorted(Comparator.comparing(Node::name))
                    .toList();
            found.add(new Wrong(
                    isCopy ? "T25" : "T21",
                    row.path(),
                    "does not name " + Names.withLines(left) + "; what happens there would never be heard of here, or"
                            + " the other way round; name each of them"));
        }
        return found.stream();
    }

    /** Whether only the server will know where it leads. */
    private static boolean isOpen(Found url) {
        return url.value().contains("${") || DeploymentToml.isResolvedLater(url.value());
    }

    /** Of copies it depends on the version which of the two keys switches which publisher on (am-4 R14). */
    private static boolean isMissing(DeploymentToml toml, EndpointRow row) {
        boolean needed = row.isNeededBy(toml);
        if (!needed || row.whom() != EndpointRow.Whom.THE_OTHERS) {
            return needed;
        }
        boolean hub = toml.offers(Service.EVENT_HUB);
        if (row.path().equals(EndpointRow.HUB_COPIES)) {
            return hub && toml.isSince("4.1.0");
        }
        return toml.offers(Service.THROTTLING) || hub && !toml.isSince("4.3.0");
    }

    private static String missing(EndpointRow row, Set<Node> expected) {
        return "is not there, so that the server would take its own address, where nobody answers for it; name "
                + Names.withLines(expected.stream()
                        .sorted(Comparator.comparing(Node::name))
                        .toList())
                + ", as " + row.scheme() + "://…";
    }

    private static Optional<Wrong> check(
            DeploymentToml toml, EndpointRow row, Set<Node> expected, String path, String url, Set<Node> named) {
        Optional<Address> address = Address.of(url);
        if (address.isEmpty() || !address.get().scheme().equals(row.scheme())) {
            return Optional.of(new Wrong(
                    "T21",
                    path,
                    "is no address like " + row.scheme() + "://host:port, and nobody would connect to it"));
        }
        String host = address.get().host();
        if (isBalanced(toml, host)) {
            return Optional.of(new Wrong(
                    "T22",
                    path,
                    host + " is the load balancer, which passes on HTTP alone; name the nodes themselves"));
        }
        List<Node> there = toml.wiring().serving(row.service()).stream()
                .filter(node -> isAt(toml, node, host))
                .toList();
        if (there.isEmpty()) {
            return Optional.of(new Wrong(
                    "T21",
                    path,
                    host + " is none of those that answer this, which are "
                            + Names.withLines(toml.wiring().serving(row.service())) + "; name one of them"));
        }
        int port = address.get().port().orElse(0);
        Optional<Node> node = there.stream()
                .filter(candidate ->
                        toml.context().topology().port(candidate, row.port()).orElse(-1) == port)
                .findFirst();
        if (node.isEmpty()) {
            return Optional.of(new Wrong("T23", path, wrongPort(toml, row, there, port)));
        }
        named.add(node.get());
        return expected.contains(node.get()) ? Optional.empty() : Optional.of(unexpected(toml, row, path, node.get()));
    }

    private static String wrongPort(DeploymentToml toml, EndpointRow row, List<Node> there, int port) {
        Node node = there.get(0);
        return "port " + port + " is not that for " + row.port().title() + " of node " + Names.withLine(node)
                + ", which is "
                + toml.context().topology().port(node, row.port()).orElseThrow()
                + " with its offset; nobody, or another server, would answer";
    }

    private static Wrong unexpected(DeploymentToml toml, EndpointRow row, String path, Node node) {
        if (row.whom() == EndpointRow.Whom.THE_OTHERS) {
            return new Wrong(
                    "T25", path, "is this node itself, which would count its own events twice; name the others alone");
        }
        return new Wrong(
                "T59",
                path,
                "is node " + Names.withLine(node) + ", but this node is one of them and publishes to its own broker: it"
                        + " would all go to the other one; name tcp://localhost with this node's port alone");
    }

    private static boolean isBalanced(DeploymentToml toml, String host) {
        return !isNamed(toml, host)
                && toml.context().deployment().loadBalancers().stream()
                        .anyMatch(balancer -> Stream.concat(
                                        balancer.address().stream(),
                                        balancer.virtualHosts().stream().map(VirtualHost::name))
                                .anyMatch(own -> IpAddress.isSame(own, host)));
    }

    /** Whether a node is there under this very name or address, be it one of the loopback network. */
    private static boolean isNamed(DeploymentToml toml, String host) {
        return toml.context().deployment().nodes().stream().anyMatch(node -> goesBy(toml, node, host));
    }

    private static boolean goesBy(DeploymentToml toml, Node node, String host) {
        return IpAddress.isSame(node.host(), host)
                || IpAddress.isSame(toml.context().topology().machine(node), host);
    }

    private static boolean isAt(DeploymentToml toml, Node node, String host) {
        return goesBy(toml, node, host)
                || IpAddress.isLoopback(host)
                        && !isNamed(toml, host)
                        && toml.context()
                                .topology()
                                .machine(node)
                                .equals(toml.context().topology().machine(toml.node()));
    }

    /** Am-4 R13: 4.0 has no broker's address for its control planes but that of throttling. */
    private static void oldestPublishToThemselves(PlanContext context, Reporter reporter) {
        for (DeploymentToml toml : DeploymentToml.of(context)) {
            boolean isHeard = toml.wiring().serving(Service.EVENT_HUB).size() > 1
                    || !toml.wiring().links(CallPurpose.HUB_NEWS).isEmpty();
            if (isHeard
                    && toml.offers(Service.EVENT_HUB)
                    && !toml.isSince("4.1.0")
                    && !toml.has(EndpointRow.DECISIONS)) {
                toml.report(
                        reporter,
                        EndpointRow.DECISIONS,
                        "is not there, and this version publishes what has changed to that address alone; the machine's"
                                + " own would be guessed among its interfaces; name tcp://localhost with this node's"
                                + " port");
            }
        }
    }
}
