package io.github.apim.descriptor;

import io.github.apim.deployment.GatewayEnvironment;
import io.github.apim.deployment.LoadBalancer;
import io.github.apim.deployment.LoadBalancer.Traffic;
import io.github.apim.deployment.LoadBalancer.VirtualHost;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.StandardPorts;
import io.github.apim.product.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Makes the load balancers, and the groups of gateways that stand behind one, from a descriptor that has been checked. */
final class LoadBalancersBuilder {

    private final Value.Fields root;
    private final Function<String, Optional<Role>> roles;

    /** @param roles the role that a word means to the deployment's version */
    LoadBalancersBuilder(Value.Fields root, Function<String, Optional<Role>> roles) {
        this.root = root;
        this.roles = roles;
    }

    List<LoadBalancer> all() {
        List<LoadBalancer> balancers = new ArrayList<>();
        root.fields("load-balancer").ifPresent(balancer -> balancers.add(loadBalancer("", balancer)));
        root.fields("load-balancers")
                .ifPresent(table -> table.values()
                        .forEach((name, balancer) -> balancers.add(loadBalancer(name, (Value.Fields) balancer))));
        return List.copyOf(balancers);
    }

    private LoadBalancer loadBalancer(String name, Value.Fields balancer) {
        List<VirtualHost> hosts = new ArrayList<>();
        balancer.fields("virtual-hosts")
                .ifPresent(table -> table.values().forEach((key, host) -> hosts.add(virtualHost(key, host))));
        return new LoadBalancer(
                name, balancer.optionalString("address"), balancer.optionalString("certificates"), hosts);
    }

    /** The key is a role, what comes in there, or a name for which the role is given. */
    private VirtualHost virtualHost(String key, Value value) {
        Optional<Role> named = roles.apply(key)
                .or(() -> Traffic.ofKey(key).flatMap(traffic -> roles.apply(Role.GATEWAY_WORKER.key())));
        String own = Role.of(key).map(Role::key).orElse(key);
        Traffic keyed = Traffic.ofKey(key).orElse(Traffic.REQUESTS);
        if (value instanceof Value.Text name) {
            return new VirtualHost(
                    own,
                    named.orElseThrow(),
                    keyed,
                    name.text(),
                    OptionalInt.of(StandardPorts.HTTP),
                    StandardPorts.HTTPS,
                    OptionalInt.empty(),
                    OptionalInt.empty(),
                    "",
                    List.of());
        }
        Value.Fields host = (Value.Fields) value;
        return new VirtualHost(
                own,
                host.text("role")
                        .flatMap(role -> roles.apply(role.text()))
                        .or(() -> named)
                        .orElseThrow(),
                host.text("for").flatMap(word -> Traffic.ofKey(word.text())).orElse(keyed),
                host.string("name"),
                host.integer("http"),
                host.number("https"),
                host.integer("websocket"),
                host.integer("secure-websocket"),
                host.optionalString("path").orElse(""),
                host.strings("nodes"));
    }

    /** All nodes that answer API calls: all-in-one nodes where there are no gateways. */
    private static List<String> gateways(List<Node> nodes) {
        boolean some = nodes.stream().anyMatch(node -> node.role().isGateway());
        return nodes.stream()
                .filter(node -> some ? node.role().isGateway() : node.role() == Role.ALL_IN_ONE)
                .map(Node::name)
                .toList();
    }

    List<GatewayEnvironment> environments(List<Node> nodes) {
        return root.items("gateway-environments").stream()
                .map(Value.Fields.class::cast)
                .map(environment -> new GatewayEnvironment(
                        environment.string("name"),
                        GatewayEnvironment.Type.valueOf(
                                environment.string("type").toUpperCase(Locale.ROOT)),
                        environment.any("gateways").isPresent() ? environment.strings("gateways") : gateways(nodes),
                        environment.optionalString("virtual-host")))
                .toList();
    }
}
