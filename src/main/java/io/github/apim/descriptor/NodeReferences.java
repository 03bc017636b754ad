package io.github.apim.descriptor;

import io.github.apim.deployment.Addition;
import io.github.apim.deployment.GatewayEnvironment;
import io.github.apim.deployment.Scopes;
import io.github.apim.edit.Echo;
import io.github.apim.edit.NearestName;
import io.github.apim.product.Product;
import io.github.apim.product.Role;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Checks what no single value can tell: that names mean a node, a role, a pack or a rule which is there. */
final class NodeReferences {

    /** The roles whose addresses may have a path of the load balancer's (matrix §5, §9). */
    private static final Set<Role> WITH_PATHS = EnumSet.of(Role.PUBLISHER, Role.STORE, Role.GATEWAY_WORKER);

    private final Value.Fields root;
    private final Problems problems;
    private final Set<String> rules;
    /** Every node that was declared; a role that could not be read is empty. */
    private final Map<String, Optional<Role>> nodes = new LinkedHashMap<>();

    /** @param rules the ids of all rules; empty if they are not known here */
    NodeReferences(Value.Fields root, Set<String> rules, Problems problems) {
        this.root = root;
        this.rules = rules;
        this.problems = problems;
        root.fields("nodes")
                .ifPresent(table -> table.values().forEach((name, node) -> {
                    Optional<Value.Text> role =
                            node instanceof Value.Fields fields ? fields.text("role") : Optional.empty();
                    nodes.put(name, role.flatMap(text -> Role.of(text.text())));
                }));
    }

    void check() {
        names();
        standBys();
        packs();
        reference("single-sign-on", "identity-server", Role.IDENTITY_SERVER, Role.IDENTITY_SERVER_KEY_MANAGER);
        reference("statistics", "bam", Role.BAM);
        reference("messaging", "broker", Role.MESSAGE_BROKER);
        reference("throttling", "policies", Role.TRAFFIC_MANAGER, Role.ALL_IN_ONE);
        virtualHosts();
        gatewayEnvironments();
        edits();
        additions();
        asIs();
        shipping();
        accepted();
    }

    /** A node that is called like another role would make {@code overlays/<name>} and {@code edits} ambiguous. */
    private void names() {
        Value.Fields table = root.fields("nodes").orElse(null);
        nodes.forEach((name, role) -> {
            Value node = table.values().get(name);
            Optional<Role> namesake = Role.of(name);
            if (name.equals(Scopes.ALL)) {
                problems.error(node.location(), node.path(), "'all' means every node; give this node another name");
            } else if (namesake.isPresent() && role.isPresent() && !namesake.equals(role)) {
                problems.error(
                        node.location(),
                        node.path(),
                        "a node of the role '%s' cannot be called '%s', which is another role"
                                .formatted(role.get(), name));
            }
        });
    }

    /** Only who takes APIs that get published has somebody to take over from. */
    private void standBys() {
        nodes.forEach((name, role) -> {
            Optional<Value> flag = Optional.ofNullable(
                            root.fields("nodes").orElseThrow().values().get(name))
                    .filter(Value.Fields.class::isInstance)
                    .flatMap(node -> ((Value.Fields) node).any("stand-by"))
                    .filter(value -> value instanceof Value.Flag set && set.value());
            if (flag.isPresent()
                    && role.filter(known -> known != Role.GATEWAY_MANAGER && known != Role.ALL_IN_ONE)
                            .isPresent()) {
                report(
                        flag.get(),
                        "a node of the role '" + role.get() + "' takes over from nobody: all of them work at"
                                + " once; leave it out, or take the role gateway-manager or all-in-one");
            }
        });
    }

    private void packs() {
        Optional<Value.Fields> packs = root.fields("packs");
        Map<Product, List<String>> needed = new EnumMap<>(Product.class);
        nodes.forEach((name, role) ->
                role.ifPresent(known -> needed.computeIfAbsent(known.product(), product -> new ArrayList<>())
                        .add(name + " (" + known + ")")));
        packs.ifPresent(present -> needed.forEach((product, users) -> {
            if (present.any(product.key()).isEmpty()) {
                String more = users.size() > 1 ? " and " + (users.size() - 1) + " more" : "";
                String message = "key '%s' is missing; node %s%s needs the pack of %s"
                        .formatted(product.key(), users.get(0), more, product.title());
                problems.error(present.location(), present.path(), message);
            }
        }));
    }

    private void reference(String section, String key, Role... fitting) {
        List<Value.Text> references = new ArrayList<>();
        root.fields(section).flatMap(fields -> fields.any(key)).ifPresent(value -> {
            List<Value> values = value instanceof Value.Items items ? items.values() : List.of(value);
            if (values.isEmpty()) {
                report(value, "names no node; name one, or take " + section + " out");
            }
            values.stream()
                    .filter(Value.Text.class::isInstance)
                    .map(Value.Text.class::cast)
                    .forEach(references::add);
        });
        Set<String> seen = new HashSet<>();
        references.forEach(reference -> {
            if (!seen.add(reference.text())) {
                report(reference, "node " + Echo.of(reference.text()) + " is named twice; keep one");
            }
            List<Role> roles = List.of(fitting);
            String name = reference.text();
            String expected = "expected a node of the role "
                    + String.join(" or ", roles.stream().map(Role::key).toList());
            Optional<Role> found = nodes.getOrDefault(name, Optional.empty());
            if (!nodes.containsKey(name)) {
                List<String> candidates = nodes.entrySet().stream()
                        .filter(node -> node.getValue().filter(roles::contains).isPresent())
                        .map(Map.Entry::getKey)
                        .toList();
                String hint = NearestName.of(name, candidates)
                        .map(nearest -> "; did you mean '" + nearest + "'?")
                        .orElse(
                                candidates.isEmpty()
                                        ? "; there is none"
                                        : "; there is " + String.join(", ", candidates));
                report(reference, "there is no node " + Echo.of(name) + "; " + expected + hint);
            } else if (found.isPresent() && !roles.contains(found.get())) {
                report(reference, "node " + Echo.of(name) + " has the role '" + found.get() + "'; " + expected);
            }
        });
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
        if (named.isEmpty() && given.isEmpty() && !(host instanceof Value.Broken)) {
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
            if (known == Role.TRAFFIC_MANAGER) {
                report(
                        host,
                        "no load balancer stands in front of traffic managers: gateways send events to each of them, so"
                                + " that all count all calls; take this out");
            }
            webSockets(known, host);
        });
    }

    /** Requests for a role end at nodes that have it, or that stand in for it. */
    private void leadsTo(Role host, Value item) {
        Optional<Role> role =
                item instanceof Value.Text name ? nodes.getOrDefault(name.text(), Optional.empty()) : Optional.empty();
        role.filter(node -> node != host
                        && !(node == Role.ALL_IN_ONE && host.product() == Product.API_MANAGER)
                        && !(node.isGateway() && host == Role.GATEWAY_WORKER))
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
        if (!items.isEmpty()) {
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
                                + " gateway-manager, a gateway-worker or an all-in-one");
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
        if (role.filter(found -> found != Role.GATEWAY_WORKER).isPresent()) {
            report(
                    reference,
                    "the virtual host " + Echo.of(reference.text()) + " stands for " + role.get()
                            + "; API calls need one of gateway-worker");
        }
    }

    /** Only the gateways' own virtual host leads to ports for API calls; the others lead to consoles. */
    private void webSockets(Role role, Value host) {
        if (role != Role.GATEWAY_WORKER && host instanceof Value.Fields fields) {
            for (String key : List.of("websocket", "secure-websocket")) {
                fields.any(key)
                        .ifPresent(port -> report(
                                port,
                                "web sockets are API calls, and these come in under the virtual host of '"
                                        + Role.GATEWAY_WORKER + "', whoever serves them; write the key there"));
            }
        }
    }

    private void edits() {
        Set<List<String>> seen = new HashSet<>();
        root.fields("edits")
                .ifPresent(edits -> edits.values().forEach((scope, files) -> {
                    Optional<String> known = scope(scope, files);
                    if (files instanceof Value.Fields below) {
                        known.ifPresent(name -> places(name, below, seen));
                    }
                }));
    }

    /** Patches and jars go into folders of Carbon, which a message broker has not. */
    private void additions() {
        for (Addition.Kind kind : Addition.Kind.values()) {
            root.fields(kind.key())
                    .ifPresent(scopes -> scopes.values().forEach((scope, files) -> {
                        Optional<Role> role = Role.of(scope).or(() -> nodes.getOrDefault(scope, Optional.empty()));
                        if (scope(scope, files).isPresent()
                                && role.filter(Role.MESSAGE_BROKER::equals).isPresent()) {
                            report(
                                    files,
                                    "a message broker takes no " + kind.key() + "; lay the files below overlays/"
                                            + scope + " instead");
                        }
                    }));
        }
    }

    private void asIs() {
        root.fields("as-is").ifPresent(scopes -> scopes.values().forEach(this::scope));
    }

    private void shipping() {
        root.fields("shipping")
                .flatMap(shipping -> shipping.fields("nodes"))
                .ifPresent(own -> own.values().forEach((name, value) -> {
                    if (!nodes.containsKey(name)) {
                        report(value, "there is no node " + Echo.of(name) + NearestName.hint(name, nodes.keySet()));
                    }
                }));
    }

    private void accepted() {
        for (Value item : root.items("accept")) {
            if (item instanceof Value.Fields acceptance) {
                acceptance
                        .text("rule")
                        .filter(rule -> !rules.isEmpty() && !rules.contains(rule.text()))
                        .ifPresent(rule -> report(
                                rule,
                                "there is no rule " + Echo.of(rule.text()) + " that could be accepted"
                                        + NearestName.of(rule.text(), rules)
                                                .map(nearest -> "; did you mean '" + nearest + "'?")
                                                .orElse("; the guide's page of rules lists them")));
                for (Value name : acceptance.items("nodes")) {
                    if (name instanceof Value.Text text) {
                        scope(text.text(), text);
                    }
                }
            }
        }
    }

    private void places(String scope, Value.Fields files, Set<List<String>> seen) {
        files.values().forEach((file, places) -> {
            if (places instanceof Value.Fields below) {
                below.values().forEach((place, value) -> {
                    if (!seen.add(List.of(scope, file, place))) {
                        report(value, "this place is set twice for '" + scope + "'; keep one");
                    }
                    if (value instanceof Value.Fields operation) {
                        operation
                                .any(Operations.REMOVE)
                                .filter(remove -> remove instanceof Value.Flag flag && !flag.value())
                                .ifPresent(
                                        remove -> report(remove, "this changes nothing; write true, or take it out"));
                    }
                });
            }
        });
    }

    /** The scope of this name; if there is none, that is a problem at the value. */
    private Optional<String> scope(String name, Value value) {
        if (name.equals(Scopes.ALL) || nodes.containsKey(name) || Role.of(name).isPresent()) {
            return Optional.of(Scopes.of(name));
        }
        if (Formats.NODE_NAME.complaint(name).isEmpty()) {
            List<String> candidates = new ArrayList<>(List.of(Scopes.ALL));
            candidates.addAll(nodes.keySet());
            candidates.addAll(Role.keys());
            String hint = NearestName.hint(name, candidates);
            report(value, "expected 'all', a role or a node; found '" + name + "'" + hint);
        }
        return Optional.empty();
    }

    private void report(Value value, String message) {
        problems.error(value.location(), value.path(), message);
    }
}
