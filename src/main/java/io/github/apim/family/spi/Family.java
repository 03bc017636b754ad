package io.github.apim.family.spi;

import io.github.apim.overlay.Overlay;
import io.github.apim.product.VersionFamily;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.Rule;
import java.util.List;

/**
 * What is done with versions that are configured in the same way. Which versions these are, and where each has its
 * settings, is said by their {@link io.github.apim.product.Facts}.
 */
public interface Family {

    /** Which one it is. */
    VersionFamily id();

    /** The overlays of its nodes, in the order in which they are laid; each decides whether it concerns a node. */
    List<Overlay> overlays();

    /**
     * The rules that hold for deployments with one of its versions, in the order in which they are checked. A rule that
     * several families share is the same object in each.
     */
    List<Rule<PlanContext>> rules();

    /** What reads from the files of its nodes what the overlays would have been told; empty if nothing can yet. */
    default List<HomeReading> readings() {
        return List.of();
    }
}
