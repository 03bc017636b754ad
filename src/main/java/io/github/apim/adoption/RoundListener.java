package io.github.apim.adoption;

import io.github.apim.assembly.AssembledNode;
import io.github.apim.assembly.AssemblyListener;
import io.github.apim.product.Pack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Passes on what the rounds of one adoption have to tell, once: a pack when it is opened for the first time, and no warnings
 * but those of the last round, since the next one may have mended what an earlier one was warned of.
 */
final class RoundListener implements AssemblyListener {

    private final AssemblyListener listener;
    private final Set<Path> opened = new HashSet<>();
    private final List<String> warnings = new ArrayList<>();

    RoundListener(AssemblyListener listener) {
        this.listener = listener;
    }

    void begin() {
        warnings.clear();
    }

    /** What the last round was warned of. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    @Override
    public void packOpened(Pack pack, Duration time) {
        if (opened.add(pack.file())) {
            listener.packOpened(pack, time);
        }
    }

    @Override
    public void warning(String message) {
        warnings.add(message);
    }

    @Override
    public void waitingFor(Path folder) {
        listener.waitingFor(folder);
    }

    @Override
    public void assembled(AssembledNode node) {
        listener.assembled(node);
    }

    @Override
    public void unchanged(String node, Path tarball) {
        listener.unchanged(node, tarball);
    }
}
