package io.github.apim.adoption;

import io.github.apim.deployment.IpAddress;
import io.github.apim.family.spi.Sign;
import io.github.apim.product.PortPurpose;
import io.github.apim.product.Role;
import io.github.apim.rules.HomeReader.Seen;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Under which name, and at which address, the others reach each node. */
final class Hosts {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "0.0.0.0");

    private static final Set<Role> VALIDATING =
            Set.of(Role.KEY_MANAGER, Role.IDENTITY_SERVER_KEY_MANAGER, Role.ALL_IN_ONE);

    private final Guess guess;

    private Hosts(Guess guess) {
        this.guess = guess;
    }

    /** Takes over what manifests say, before names are compared with anything. */
    static void written(List<AdoptedNode> nodes) {
        for (AdoptedNode node : nodes) {
            node.built().ifPresent(built -> {
                node.host(built.host(), "its manifest");
                built.address().ifPresent(address -> node.address(address, "its manifest"));
            });
        }
    }

    /** Finds the others, once it is known which names are those of virtual hosts. */
    static void find(Guess guess) {
        Hosts hosts = new Hosts(guess);
        guess.nodes.stream().filter(node -> node.built().isEmpty()).forEach(hosts::find);
    }

    private void find(AdoptedNode node) {
        Optional<Seen> member = node.find(Sign.MEMBER_HOST)
                .filter(seen -> node.says(Sign.CLUSTERED, "true"))
                .filter(seen -> !LOOPBACK.contains(seen.value()));
        Optional<Seen> thrift = node.find(Sign.THRIFT_SERVER_HOST)
                .filter(seen -> VALIDATING.contains(node.role()))
                .filter(seen -> !LOOPBACK.contains(seen.value()));
        Optional<Seen> given = node.find(Sign.NODE_ADDRESS);
        Optional<Seen> own = own(node, Sign.HOST_NAME)
                .or(() -> node.role() == Role.GATEWAY_MANAGER ? own(node, Sign.MANAGEMENT_NAME) : Optional.empty())
                .or(() -> member.filter(seen -> !IpAddress.isLiteral(seen.value())));
        Optional<Called> called = own.isPresent() ? Optional.empty() : called(node);
        if (own.isPresent()) {
            node.host(own.get().value(), node.at(own.get()));
        } else if (called.isPresent()) {
            node.host(called.get().host(), called.get().why());
        } else if (given.isPresent()) {
            node.host(given.get().value(), node.at(given.get()));
        } else if (member.isPresent()) {
            node.host(member.get().value(), node.at(member.get()));
        } else if (node.home().machine().isPresent()) {
            node.host(node.home().machine().get(), "where it has been reached");
        } else {
            node.host(node.home().name(), "a guess: no file names the machine");
        }
        given.or(() -> member)
                .or(() -> thrift)
                .filter(seen -> IpAddress.isLiteral(seen.value()))
                .filter(seen -> !seen.value().equals(node.host()))
                .ifPresent(seen -> node.address(seen.value(), node.at(seen)));
    }

    /** A name of the node's own, unless it is that of a virtual host or the shipped one. */
    private Optional<Seen> own(AdoptedNode node, Sign sign) {
        return node.changed(sign)
                .filter(seen ->
                        !LOOPBACK.contains(seen.value()) && !seen.value().contains("${"))
                .filter(seen ->
                        guess.fronts.stream().noneMatch(front -> front.name().equals(seen.value())));
    }

    /** A name by which another node calls this one. */
    private record Called(String host, String why) {}

    private Optional<Called> called(AdoptedNode node) {
        return switch (node.role()) {
            case KEY_MANAGER, IDENTITY_SERVER_KEY_MANAGER ->
                called(node, Sign.KEY_SERVICES, PortPurpose.SERVLET_HTTPS).or(() -> overThrift(node));
            case GATEWAY_MANAGER -> called(node, Sign.ENVIRONMENT_SERVICES, PortPurpose.SERVLET_HTTPS);
            case GATEWAY_WORKER, GATEWAY -> called(node, Sign.ENVIRONMENT_ENDPOINT, PortPurpose.PASS_THROUGH_HTTPS);
            case PUBLISHER -> called(node, Sign.PUBLISHER_LINK, PortPurpose.SERVLET_HTTPS);
            case STORE -> called(node, Sign.STORE_LINK, PortPurpose.SERVLET_HTTPS);
            case ALL_IN_ONE ->
                called(node, Sign.KEY_SERVICES, PortPurpose.SERVLET_HTTPS)
                        .or(() -> called(node, Sign.ENVIRONMENT_ENDPOINT, PortPurpose.PASS_THROUGH_HTTPS));
            case CONTROL_PLANE -> called(node, Sign.KEY_SERVICES, PortPurpose.SERVLET_HTTPS);
            case TRAFFIC_MANAGER -> called(node, Sign.THROTTLE_EVENTS, PortPurpose.THROTTLE_EVENTS);
            case BAM -> called(node, Sign.ANALYTICS_RECEIVER, PortPurpose.EVENTS);
            case MESSAGE_BROKER -> called(node, Sign.BROKER, PortPurpose.BROKER_OPENWIRE);
            case IDENTITY_SERVER -> called(node, Sign.SIGN_ON_URL, PortPurpose.SERVLET_HTTPS);
        };
    }

    /** Gateways ask one key manager over thrift, by the name of its machine. */
    private Optional<Called> overThrift(AdoptedNode node) {
        return guess.nodes(node.role()).get(0) != node
                ? Optional.empty()
                : guess.nodes(Role.GATEWAY_MANAGER, Role.GATEWAY_WORKER, Role.ALL_IN_ONE).stream()
                        .filter(gateway -> gateway.says(Sign.VALIDATION_CLIENT, "ThriftClient"))
                        .flatMap(gateway -> gateway.changed(Sign.THRIFT_SERVER_HOST).stream()
                                .map(seen -> new Called(seen.value(), gateway.at(seen))))
                        .findFirst();
    }

    private Optional<Called> called(AdoptedNode node, Sign sign, PortPurpose port) {
        for (AdoptedNode other : guess.nodes) {
            for (String of : other.signs().having(sign)) {
                Optional<Called> called = other.changed(sign, of).stream()
                        .flatMap(seen -> Address.all(seen.value()).stream()
                                .filter(address -> address.port() == node.port(port))
                                .map(address -> new Called(address.host(), other.at(seen))))
                        .filter(found -> isFree(found.host(), node))
                        .findFirst();
                if (called.isPresent()) {
                    return called;
                }
            }
        }
        return Optional.empty();
    }

    private boolean isFree(String host, AdoptedNode node) {
        return !LOOPBACK.contains(host)
                && guess.fronts.stream().noneMatch(front -> front.name().equals(host))
                && guess.nodes.stream()
                        .noneMatch(other -> other != node && other.role() == node.role() && other.isNamed(host));
    }
}
