package io.github.apim.adoption;

import io.github.apim.adoption.Guess.Front;
import io.github.apim.family.spi.Sign;
import io.github.apim.product.PortPurpose;
import io.github.apim.product.Role;
import io.github.apim.rules.HomeReader.Seen;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** What stands before servlets: a node behind a load balancer knows its ports, and goes by its name or is linked by it. */
final class Consoles {

    private static final List<Role> OWN = List.of(
            Role.CONTROL_PLANE,
            Role.GATEWAY_MANAGER,
            Role.KEY_MANAGER,
            Role.PUBLISHER,
            Role.STORE,
            Role.IDENTITY_SERVER,
            Role.IDENTITY_SERVER_KEY_MANAGER,
            Role.BAM);

    private static final Set<Role> PORTALS = Set.of(Role.PUBLISHER, Role.STORE);

    private final Guess guess;

    private Consoles(Guess guess) {
        this.guess = guess;
    }

    static void find(Guess guess) {
        Consoles consoles = new Consoles(guess);
        OWN.forEach(consoles::ofRole);
        consoles.calledBy(Role.TRAFFIC_MANAGER, Role.TRAFFIC_MANAGER, Sign.THROTTLE_POLICIES);
        consoles.calledBy(Role.GATEWAY, Role.GATEWAY_MANAGER, Sign.ENVIRONMENT_SERVICES);
        consoles.ofAllInOne();
        consoles.nameApart();
        consoles.tellApart();
    }

    /** No two have one key; a key of its own says its role. */
    private void nameApart() {
        Set<String> keys = new HashSet<>();
        guess.fronts.replaceAll(front -> {
            Front own = front;
            for (int number = 2; !keys.add(own.key()); number++) {
                own = front.as(front.key() + "-" + number, front.nodes());
            }
            return own;
        });
    }

    /**
     * Of two virtual hosts of one name and port each needs its path, even its own one, and all have the same ports: one
     * server answers for them.
     */
    private void tellApart() {
        guess.fronts.replaceAll(front -> beside(front)
                .reduce(
                        front,
                        (one, other) -> one.http().isPresent() || isWithoutHttp(one) ? one : one.at(other.http()),
                        (one, other) -> one));
        guess.fronts.replaceAll(front -> front.path().isEmpty()
                        && PORTALS.contains(front.role())
                        && beside(front).findAny().isPresent()
                ? front.under("/" + front.role().key())
                : front);
    }

    private Stream<Front> beside(Front front) {
        return guess.fronts.stream()
                .filter(other -> !other.equals(front)
                        && other.name().equals(front.name())
                        && other.https() == front.https());
    }

    /** Whether a node behind it says that nothing is served over plain HTTP. */
    private boolean isWithoutHttp(Front front) {
        return guess.nodes(front.role()).stream()
                .anyMatch(node -> node.number(Sign.PROXY_HTTPS).isPresent()
                        && node.number(Sign.PROXY_HTTP).isEmpty());
    }

    private void ofRole(Role role) {
        List<AdoptedNode> nodes = guess.nodes(role);
        Map<Front, List<AdoptedNode>> groups = new LinkedHashMap<>();
        for (AdoptedNode node : nodes) {
            OptionalInt https = node.number(Sign.PROXY_HTTPS);
            Optional<Seen> name =
                    node.find(role == Role.GATEWAY_MANAGER ? Sign.MANAGEMENT_NAME : Sign.HOST_NAME);
            if (https.isPresent() && name.isPresent()) {
                Front front = front(role, name.get().value(), https.getAsInt(), node.number(Sign.PROXY_HTTP), path(node, role));
                groups.computeIfAbsent(front, absent -> new ArrayList<>()).add(node);
            }
        }
        int number = 1;
        for (Map.Entry<Front, List<AdoptedNode>> group : groups.entrySet()) {
            List<AdoptedNode> behind = group.getValue();
            Front front = group.getKey().because(behind.get(0).at(Sign.PROXY_HTTPS));
            guess.fronts.add(
                    behind.size() == nodes.size()
                            ? front
                            : front.as(
                                    role.key() + "-front-" + number++,
                                    behind.stream().map(AdoptedNode::name).toList()));
        }
    }

    /** Nodes that do not go by the name of their console themselves: those who call it know it. */
    private void calledBy(Role role, Role asRole, Sign sign) {
        List<AdoptedNode> nodes = guess.nodes(role);
        Optional<AdoptedNode> balanced = nodes.stream()
                .filter(node -> node.number(Sign.PROXY_HTTPS).isPresent())
                .findFirst();
        Optional<Address> called = guess.nodes.stream()
                .flatMap(node -> node.signs().having(sign).stream()
                        .flatMap(of -> node.changed(sign, of).stream()))
                .flatMap(seen -> Address.of(seen.value()).stream())
                .filter(address ->
                        nodes.stream().noneMatch(node -> node.mayAnswer(address, PortPurpose.SERVLET_HTTPS)))
                .findFirst();
        List<String> behind = nodes.stream()
                .filter(node -> node.number(Sign.PROXY_HTTPS).isPresent())
                .map(AdoptedNode::name)
                .toList();
        balanced.map(node -> front(
                        asRole,
                        called.map(Address::host).orElseGet(() -> node.text(Sign.HOST_NAME)),
                        node.number(Sign.PROXY_HTTPS).getAsInt(),
                        node.number(Sign.PROXY_HTTP),
                        "")
                        .because(node.at(Sign.PROXY_HTTPS)))
                .map(front -> behind.size() == nodes.size() ? front : front.as(front.key(), behind))
                .ifPresent(guess.fronts::add);
    }

    private static Front front(Role role, String name, int https, OptionalInt http, String path) {
        return new Front(
                role.key(),
                role,
                name,
                https,
                http,
                path,
                OptionalInt.empty(),
                OptionalInt.empty(),
                List.of(),
                "");
    }

    /** The path of a portal; one that is the portal's own need not be said where single sign-on says it anyway. */
    private String path(AdoptedNode node, Role portal) {
        String path = node.signs().text(Sign.PORTAL_PATH, portal.key());
        boolean signedOn = node.signs().text(Sign.SIGN_ON, portal.key()).equals("true");
        return signedOn && path.equals("/" + portal.key()) ? "" : path;
    }

    /** An all-in-one node has one console, and behind it may be known under several names, by what it is asked for. */
    private void ofAllInOne() {
        List<AdoptedNode> nodes = guess.nodes(Role.ALL_IN_ONE);
        if (nodes.isEmpty()) {
            return;
        }
        Map<Role, Address> links = new LinkedHashMap<>();
        if (guess.nodes(Role.KEY_MANAGER, Role.IDENTITY_SERVER_KEY_MANAGER).isEmpty()) {
            link(Role.KEY_MANAGER, Sign.KEY_SERVICES, "", nodes, links);
        }
        if (guess.nodes(Role.PUBLISHER).isEmpty()) {
            link(Role.PUBLISHER, Sign.PUBLISHER_LINK, "", nodes, links);
        }
        if (guess.nodes(Role.STORE).isEmpty()) {
            link(Role.STORE, Sign.STORE_LINK, "", nodes, links);
        }
        if (guess.nodes(Role.GATEWAY_MANAGER, Role.GATEWAY_WORKER, Role.GATEWAY).isEmpty()) {
            link(Role.GATEWAY_MANAGER, Sign.ENVIRONMENT_SERVICES, "0", nodes, links);
        }
        List<Front> fronts = new ArrayList<>();
        own(nodes.get(0), links).ifPresent(fronts::add);
        links.forEach((role, address) -> {
            if (fronts.stream().noneMatch(front -> isAt(front, address) && front.role() == Role.ALL_IN_ONE)) {
                fronts.add(front(role, address.host(), address.port(), OptionalInt.empty(), path(nodes.get(0), role)));
            }
        });
        firstOfAll(nodes.get(0), fronts)
                .forEach(front -> guess.fronts.add(front.because(nodes.get(0).at(Sign.PROXY_HTTPS))));
    }

    private void link(Role role, Sign sign, String of, List<AdoptedNode> nodes, Map<Role, Address> links) {
        guess.nodes.stream()
                .flatMap(node -> node.changed(sign, of).stream())
                .flatMap(seen -> Address.of(seen.value()).stream())
                .filter(address ->
                        nodes.stream().noneMatch(node -> node.mayAnswer(address, PortPurpose.SERVLET_HTTPS)))
                .findFirst()
                .ifPresent(address -> links.put(role, address));
    }

    private static boolean isAt(Front front, Address address) {
        return front.name().equals(address.host()) && front.https() == address.port();
    }

    /** The name that the node itself goes by, where it is not that of its machine. */
    private static Optional<Front> own(AdoptedNode node, Map<Role, Address> links) {
        String name = node.text(Sign.HOST_NAME);
        OptionalInt https = node.number(Sign.PROXY_HTTPS);
        boolean another = node.built()
                .map(built -> !built.host().equals(name))
                .orElseGet(() -> links.values().stream().anyMatch(link -> link.host().equals(name)));
        return https.isPresent() && another
                ? Optional.of(front(Role.ALL_IN_ONE, name, https.getAsInt(), node.number(Sign.PROXY_HTTP), ""))
                : Optional.empty();
    }

    /** Of several the first is the one whose ports the node knows. */
    private List<Front> firstOfAll(AdoptedNode node, List<Front> fronts) {
        OptionalInt https = node.number(Sign.PROXY_HTTPS);
        if (https.isEmpty() || fronts.stream().anyMatch(front -> front.role() == Role.ALL_IN_ONE)) {
            return fronts;
        }
        Optional<Front> first =
                fronts.stream().filter(front -> front.https() == https.getAsInt()).findFirst();
        List<Front> sorted = new ArrayList<>();
        Front shown = first.orElseGet(() ->
                front(unseen(), "unknown-name." + node.home().name(), https.getAsInt(), OptionalInt.empty(), ""));
        sorted.add(new Front(
                shown.key(),
                shown.role(),
                shown.name(),
                shown.https(),
                node.number(Sign.PROXY_HTTP),
                shown.path(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                List.of(),
                shown.why()));
        fronts.stream().filter(front -> !front.equals(shown)).forEach(sorted::add);
        return sorted;
    }

    /** A role under whose name no file would have a link. */
    private Role unseen() {
        boolean gateways = !guess.nodes(Role.GATEWAY_MANAGER, Role.GATEWAY_WORKER).isEmpty();
        boolean keys = !guess.nodes(Role.KEY_MANAGER, Role.IDENTITY_SERVER_KEY_MANAGER).isEmpty();
        return gateways || keys ? Role.GATEWAY_MANAGER : Role.KEY_MANAGER;
    }
}
