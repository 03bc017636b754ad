package io.github.apim.overlay;

import io.github.apim.archive.Content;
import java.util.List;

/** What happens to one path of the pack on a node. */
public sealed interface Change {

    /** The path below the product's home, with {@code /}. */
    String path();

    /** The overlays that had a hand in it, in their order. */
    List<String> overlays();

    /**
     * A file or folder stands there with this content, instead of the pack's or in addition.
     *
     * @param mode     permission bits
     * @param replaces whether the pack has this path
     */
    record Written(String path, int mode, Content content, boolean replaces, List<String> overlays) implements Change {}

    /** What the pack has there is left out. */
    record Removed(String path, List<String> overlays) implements Change {}
}
