package io.github.apim.assembly;

import io.github.apim.product.Pack;
import java.nio.file.Path;
import java.time.Duration;

/** Is told how an assembly goes on; the goal turns it into lines of the log. */
public interface AssemblyListener {

    /** What takes time, in its order. */
    enum Stage {
        /** Reading the descriptor. */
        READ,
        /** Finding the packs and jars, opening the packs and checking them if they are new. */
        OPEN,
        /** Planning the nodes. */
        PLAN,
        /** Holding the plan to the rules. */
        CHECK,
        /** Writing tarballs, checksums and manifests, until they are on the disk. */
        WRITE,
        /** Writing what surrounds the nodes. */
        SURROUND
    }

    /** A pack has been opened, its entries checked. */
    void packOpened(Pack pack, Duration time);

    /** Another build holds the output folder; this one waits for it. */
    void waitingFor(Path folder);

    /** A node's tarball stands under its final name. */
    void assembled(AssembledNode node);

    /** A node's tarball stands there already, just as it would become: it is left alone. */
    void unchanged(String node, Path tarball);

    /** The base of the layers that follow stands under its final name; it was written now, or was there already. */
    default void base(Path tarball, long size, boolean built) {}

    /** A stage of the work has ended. */
    default void ended(Stage stage, Duration time) {}

    /** Secrets were encrypted anew; says how many, and what to do. */
    default void madeCiphertexts(String message) {}

    /** Something that a rule has found and the descriptor accepts. */
    default void accepted(String message) {}

    /** Something the user should know and need not mend. */
    void warning(String message);
}
