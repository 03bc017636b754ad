package io.github.apim.assembly;

import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.Node;
import io.github.apim.edit.NearestName;
import io.github.apim.product.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which nodes to build.
 *
 * @param roles names of roles; empty for all
 * @param nodes names of nodes; empty for all
 */
public record NodeSelection(List<String> roles, List<String> nodes) {

    public static final NodeSelection ALL = new NodeSelection(List.of(), List.of());

    public NodeSelection {
        roles = List.copyOf(roles);
        nodes = List.copyOf(nodes);
    }

    /**
     * The selected nodes in the descriptor's order.
     *
     * @throws SelectionException for a name that is no role or no node, and for a selection without nodes
     */
    public List<Node> from(Deployment deployment) {
        List<Role> wantedRoles = new ArrayList<>();
        for (String name : roles) {
            wantedRoles.add(Role.of(name).orElseThrow(() -> unknown("role", name, Role.keys())));
        }
        List<String> known = deployment.nodes().stream().map(Node::name).toList();
        for (String name : nodes) {
            if (!known.contains(name)) {
                throw unknown("node", name, known);
            }
        }
        List<Node> selected = deployment.nodes().stream()
                .filter(node -> wantedRoles.isEmpty() || wantedRoles.contains(node.role()))
                .filter(node -> nodes.isEmpty() || nodes.contains(node.name()))
                .toList();
        if (selected.isEmpty()) {
            throw new SelectionException(
                    "no node of " + deployment.file() + " has the role " + String.join(" or ", roles)
                            + (nodes.isEmpty() ? "" : " and the name " + String.join(" or ", nodes))
                            + "; its nodes are "
                            + deployment.nodes().stream()
                                    .map(node -> node.name() + " (" + node.role() + ")")
                                    .collect(Collectors.joining(", ")));
        }
        return selected;
    }

    /** Whether a node is meant, in whichever deployment it is; names that nothing has mean none. */
    public boolean means(Node node) {
        return (roles.isEmpty()
                        || roles.stream()
                                .anyMatch(role -> Role.of(role)
                                        .filter(node.role()::equals)
                                        .isPresent()))
                && (nodes.isEmpty() || nodes.contains(node.name()));
    }

    private static SelectionException unknown(String kind, String name, Collection<String> valid) {
        return new SelectionException("unknown " + kind + " '" + name + "'" + NearestName.hint(name, valid)
                + "; valid are " + String.join(", ", valid));
    }
}
