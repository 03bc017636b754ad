package io.github.apim.assembly;

import java.util.Collection;
import java.util.stream.Collectors;

/** How messages name several nodes at once. */
final class NodeNames {

    private NodeNames() {}

    /** {@code nodes.store-1, nodes.store-2}, where the path of a single node would stand. */
    static String paths(Collection<String> names) {
        return names.stream().map("nodes."::concat).collect(Collectors.joining(", "));
    }

    /** {@code " (store-1, store-2)"}, at the end of a message. */
    static String inBrackets(Collection<String> names) {
        return " (" + String.join(", ", names) + ")";
    }
}
