package io.github.apim.adoption;

import io.github.apim.adoption.Guess.Environment;
import io.github.apim.adoption.Guess.Front;
import io.github.apim.family.spi.Sign;
import io.github.apim.product.PortPurpose;
import io.github.apim.product.Role;
import io.github.apim.rules.HomeReader.Seen;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** Which gateways serve the same APIs, and under which name clients call them. */
final class Environments {

    private final Guess guess;
    private final List<AdoptedNode> gateways;
    private final List<AdoptedNode> tellers;

    private Environments(Guess guess) {
        this.guess = guess;
        List<AdoptedNode> own = guess.nodes(Role.GATEWAY_MANAGER, Role.GATEWAY_WORKER, Role.GATEWAY);
        List<AdoptedNode> all = guess.nodes(Role.ALL_IN_ONE);
        this.gateways = own.isEmpty() ? all : own;
        this.tellers = guess
                .nodes(
                        Role.CONTROL_PLANE,
                        Role.PUBLISHER,
                        Role.STORE,
                        Role.KEY_MANAGER,
                        Role.ALL_IN_ONE,
                        Role.IDENTITY_SERVER_KEY_MANAGER)
                .stream()
                .filter(node -> node.changed(Sign.ENVIRONMENT_ENDPOINT, "0").isPresent())
                .toList();
    }

    static void find(Guess guess) {
        new Environments(guess).find();
    }

    private void find() {
        if (gateways.isEmpty()) {
            return;
        }
        Map<String, String> names = names();
        boolean renamed = gateways.stream()
                        .anyMatch(gateway -> gateway.changed(Sign.ENVIRONMENT_NAME, "0").isPresent()
                                || gateway.find(Sign.GATEWAY_LABEL)
                                        .filter(label -> !isShipped(label.value()))
                                        .isPresent())
                || gatewayRole() == Role.GATEWAY
                        && tellers.stream()
                                .flatMap(teller -> teller.signs().find(Sign.ENVIRONMENT_NAME, "0").stream())
                                .anyMatch(name -> !isShipped(name.value()));
        if (names.size() < 2 && !renamed) {
            traffic("", gateways, gatewayRole().key()).ifPresent(guess.fronts::add);
        } else {
            declared(names);
        }
        beside(Sign.ENVIRONMENT_WEB_SOCKET, "websocket");
        beside(Sign.ENVIRONMENT_WEB_SUB, "websub");
    }

    private void declared(Map<String, String> names) {
        for (Map.Entry<String, String> name : names.entrySet()) {
            List<AdoptedNode> members = gateways.stream()
                    .filter(gateway -> name(gateway).equals(name.getKey()))
                    .toList();
            if (!members.isEmpty()) {
                Optional<Front> front = traffic(name.getKey(), members, "apis-" + slug(name.getKey()));
                front.ifPresent(guess.fronts::add);
                guess.environments.add(new Environment(
                        name.getKey(),
                        members.get(0).signs().text(Sign.ENVIRONMENT_TYPE, "0"),
                        members.stream().map(AdoptedNode::name).toList(),
                        front.map(Front::key),
                        name.getValue()));
            }
        }
    }

    /** The names in the order of the publishers' files, each with where it stands. */
    private Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        tellers.stream()
                .filter(teller -> teller.role() != Role.ALL_IN_ONE)
                .sorted(Comparator.comparing((AdoptedNode teller) ->
                        -teller.signs().having(Sign.ENVIRONMENT_NAME).size()))
                .forEach(teller -> add(teller, names));
        gateways.stream()
                .sorted(Comparator.comparing(this::joinsAnother))
                .forEach(gateway -> gateway.find(Sign.GATEWAY_LABEL)
                        .or(() -> gateway.signs().find(Sign.ENVIRONMENT_NAME, "0"))
                        .ifPresent(seen -> names.putIfAbsent(seen.value(), gateway.at(seen))));
        return names;
    }

    /** The environment that a gateway says it is of. */
    private static String name(AdoptedNode gateway) {
        return gateway.find(Sign.GATEWAY_LABEL)
                .map(Seen::value)
                .orElseGet(() -> gateway.signs().text(Sign.ENVIRONMENT_NAME, "0"));
    }

    /** Whether the packs, as far as they are at hand, call their environment so. */
    private boolean isShipped(String name) {
        return guess.nodes.stream()
                .flatMap(node -> Stream.of(
                        node.shipped(Sign.ENVIRONMENT_NAME, "0"), node.shipped(Sign.GATEWAY_LABEL, "")))
                .flatMap(Optional::stream)
                .anyMatch(seen -> seen.value().equals(name));
    }

    /** The role of virtual hosts that API calls come in by. */
    private Role gatewayRole() {
        return gateways.get(0).facts().hasOneKindOfGateways() ? Role.GATEWAY : Role.GATEWAY_WORKER;
    }

    /** What comes in under a name of its own, beside the requests. */
    private void beside(Sign sign, String key) {
        tellers.stream()
                .flatMap(teller -> teller.signs().find(sign, "0").stream()
                        .map(seen -> Map.entry(teller, seen)))
                .filter(said -> Address.all(said.getValue().value()).stream()
                        .noneMatch(address -> guess.fronts.stream()
                                        .anyMatch(front -> front.name().equals(address.host()))
                                || gateways.stream().anyMatch(gateway -> gateway.isNamed(address.host()))))
                .findFirst()
                .ifPresent(said -> {
                    List<Address> addresses = Address.all(said.getValue().value());
                    OptionalInt secure = port(addresses, "wss").isPresent() ? port(addresses, "wss") : port(addresses, "https");
                    OptionalInt plain = port(addresses, "ws").isPresent() ? port(addresses, "ws") : port(addresses, "http");
                    if (secure.isPresent()) {
                        guess.fronts.add(new Front(
                                key,
                                gatewayRole(),
                                addresses.get(0).host(),
                                secure.getAsInt(),
                                plain,
                                "",
                                OptionalInt.empty(),
                                OptionalInt.empty(),
                                List.of(),
                                said.getKey().at(said.getValue())));
                    }
                });
    }

    private static void add(AdoptedNode teller, Map<String, String> names) {
        for (String number : teller.signs().having(Sign.ENVIRONMENT_NAME)) {
            teller.signs()
                    .find(Sign.ENVIRONMENT_NAME, number)
                    .ifPresent(seen -> names.putIfAbsent(seen.value(), teller.at(seen)));
        }
    }

    /** Whether a gateway's cluster has the name of an environment that is not the first one. */
    private boolean joinsAnother(AdoptedNode gateway) {
        return gateway.text(Sign.DOMAIN).startsWith(slug(name(gateway)) + ".")
                || gateway.text(Sign.REPOSITORY).endsWith("/" + slug(name(gateway)));
    }

    /** The same as a descriptor makes of the name of an environment. */
    static String slug(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    /** What stands before the gateways, by what most files say that is no gateway itself. */
    private Optional<Front> traffic(String name, List<AdoptedNode> members, String key) {
        Map<Front, List<Front>> fronts = new LinkedHashMap<>();
        Map<Front, String> reasons = new LinkedHashMap<>();
        int direct = 0;
        Set<AdoptedNode> all = new LinkedHashSet<>(tellers);
        all.addAll(members);
        for (AdoptedNode node : all) {
            Optional<String> number = number(node, name);
            Optional<Seen> endpoint = number.flatMap(of -> node.changed(Sign.ENVIRONMENT_ENDPOINT, of));
            if (endpoint.isEmpty()) {
                continue;
            }
            Optional<Front> front = front(node, endpoint.get(), number.get(), members, key);
            if (front.isPresent()) {
                fronts.computeIfAbsent(front.get().withoutSockets(), absent -> new ArrayList<>())
                        .add(front.get());
                reasons.putIfAbsent(front.get(), node.at(endpoint.get()));
            } else {
                direct++;
            }
        }
        int found = direct;
        // Gateways say nothing of web sockets; whoever does is believed.
        return fronts.values().stream()
                .reduce((one, other) -> other.size() > one.size() ? other : one)
                .filter(most -> most.size() >= found)
                .map(most -> most.stream()
                        .filter(front -> !front.equals(front.withoutSockets()))
                        .findFirst()
                        .orElse(most.get(0)))
                .map(front -> front.because(reasons.get(front)));
    }

    private static Optional<String> number(AdoptedNode node, String name) {
        List<String> numbers = node.signs().having(Sign.ENVIRONMENT_ENDPOINT);
        return name.isEmpty()
                ? numbers.stream().findFirst()
                : numbers.stream()
                        .filter(number ->
                                node.signs().text(Sign.ENVIRONMENT_NAME, number).equals(name))
                        .findFirst();
    }

    private Optional<Front> front(
            AdoptedNode node, Seen endpoint, String number, List<AdoptedNode> members, String key) {
        List<Address> addresses = Address.all(endpoint.value());
        Optional<Address> https = addresses.stream()
                .filter(address -> address.scheme().equals("https"))
                .findFirst();
        boolean direct = https.filter(address -> members.stream()
                        .anyMatch(member -> member.mayAnswer(address, PortPurpose.PASS_THROUGH_HTTPS)))
                .isPresent();
        if (https.isEmpty() || direct) {
            return Optional.empty();
        }
        String host = https.get().host();
        List<Address> sockets = node.signs().find(Sign.ENVIRONMENT_WEB_SOCKET, number).stream()
                .flatMap(seen -> Address.all(seen.value()).stream())
                .filter(address -> address.host().equals(host))
                .toList();
        return Optional.of(new Front(
                key,
                gatewayRole(),
                host,
                https.get().port(),
                port(addresses, "http"),
                https.get().path(),
                port(sockets, "ws"),
                port(sockets, "wss"),
                List.of(),
                ""));
    }

    private static OptionalInt port(List<Address> addresses, String scheme) {
        return new ArrayList<>(addresses)
                .stream()
                        .filter(address -> address.scheme().equals(scheme))
                        .mapToInt(Address::port)
                        .findFirst();
    }
}
