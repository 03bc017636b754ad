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

/** Which gateways serve the same APIs, and under which name clients call them. */
final class Environments {

    private final Guess guess;
    private final List<AdoptedNode> gateways;
    private final List<AdoptedNode> tellers;

    private Environments(Guess guess) {
        this.guess = guess;
        List<AdoptedNode> own = guess.nodes(Role.GATEWAY_MANAGER, Role.GATEWAY_WORKER);
        List<AdoptedNode> all = guess.nodes(Role.ALL_IN_ONE);
        this.gateways = own.isEmpty() ? all : own;
        this.tellers = guess
                .nodes(Role.PUBLISHER, Role.STORE, Role.KEY_MANAGER, Role.ALL_IN_ONE, Role.IDENTITY_SERVER_KEY_MANAGER)
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
                .anyMatch(gateway -> gateway.changed(Sign.ENVIRONMENT_NAME, "0").isPresent());
        if (names.size() < 2 && !renamed) {
            traffic("", gateways, "gateway-worker").ifPresent(guess.fronts::add);
            return;
        }
        for (Map.Entry<String, String> name : names.entrySet()) {
            List<AdoptedNode> members = gateways.stream()
                    .filter(gateway -> gateway.signs()
                            .text(Sign.ENVIRONMENT_NAME, "0")
                            .equals(name.getKey()))
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
                .forEach(gateway -> gateway.signs()
                        .find(Sign.ENVIRONMENT_NAME, "0")
                        .ifPresent(seen -> names.putIfAbsent(seen.value(), gateway.at(seen))));
        return names;
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
        return gateway.text(Sign.DOMAIN).startsWith(slug(gateway.signs().text(Sign.ENVIRONMENT_NAME, "0")) + ".")
                || gateway.text(Sign.REPOSITORY).endsWith("/" + slug(gateway.signs().text(Sign.ENVIRONMENT_NAME, "0")));
    }

    /** The same as a descriptor makes of the name of an environment. */
    static String slug(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    /** What stands before the gateways, by what most files say that is no gateway itself. */
    private Optional<Front> traffic(String name, List<AdoptedNode> members, String key) {
        Map<Front, List<Front>> fronts = new LinkedHashMap<>();
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
                        .orElse(most.get(0)));
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
                        .anyMatch(member -> member.answers(address, PortPurpose.PASS_THROUGH_HTTPS)))
                .isPresent();
        if (https.isEmpty() || direct) {
            return Optional.empty();
        }
        String host = https.get().host();
        Optional<Address> socket = node.signs()
                .find(Sign.ENVIRONMENT_WEB_SOCKET, number)
                .flatMap(seen -> Address.of(seen.value()))
                .filter(address -> address.host().equals(host));
        return Optional.of(new Front(
                key,
                Role.GATEWAY_WORKER,
                host,
                https.get().port(),
                port(addresses, "http"),
                https.get().path(),
                port(socket.stream().toList(), "ws"),
                port(socket.stream().toList(), "wss"),
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
