package io.github.apim.adoption;

import io.github.apim.deployment.IpAddress;
import io.github.apim.family.spi.Sign;
import io.github.apim.product.PortPurpose;
import io.github.apim.product.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * In which order the descriptor lists the nodes, which decides who is the first of several, how members list each other,
 * and which ports are counted up on a machine. Found by what the files say of the order; what they leave open, or
 * contradict each other in, stays as it was given.
 */
final class Order {

    /** More than any deployment needs whose files agree with each other. */
    private static final int MOST_STEPS = 50_000;

    private static final Role[] KEY_MANAGERS = {Role.KEY_MANAGER, Role.IDENTITY_SERVER_KEY_MANAGER};

    private final Guess guess;
    private final List<AdoptedNode> given;
    private final Map<AdoptedNode, Set<AdoptedNode>> before = new HashMap<>();
    private final Map<AdoptedNode, Integer> onMachine = new HashMap<>();
    private final Map<AdoptedNode, Integer> validatorOnMachine = new HashMap<>();
    private int steps;

    private Order(Guess guess) {
        this.guess = guess;
        this.given = List.copyOf(guess.nodes);
        given.forEach(node -> before.put(node, new LinkedHashSet<>()));
    }

    static void find(Guess guess) {
        Order order = new Order(guess);
        order.listed();
        order.first();
        order.counted();
        order.fill();
        List<AdoptedNode> found = order.place(new ArrayList<>());
        if (found.isEmpty()) {
            // Ports that do not fit together say nothing of the order.
            order.onMachine.clear();
            order.validatorOnMachine.clear();
            order.steps = 0;
            found = order.place(new ArrayList<>());
        }
        if (!found.isEmpty()) {
            guess.nodes.clear();
            guess.nodes.addAll(found);
        }
    }

    /** One node is listed before another one; the first who says so counts. */
    private void add(AdoptedNode first, AdoptedNode second) {
        if (first != second && !isBefore(second, first, new LinkedHashSet<>())) {
            before.get(second).add(first);
        }
    }

    private boolean isBefore(AdoptedNode first, AdoptedNode second, Set<AdoptedNode> seen) {
        return before.get(second).stream()
                .filter(seen::add)
                .anyMatch(node -> node == first || isBefore(first, node, seen));
    }

    private void chain(List<AdoptedNode> nodes) {
        for (int i = 1; i < nodes.size(); i++) {
            add(nodes.get(i - 1), nodes.get(i));
        }
    }

    private void listed() {
        for (AdoptedNode node : given) {
            node.find(Sign.ANALYTICS_RESTART)
                    .ifPresent(names -> chain(Arrays.stream(names.value().split(" "))
                            .flatMap(name ->
                                    given.stream().filter(other -> other.name().equals(name)))
                            .toList()));
        }
        for (AdoptedNode node : given) {
            if (node.says(Sign.CLUSTERED, "true") && node.says(Sign.SCHEME, "wka")) {
                chain(node.signs().all(Sign.MEMBER).stream()
                        .flatMap(member -> member(member.value()).stream())
                        .toList());
            }
            for (Role role : List.of(Role.TRAFFIC_MANAGER, Role.CONTROL_PLANE, Role.ALL_IN_ONE)) {
                asListed(node, Sign.THROTTLE_EVENTS, PortPurpose.THROTTLE_EVENTS, role);
                asListed(node, Sign.EVENT_HUB_BROKERS, PortPurpose.BROKER_AMQP, role);
            }
        }
    }

    private void asListed(AdoptedNode node, Sign sign, PortPurpose port, Role role) {
        node.find(sign)
                .ifPresent(urls -> chain(Address.all(urls.value()).stream()
                        .flatMap(address -> answering(address, port, role))
                        .toList()));
    }

    private Optional<AdoptedNode> member(String member) {
        int colon = member.lastIndexOf(':');
        return given.stream()
                .filter(node -> node.says(Sign.CLUSTERED, "true"))
                .filter(node -> node.says(Sign.MEMBER_HOST, member.substring(0, colon))
                        && node.says(Sign.MEMBER_PORT, member.substring(colon + 1)))
                .findFirst();
    }

    private Stream<AdoptedNode> answering(Address address, PortPurpose port, Role role) {
        return given.stream().filter(node -> node.role() == role && node.answers(address, port));
    }

    /** Where one of several is asked, it is the first of them. */
    private void first() {
        for (AdoptedNode node : given) {
            first(node, Sign.KEY_SERVICES, PortPurpose.SERVLET_HTTPS, Role.KEY_MANAGER);
            first(node, Sign.KEY_SERVICES, PortPurpose.SERVLET_HTTPS, Role.IDENTITY_SERVER_KEY_MANAGER);
            first(node, Sign.KEY_SERVICES, PortPurpose.SERVLET_HTTPS, Role.ALL_IN_ONE);
            first(node, Sign.KEY_SERVICES, PortPurpose.SERVLET_HTTPS, Role.CONTROL_PLANE);
            first(node, Sign.EVENT_HUB, PortPurpose.SERVLET_HTTPS, Role.CONTROL_PLANE);
            first(node, Sign.ENVIRONMENT_SERVICES, PortPurpose.SERVLET_HTTPS, Role.GATEWAY);
            if (node.role() != Role.GATEWAY) {
                first(node, Sign.ENVIRONMENT_ENDPOINT, PortPurpose.PASS_THROUGH_HTTPS, Role.GATEWAY);
            }
            first(node, Sign.PUBLISHER_LINK, PortPurpose.SERVLET_HTTPS, Role.PUBLISHER);
            first(node, Sign.STORE_LINK, PortPurpose.SERVLET_HTTPS, Role.STORE);
            first(node, Sign.ENVIRONMENT_SERVICES, PortPurpose.SERVLET_HTTPS, Role.GATEWAY_MANAGER);
            first(node, Sign.ENVIRONMENT_SERVICES, PortPurpose.SERVLET_HTTPS, Role.GATEWAY_WORKER);
            first(node, Sign.ENVIRONMENT_SERVICES, PortPurpose.SERVLET_HTTPS, Role.ALL_IN_ONE);
            if (node.role() != Role.GATEWAY_WORKER) {
                first(node, Sign.ENVIRONMENT_ENDPOINT, PortPurpose.PASS_THROUGH_HTTPS, Role.GATEWAY_WORKER);
            }
            if (node.role() != Role.GATEWAY_MANAGER
                    && guess.nodes(Role.GATEWAY_WORKER).isEmpty()) {
                first(node, Sign.ENVIRONMENT_ENDPOINT, PortPurpose.PASS_THROUGH_HTTPS, Role.GATEWAY_MANAGER);
            }
            if (node.role() != Role.ALL_IN_ONE) {
                first(node, Sign.ENVIRONMENT_ENDPOINT, PortPurpose.PASS_THROUGH_HTTPS, Role.ALL_IN_ONE);
            }
            if (node.says(Sign.SYNCHRONIZED, "true") && node.says(Sign.COMMITS, "true")) {
                others(node).forEach(other -> add(node, other));
            }
        }
    }

    private void first(AdoptedNode asking, Sign sign, PortPurpose port, Role role) {
        for (String of : asking.signs().having(sign)) {
            asking.changed(sign, of).stream()
                    .flatMap(seen -> Address.all(seen.value()).stream())
                    .flatMap(address -> answering(address, port, role))
                    .forEach(asked -> others(asked).forEach(other -> add(asked, other)));
        }
    }

    /** The nodes that do the same; of gateways those of the same environment. */
    private List<AdoptedNode> others(AdoptedNode node) {
        return guess.nodes(node.role()).stream()
                .filter(other -> other != node)
                .filter(other -> guess.environments.isEmpty()
                        || guess.environments.stream()
                                .anyMatch(environment -> environment.gateways().contains(node.name())
                                                == environment.gateways().contains(other.name())
                                        && environment.gateways().contains(node.name()))
                        || node.role() != Role.GATEWAY_MANAGER && node.role() != Role.GATEWAY_WORKER)
                .toList();
    }

    private void counted() {
        for (AdoptedNode node : given) {
            if (node.says(Sign.CLUSTERED, "true")) {
                OptionalInt place = node.counted(PortPurpose.CLUSTERING, Sign.MEMBER_PORT);
                place.ifPresent(number -> onMachine.put(node, number));
            }
            boolean serves =
                    validates(node) && (node.role() == Role.ALL_IN_ONE || node.says(Sign.THRIFT_SERVER, "true"));
            boolean counts = node.facts().ports().stream()
                    .anyMatch(port -> port.purpose() == PortPurpose.KEY_VALIDATION && !port.shifts());
            if (serves && counts) {
                node.counted(PortPurpose.KEY_VALIDATION, Sign.THRIFT_SERVER_PORT)
                        .ifPresent(number -> validatorOnMachine.put(node, number));
            }
        }
    }

    /** An all-in-one node leaves keys to a key manager, if there is one. */
    private boolean validates(AdoptedNode node) {
        List<AdoptedNode> keyManagers = guess.nodes(KEY_MANAGERS);
        return keyManagers.contains(node) || node.role() == Role.ALL_IN_ONE && keyManagers.isEmpty();
    }

    /**
     * A port that is counted up says how many nodes are before one on its machine. Where fewer are known, it is others of
     * which no file says where they are.
     */
    private void fill() {
        Map<String, Integer> wanted = new TreeMap<>();
        onMachine.forEach((node, number) -> wanted.merge(node.machine(), number + 1, Math::max));
        wanted.forEach((machine, count) -> {
            long known = given.stream()
                    .filter(node -> node.machine().equals(machine))
                    .count();
            given.stream()
                    .filter(node -> node.built().isEmpty() && !onMachine.containsKey(node))
                    .filter(node -> IpAddress.isLiteral(machine)
                            ? node.address().isEmpty() && !IpAddress.isLiteral(node.host())
                            : node.host().equals(node.home().name()))
                    .limit(Math.max(0, count - known))
                    .toList()
                    .forEach(node -> beside(node, machine));
        });
    }

    private static void beside(AdoptedNode node, String machine) {
        String why = "a guess: ports are counted there as if another node were before";
        if (IpAddress.isLiteral(machine)) {
            node.address(machine, why);
        } else {
            node.host(machine, why);
        }
    }

    /** The nodes in an order that fits, behind those that are placed already; empty if there is none. */
    private List<AdoptedNode> place(List<AdoptedNode> placed) {
        if (placed.size() == given.size()) {
            return List.copyOf(placed);
        }
        for (AdoptedNode next : given) {
            if (!placed.contains(next) && fits(next, placed) && steps++ < MOST_STEPS) {
                placed.add(next);
                List<AdoptedNode> found = place(placed);
                if (!found.isEmpty()) {
                    return found;
                }
                placed.remove(placed.size() - 1);
            }
        }
        return List.of();
    }

    private boolean fits(AdoptedNode next, List<AdoptedNode> placed) {
        return placed.containsAll(before.get(next))
                && isCounted(next, placed, onMachine, node -> true)
                && isCounted(next, placed, validatorOnMachine, this::validates);
    }

    /** Whether a node has as many of those that count before it on its machine as it counts, and lets the others count right. */
    private boolean isCounted(
            AdoptedNode next,
            List<AdoptedNode> placed,
            Map<AdoptedNode, Integer> numbers,
            Predicate<AdoptedNode> counts) {
        if (!counts.test(next)) {
            return true;
        }
        long here = placed.stream()
                .filter(node -> counts.test(node) && node.machine().equals(next.machine()))
                .count();
        Integer wanted = numbers.get(next);
        if (wanted != null && wanted != here) {
            return false;
        }
        return given.stream()
                .filter(node -> node != next && !placed.contains(node))
                .filter(node -> node.machine().equals(next.machine()) && numbers.containsKey(node))
                .noneMatch(node -> numbers.get(node) <= here);
    }
}
