package io.github.apim.descriptor;

import io.github.apim.deployment.GatewayEnvironment;
import io.github.apim.deployment.LoadBalancer.Traffic;
import io.github.apim.edit.Echo;
import io.github.apim.edit.NearestName;
import io.github.apim.product.Product;
import io.github.apim.product.Role;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Checks that virtual hosts and gateway environments mean roles and nodes which are there, and fit each other. */
final class BalancerReferences {

    /** The roles whose addresses may have a path of the load balancer's (matrix §5, §9). */
    private static final Set<Role> WITH_PATHS =
            EnumSet.of(Role.PUBLISHER, Role.STORE, Role.GATEWAY_WORKER, Role.GATEWAY);

    /** What a control plane does, too (am-4 §2). */
    private static final Set<Role> OF_CONTROL_PLANES =
            EnumSet.of(Role.KEY_MANAGER, Role.TRAFFIC_MANAGER, Role.PUBLISHER, Role.STORE);

    private final Value.Fields root;
    private final Map<String, Optional<Role>> nodes;
    private final Problems problems;

    /** @param nodes every node that was declared; a role that could not be read is empty */
    BalancerReferences(Value.Fields root, Map<String, Optional<Role>> nodes, Problems problems) {
        this.root = root;
        this.nodes = nodes;
        this.problems = problems;
    }

    void check() {
        virtualHosts();
        gatewayEnvironments();
    }

    private void virtualHosts() {
        Optional<Value> several = root.any("load-balancers");
        if (several.isPresent() && root.any("load-balancer").isPresent()) {
            report(several.get(), "there is load-balancer, too, the short form for one alone; keep one of both keys");
        }
        tablesOfVirtualHosts().forEach(this::virtualHosts);
    }

    private List<Value.Fields> tablesOfVirtualHosts() {
        Stream<Value.Fields> one = root.fields("load-balancer").stream();
        Stream<Value.Fields> several = root.fields("load-balancers").stream()
                .flatMap(table -> table.values().values().stream())
                .filter(Value.Fields.class::isInstance)
                .map(Value.Fields.class::cast);
        return Stream.concat(one, several)
                .flatMap(balancer -> balancer.fields("virtual-hosts").stream())
                .toList();
    }

    /** {@code store} and {@code api-store} are one role: two keys for YAML, one for the load balancer. */
    private void virtualHosts(Value.Fields hosts) {
        Map<Role, String> seen = new HashMap<>();
        hosts.values().forEach((key, host) -> {
            Role.of(key).ifPresent(role -> {
                String first = seen.putIfAbsent(role, key);
                if (first != null) {
                    report(host, "'" + key + "' and '" + first + "' are the same role; keep one");
                }
            });
            virtualHost(key, host);
        });
    }

    private void virtualHost(String key, Value host) {
        Optional<Value.Fields> fields = host instanceof Value.Fields full ? Optional.of(full) : Optional.empty();
        Optional<Role> named = Role.of(key);
        Optional<Value> given = fields.flatMap(full -> full.any("role"));
        Optional<Role> role = fields.flatMap(full -> full.text("role")).flatMap(text -> Role.of(text.text()));
        if (named.isEmpty() && given.isEmpty() && Traffic.ofKey(key).isEmpty() && !(host instanceof Value.Broken)) {
            report(
                    host,
                    "'" + key + "' is no role, so it must be a mapping with the key 'role'"
                            + NearestName.of(key, Role.keys())
                                    .map(nearest -> "; did you mean '" + nearest + "'?")
                                    .orElse(""));
        }
        if (named.isPresent() && role.isPresent() && !named.equals(role)) {
            report(given.get(), "'" + key + "' is a role itself, and not " + role.get() + "; take another name");
        }
        Optional<Value> path = fields.flatMap(full -> full.any("path"));
        role.or(() -> named)
                .filter(known -> path.isPresent() && !WITH_PATHS.contains(known))
                .ifPresent(known -> report(
                        path.get(),
                        "a virtual host of " + known + " cannot have a path: its consoles"
                                + " and services answer at fixed ones; give it a name of its own"));
        List<Value> behind = fields.map(full -> full.items("nodes")).orElse(List.of());
        nodeNames(behind);
        role.or(() -> named).ifPresent(known -> {
            behind.forEach(node -> leadsTo(known, node));
            webSockets(known, host);
            fields.flatMap(full -> full.any("for"))
                    .filter(word -> !known.takesApiCalls())
                    .ifPresent(word -> report(
                            word,
                            "only what comes in for gateways is told apart; leave it out for a virtual host of "
                                    + known));
        });
    }

    /** Requests for a role end at nodes that have it, or that stand in for it. */
    private void leadsTo(Role host, Value item) {
        Optional<Role> role =
                item instanceof Value.Text name ? nodes.getOrDefault(name.text(), Optional.empty()) : Optional.empty();
        role.filter(node -> node != host
                        && !(node == Role.ALL_IN_ONE && host.product() == Product.API_MANAGER)
                        && !(node == Role.CONTROL_PLANE && OF_CONTROL_PLANES.contains(host))
                        && !(node.isGateway() && host.takesApiCalls())
                        && !(node.takesApiCalls() && host == Role.GATEWAY_MANAGER))
                .ifPresent(node -> report(
                        item,
                        "this node has the role '" + node + "' and does not serve what is asked of a " + host
                                + "; name nodes of the role " + host));
    }

    private void nodeNames(List<Value> names) {
        for (Value item : names) {
            if (item instanceof Value.Text name && !nodes.containsKey(name.text())) {
                report(
                        name,
                        "there is no node " + Echo.of(name.text()) + NearestName.hint(name.text(), nodes.keySet()));
            }
        }
    }

    /** Each gateway is in one environment, and each environment has a name, a cluster and a folder of its own. */
    private void gatewayEnvironments() {
        List<Value> items = root.items("gateway-environments");
        Map<String, String> slugs = new HashMap<>();
        Map<String, String> placed = new HashMap<>();
        for (Value item : items) {
            if (item instanceof Value.Fields environment) {
                environment.text("name").ifPresent(name -> {
                    String other = slugs.putIfAbsent(slug(name.text()), name.text());
                    if (other != null) {
                        report(
                                name,
                                Echo.of(name.text()) + " and " + Echo.of(other) + " differ in no letter or digit, so"
                                        + " their gateways would share a cluster and a folder; choose another name");
                    }
                });
                gateways(environment, placed);
                environment.text("virtual-host").ifPresent(this::virtualHostOfGateways);
            }
        }
        boolean listed = items.stream()
                .anyMatch(item -> item instanceof Value.Fields fields
                        && fields.any("gateways").isPresent());
        if (listed) {
            nodes.forEach((name, role) -> {
                if (role.filter(Role::isGateway).isPresent() && !placed.containsKey(name)) {
                    Value node = root.fields("nodes").orElseThrow().values().get(name);
                    report(
                            node,
                            "this gateway is in none of the gateway-environments, so it would get no API; list it in"
                                    + " one of them");
                }
            });
        }
    }

    private static String slug(String name) {
        return new GatewayEnvironment(name, GatewayEnvironment.Type.HYBRID, List.of(), Optional.empty()).slug();
    }

    private void gateways(Value.Fields environment, Map<String, String> placed) {
        List<Value> gateways = environment.items("gateways");
        nodeNames(gateways);
        Set<Boolean> kinds = new HashSet<>();
        for (Value item : gateways) {
            Optional<Role> role = item instanceof Value.Text name
                    ? nodes.getOrDefault(name.text(), Optional.empty())
                    : Optional.empty();
            if (role.isEmpty()) {
                continue;
            }
            String name = ((Value.Text) item).text();
            if (!role.get().isGateway() && role.get() != Role.ALL_IN_ONE) {
                report(
                        item,
                        "node " + Echo.of(name) + " has the role '" + role.get() + "' and serves no APIs; expected a"
                                + " gateway, of either kind where there are two, or an all-in-one");
                continue;
            }
            if (placed.putIfAbsent(name, name) != null) {
                report(item, "node " + Echo.of(name) + " is in an environment already; keep it in one");
            }
            kinds.add(role.get().isGateway());
            if (kinds.size() > 1) {
                report(
                        item,
                        "an environment has either gateways or all-in-one nodes: beside gateways an all-in-one node"
                                + " would get no API");
            }
        }
        if (gateways.isEmpty()) {
            environment.any("gateways").ifPresent(none -> report(none, "this environment has no gateway; list one"));
            if (environment.any("gateways").isEmpty()
                    && root.items("gateway-environments").size() > 1) {
                report(environment, "key 'gateways' is missing; with several environments each lists its nodes");
            }
        }
    }

    private void virtualHostOfGateways(Value.Text reference) {
        Map<String, Value> hosts = new LinkedHashMap<>();
        tablesOfVirtualHosts().forEach(table -> table.values().forEach(hosts::putIfAbsent));
        Value host = hosts.get(reference.text());
        if (host == null) {
            report(
                    reference,
                    "there is no virtual host " + Echo.of(reference.text())
                            + NearestName.hint(reference.text(), hosts.keySet()));
            return;
        }
        Optional<Role> role = Role.of(reference.text())
                .or(() -> host instanceof Value.Fields full
                        ? full.text("role").flatMap(text -> Role.of(text.text()))
                        : Optional.empty());
        if (role.filter(found -> !found.takesApiCalls()).isPresent()) {
            report(
                    reference,
                    "the virtual host " + Echo.of(reference.text()) + " stands for " + role.get()
                            + "; API calls need one of gateway or gateway-worker");
        }
    }

    /** Only the gateways' own virtual host leads to ports for API calls; the others lead to consoles. */
    private void webSockets(Role role, Value host) {
        if (!role.takesApiCalls() && host instanceof Value.Fields fields) {
            for (String key : List.of("websocket", "secure-websocket")) {
                fields.any(key)
                        .ifPresent(port -> report(
                                port,
                                "web sockets are API calls, and these come in under the virtual host of '"
                                        + Role.GATEWAY_WORKER + "' or '" + Role.GATEWAY
                                        + "', whoever serves them; write the key there"));
            }
        }
    }

    private void report(Value value, String message) {
        problems.error(value.location(), value.path(), message);
    }
}
