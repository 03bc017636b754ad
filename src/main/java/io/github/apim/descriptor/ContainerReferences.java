package io.github.apim.descriptor;

import io.github.apim.deployment.DeploymentSynchronizer;
import io.github.apim.edit.Echo;
import io.github.apim.edit.NearestName;
import io.github.apim.product.Role;
import java.util.Map;
import java.util.Optional;

/** Checks what {@code images} and {@code kubernetes} ask of the nodes. */
final class ContainerReferences {

    private final Value.Fields root;
    private final Map<String, Optional<Role>> nodes;
    private final Problems problems;

    /** @param nodes every node that was declared; a role that could not be read is empty */
    ContainerReferences(Value.Fields root, Map<String, Optional<Role>> nodes, Problems problems) {
        this.root = root;
        this.nodes = nodes;
        this.problems = problems;
    }

    void check() {
        Optional<Value> kubernetes = root.any("kubernetes");
        kubernetes
                .filter(Value.Fields.class::isInstance)
                .map(Value.Fields.class::cast)
                .ifPresent(this::kubernetes);
    }

    private void kubernetes(Value.Fields kubernetes) {
        if (root.any("images").isEmpty()) {
            report(kubernetes, "a cluster runs images; say under 'images' what they stand on and where they go");
        }
        root.fields("images").flatMap(images -> images.text("user")).ifPresent(this::notRoot);
        kubernetes.fields("nodes").ifPresent(own -> own.values().forEach((name, value) -> own(name, value)));
        root.fields("deployment-synchronizer").flatMap(way -> way.text("type")).ifPresent(this::noSsh);
        root.fields("throttling")
                .flatMap(way -> way.text("synchronize-policies"))
                .ifPresent(this::noSsh);
        root.fields("nodes")
                .ifPresent(table -> table.values().forEach((name, node) -> {
                    if (node instanceof Value.Fields fields) {
                        node(name, fields);
                    }
                }));
    }

    /** Nodes that know each other by name, or that users come back to, are told apart: only one of each runs. */
    private void own(String name, Value value) {
        if (!nodes.containsKey(name)) {
            report(value, "there is no node " + Echo.of(name) + NearestName.hint(name, nodes.keySet()));
        } else if (value instanceof Value.Fields own
                && own.whole("replicas").filter(count -> count > 1).isPresent()
                && nodes.get(name).filter(role -> role != Role.GATEWAY).isPresent()) {
            report(
                    own.any("replicas").orElse(own),
                    "a node of the role '" + nodes.get(name).get()
                            + "' runs once, since the others know it by its name; only nodes of the role"
                            + " gateway are the same as each other. Declare a second node instead");
        }
    }

    /** Pods are asked for with {@code runAsNonRoot}, so that one of root's would never start. */
    private void notRoot(Value.Text user) {
        if (user.text().matches("0+:.*")) {
            report(user, "in a cluster no server runs as root; write another number of a user, such as 10001:0");
        }
    }

    private void noSsh(Value.Text way) {
        if (way.text().equals(DeploymentSynchronizer.Type.RSYNC.key())) {
            report(way, "pods have no SSH, by which rsync copies; take another way");
        }
    }

    private void node(String name, Value.Fields node) {
        node.text("host").filter(host -> !host.text().equals(name)).ifPresent(host -> {
            report(host, "in a cluster the others reach a node under the name of its service; write host: " + name);
        });
        node.any("address")
                .ifPresent(address ->
                        report(address, "in a cluster a pod's address changes with every start; take the key out"));
        node.any("offset")
                .filter(offset -> offset instanceof Value.Whole whole && whole.value() != 0)
                .ifPresent(
                        offset -> report(offset, "in a cluster each pod has all ports for itself; take the key out"));
    }

    private void report(Value value, String message) {
        problems.error(value.location(), value.path(), message);
    }
}
