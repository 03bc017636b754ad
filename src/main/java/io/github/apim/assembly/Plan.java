package io.github.apim.assembly;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * The validated plan of the selected nodes; keeps their packs open until it is closed.
 *
 * @param warnings how many warnings were told on the way
 * @param packs    those of the nodes, and what else was asked for
 */
public record Plan(List<NodePlan> nodes, int warnings, OpenPacks packs) implements Closeable {

    public Plan {
        nodes = List.copyOf(nodes);
    }

    @Override
    public void close() throws IOException {
        packs.close();
    }
}
