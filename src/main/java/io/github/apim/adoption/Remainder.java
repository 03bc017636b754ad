package io.github.apim.adoption;

import io.github.apim.product.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the keys of the descriptor cannot say: edits and whole files, by node. What all nodes of a role have in common is
 * said once, for the role.
 */
final class Remainder {

    /** By node, by file. */
    private final Map<String, Map<String, List<Change>>> edits = new LinkedHashMap<>();

    /** By node. */
    private final Map<String, Set<String>> own = new LinkedHashMap<>();

    void add(AdoptedNode node, NodeComparison.Result result) {
        edits.computeIfAbsent(node.name(), absent -> new TreeMap<>()).putAll(result.edits());
        own.computeIfAbsent(node.name(), absent -> new TreeSet<>()).addAll(result.own());
        // What is brought as a whole is not edited.
        result.own().forEach(edits.get(node.name())::remove);
    }

    /** The number of single edits, and of whole files. */
    int count() {
        return edits.values().stream()
                        .flatMap(files -> files.values().stream())
                        .mapToInt(List::size)
                        .sum()
                + own.values().stream().mapToInt(Set::size).sum();
    }

    Set<String> own(String node) {
        return own.getOrDefault(node, Set.of());
    }

    /** The edits by scope and file: a role's where all its nodes have the very same in a file, else the node's. */
    Map<String, Map<String, List<Change>>> edits(List<AdoptedNode> nodes) {
        Map<String, Map<String, List<Change>>> byScope = new TreeMap<>();
        for (AdoptedNode node : nodes) {
            List<AdoptedNode> same =
                    nodes.stream().filter(other -> other.role() == node.role()).toList();
            edits.getOrDefault(node.name(), Map.of()).forEach((file, changes) -> {
                boolean common = same.size() > 1
                        && same.stream()
                                .allMatch(other -> changes.equals(edits.getOrDefault(other.name(), Map.of())
                                        .get(file)));
                byScope.computeIfAbsent(
                                common ? scope(node.role()) : node.name(), absent -> new TreeMap<>())
                        .put(file, new ArrayList<>(changes));
            });
        }
        return byScope;
    }

    private static String scope(Role role) {
        return role.key();
    }
}
