package io.github.apim.adoption;

import io.github.apim.deployment.Scopes;
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

    /** The edits by scope and file: said once for all who have a file, or for a role, where they are the very same. */
    Map<String, Map<String, List<Change>>> edits(List<AdoptedNode> nodes) {
        Map<String, Map<String, List<Change>>> byScope = new TreeMap<>();
        for (AdoptedNode node : nodes) {
            List<AdoptedNode> same =
                    nodes.stream().filter(other -> other.role() == node.role()).toList();
            edits.getOrDefault(node.name(), Map.of()).forEach((file, changes) -> {
                List<AdoptedNode> having = nodes.stream()
                        .filter(other -> other.home().tree().items().containsKey(file))
                        .toList();
                String scope = haveAll(having, file, changes)
                        ? Scopes.ALL
                        : haveAll(same, file, changes) ? node.role().key() : node.name();
                byScope.computeIfAbsent(scope, absent -> new TreeMap<>()).put(file, new ArrayList<>(changes));
            });
        }
        return byScope;
    }

    private boolean haveAll(List<AdoptedNode> nodes, String file, List<Change> changes) {
        return nodes.size() > 1
                && nodes.stream()
                        .allMatch(node -> changes.equals(
                                edits.getOrDefault(node.name(), Map.of()).get(file)));
    }
}
