package io.github.apim.descriptor;

import io.github.apim.deployment.Addition;
import io.github.apim.deployment.Scopes;
import io.github.apim.edit.Echo;
import io.github.apim.edit.NearestName;
import io.github.apim.product.Product;
import io.github.apim.product.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Checks what no single value can tell: that names mean a node, a role, a pack or a rule which is there. */
final class NodeReferences {

    private final Value.Fields root;
    private final Problems problems;
    private final Supplier<List<String>> rules;
    /** Every node that was declared; a role that could not be read is empty. */
    private final Map<String, Optional<Role>> nodes = new LinkedHashMap<>();

    /** @param rules the ids of all rules; empty if they are not known here */
    NodeReferences(Value.Fields root, Supplier<List<String>> rules, Problems problems) {
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
        new BalancerReferences(root, nodes, problems).check();
        edits();
        additions();
        asIs();
        shipping();
        accepted();
        new ContainerReferences(root, nodes, problems).check();
    }

    /** A node that is called like another role would make {@code overlays/<name>} and {@code edits} ambiguous. */
    private void names() {
        Value.Fields table = root.fields("nodes").orElse(null);
        nodes.forEach((name, role) -> {
            Value node = table.values().get(name);
            Optional<Role> namesake = Role.of(name);
            if (name.equals(Scopes.ALL)) {
                problems.error(node.location(), node.path(), "'all' means every node; give this node another name");
            } else if (namesake.isPresent()
                    && role.isPresent()
                    && !namesake.equals(role)
                    && !isFreeName(namesake.get())) {
                problems.error(
                        node.location(),
                        node.path(),
                        "a node of the role '%s' cannot be called '%s', which is another role"
                                .formatted(role.get(), name));
            }
        });
    }

    /** Nodes of older versions may have the name of a role that came later, as long as no node has that role. */
    private boolean isFreeName(Role namesake) {
        return (namesake == Role.GATEWAY || namesake == Role.CONTROL_PLANE)
                && nodes.values().stream().noneMatch(Optional.of(namesake)::equals);
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
            if (Arrays.stream(Product.values())
                    .noneMatch(pack -> pack.line() == product.line()
                            && present.any(pack.key()).isPresent())) {
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
                List<String> known = rules.get();
                acceptance
                        .text("rule")
                        .filter(rule -> !known.isEmpty() && !known.contains(rule.text()))
                        .ifPresent(rule -> report(
                                rule,
                                "there is no rule " + Echo.of(rule.text()) + " that could be accepted"
                                        + NearestName.of(rule.text(), known)
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
