package io.github.apim.assembly;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The validated plan of the selected nodes; keeps their packs open until it is closed.
 *
 * @param warnings how many warnings were told on the way
 * @param packs    those of the nodes, and what else was asked for
 * @param ciphertexts what the file of ciphertexts is to become, where it changes
 */
public record Plan(List<NodePlan> nodes, int warnings, OpenPacks packs, Optional<CiphertextFile> ciphertexts)
        implements Closeable {

    public Plan {
        nodes = List.copyOf(nodes);
    }

    /** Keeps the ciphertexts that were made for this plan, before anything is built that holds them. */
    public void keepCiphertexts(AssemblyListener listener) throws IOException {
        if (ciphertexts.isPresent()) {
            ciphertexts.get().write();
            if (ciphertexts.get().made() > 0) {
                listener.madeCiphertexts(ciphertexts.get().summary());
            }
        }
    }

    @Override
    public void close() throws IOException {
        packs.close();
    }
}
