package io.github.apim.maven;

import java.util.List;

/** Nodes change, and the user wants to be stopped by that. */
final class PlannedChangesException extends RuntimeException {

    /**
     * @param nodes    the names of those that change
     * @param fromPack whether they were compared with their packs
     */
    PlannedChangesException(List<String> nodes, boolean fromPack) {
        super("apim.failOnChanges is set, and " + nodes.size()
                + (nodes.size() == 1 ? " node changes: " : " nodes change: ")
                + String.join(", ", nodes)
                + (fromPack
                        ? "; compared with its pack every node does, so name an earlier build with -Dapim.against=…"
                        : ""));
    }
}
