package io.github.apim.assembly.images;

import io.github.apim.assembly.LayeredOutput;
import io.github.apim.image.registry.Registry;
import java.util.List;

/** Is told how images are made; the goal turns it into lines of the log. */
public interface ImageListener {

    /**
     * An image is in the layout.
     *
     * @param changed whether it is another one than the last build's
     * @param written the contents of the layers that had to be written for it
     */
    void built(NodeImage image, boolean changed, List<String> written);

    /** What would be built of a node; nothing was written. */
    void planned(String node, LayeredOutput output);

    /** An image is in the registry. */
    void pushed(NodeImage image, Registry.Pushed pushed);

    /** Something the user should know and need not mend. */
    void warning(String message);
}
