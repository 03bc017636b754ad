package io.github.apim.topology;

import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.GatewayEnvironment;
import io.github.apim.deployment.LoadBalancer;
import io.github.apim.deployment.LoadBalancer.Traffic;
import io.github.apim.deployment.LoadBalancer.VirtualHost;
import io.github.apim.deployment.Node;
import io.github.apim.product.PortPurpose;
import io.github.apim.product.Product;
import io.github.apim.product.Role;
import io.github.apim.product.Service;
import io.github.apim.product.ServiceFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The virtual hosts of a deployment's load balancers with the nodes that they lead to. */
final class Fronts {

    private final Topology topology;
    private final Deployment deployment;
    private final Environments environments;
    private final Function<Service, List<Node>> serving;
    private final List<Front> all;

    /** @param serving the nodes that offer a service */
    Fronts(Topology topology, Environments environments, Function<Service, List<Node>> serving) {
        this.topology = topology;
        this.deployment = topology.deployment();
        this.environments = environments;
        this.serving = serving;
        this.all = deployment.loadBalancers().stream()
                .flatMap(balancer -> balancer.virtualHosts().stream().map(host -> front(balancer, host)))
                .toList();
    }

    /** All of them, in the descriptor's order. */
    List<Front> all() {
        return all;
    }

    /** The virtual hosts of one load balancer, in the descriptor's order. */
    List<Front> of(LoadBalancer balancer) {
        return all.stream().filter(front -> front.balancer().equals(balancer)).toList();
    }

    /** All virtual hosts of a service: those of its own role first, then those of a role that stands in for it. */
    List<Front> of(Service service) {
        return of(service, serving.apply(service));
    }

    /** The virtual hosts of a service that lead to any of some nodes. */
    private List<Front> of(Service service, List<Node> nodes) {
        PortPurpose port = service == Service.API_TRAFFIC ? PortPurpose.PASS_THROUGH_HTTPS : PortPurpose.SERVLET_HTTPS;
        ServiceFact fact = topology.suite().service(service);
        return Stream.concat(Stream.ofNullable(fact.virtualHost()), fact.roles().stream())
                .distinct()
                .flatMap(role -> all.stream().filter(front -> front.role() == role))
                .filter(front -> front.ports().contains(port))
                .filter(front -> front.nodes().stream().anyMatch(nodes::contains))
                .toList();
    }

    /** The virtual host under which API calls come to an environment. */
    Optional<Front> traffic(Environment environment) {
        Optional<String> key = environment.declared().flatMap(GatewayEnvironment::virtualHost);
        return of(Service.API_TRAFFIC, environment.serving()).stream()
                .filter(front -> key.isEmpty() || key.get().equals(front.host().key()))
                .findFirst();
    }

    /** The virtual host under which something comes to an environment that has ports of its own. */
    Optional<Front> traffic(Environment environment, Traffic traffic) {
        return all.stream()
                .filter(front -> isForApiCalls(front.role()) && front.host().traffic() == traffic)
                .filter(front -> front.nodes().stream().anyMatch(environment.serving()::contains))
                .findFirst();
    }

    /**
     * The virtual host under which APIs are published to an environment: one that leads to nobody but who takes them, and
     * to who would take over.
     */
    Optional<Front> administration(Environment environment) {
        return of(Service.GATEWAY_ADMINISTRATION, environment.administering()).stream()
                .filter(front -> environment.administering().containsAll(Environments.active(front.nodes())))
                .findFirst();
    }

    /** The virtual host under which browsers and other nodes find the servlets of a node; its own role's if it has one. */
    Optional<Front> console(Node node) {
        List<Front> leading = all.stream()
                .filter(front -> !isForApiCalls(front.role()))
                .filter(front -> front.nodes().contains(node))
                .toList();
        return leading.stream()
                .filter(front -> front.role() == node.role())
                .findFirst()
                .or(() -> leading.stream().findFirst());
    }

    private Front front(LoadBalancer balancer, VirtualHost host) {
        if (isForApiCalls(host.role())) {
            return new Front(balancer, host, behind(host, serving.apply(Service.API_TRAFFIC)), portsForApiCalls(host));
        }
        // In plain HTTP a console only answers with the way to HTTPS, so that port of the nodes is not used.
        PortPurpose console =
                host.role() == Role.MESSAGE_BROKER ? PortPurpose.BROKER_CONSOLE : PortPurpose.SERVLET_HTTPS;
        return new Front(balancer, host, behind(host, running(host.role())), List.of(console));
    }

    /**
     * The nodes that a virtual host leads to: those that it names, those of an environment that names it, or what is left.
     *
     * @param all the nodes that can be behind virtual hosts of its role
     */
    private List<Node> behind(VirtualHost host, List<Node> all) {
        List<Node> own = claimed(host);
        List<Node> others = deployment.loadBalancers().stream()
                .flatMap(balancer -> balancer.virtualHosts().stream())
                .filter(other -> other.role() == host.role() && !other.equals(host))
                .flatMap(other -> claimed(other).stream())
                .toList();
        return own.isEmpty()
                ? all.stream().filter(node -> !others.contains(node)).toList()
                : own;
    }

    private List<Node> claimed(VirtualHost host) {
        return host.nodes().isEmpty()
                ? environments.all().stream()
                        .filter(environment -> environment
                                .declared()
                                .flatMap(GatewayEnvironment::virtualHost)
                                .filter(host.key()::equals)
                                .isPresent())
                        .flatMap(environment -> environment.serving().stream())
                        .toList()
                : topology.named(host.nodes());
    }

    private boolean isForApiCalls(Role virtualHost) {
        return topology.suite().service(Service.API_TRAFFIC).virtualHost() == virtualHost;
    }

    /**
     * The nodes that do what a role does: its own, those that do it under its name, or nodes that do several things where
     * there are none and these offer its service.
     */
    private List<Node> running(Role role) {
        List<Node> own = topology.nodes(role);
        return !own.isEmpty()
                ? own
                : topology.suite().facts(Product.API_MANAGER).services().stream()
                        .filter(fact ->
                                fact.virtualHost() == role || fact.roles().get(0) == role)
                        .flatMap(fact -> serving.apply(fact.service()).stream()
                                .filter(node -> fact.virtualHost() == role
                                        || node.role() == Role.ALL_IN_ONE
                                        || node.role() == Role.CONTROL_PLANE))
                        .distinct()
                        .toList();
    }

    private static List<PortPurpose> portsForApiCalls(VirtualHost host) {
        return switch (host.traffic()) {
            case REQUESTS -> portsForRequests(host);
            case WEB_SOCKETS -> List.of(PortPurpose.WEB_SOCKET_TLS, PortPurpose.WEB_SOCKET);
            case WEB_SUB -> List.of(PortPurpose.WEB_SUB_TLS, PortPurpose.WEB_SUB);
        };
    }

    private static List<PortPurpose> portsForRequests(VirtualHost host) {
        List<PortPurpose> ports =
                new ArrayList<>(List.of(PortPurpose.PASS_THROUGH_HTTPS, PortPurpose.PASS_THROUGH_HTTP));
        host.webSocket().ifPresent(port -> ports.add(PortPurpose.WEB_SOCKET));
        host.secureWebSocket().ifPresent(port -> ports.add(PortPurpose.WEB_SOCKET_TLS));
        return ports;
    }
}
