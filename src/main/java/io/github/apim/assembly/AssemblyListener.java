package io.github.apim.assembly;

import io.github.apim.product.Pack;
import java.nio.file.Path;
import java.time.Duration;

/** Is told how an assembly goes on; the goal turns it into lines of the log. */
public interface AssemblyListener {

    /** A pack has been opened, its entries checked. */
    void packOpened(Pack pack, Duration time);

    /** Another build holds the output folder; this one waits for it. */
    void waitingFor(Path folder);

    /** A node's tarball stands under its final name. */
    void assembled(AssembledNode node);

    /** A node's tarball stands there already, just as it would become: it is left alone. */
    void unchanged(String node, Path tarball);

    /** Something the user should know and need not mend. */
    void warning(String message);
}
