package io.github.apim.adoption;

import io.github.apim.manifest.HomeTree;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * The home of a node as it is, which is only read.
 *
 * @param name    what the user calls the node, by the name of the folder or the tarball
 * @param place   where it is, for messages
 * @param machine under which name its machine has been reached, if it is elsewhere
 */
public record Home(String name, String place, Optional<String> machine, HomeTree tree, Closeable closing)
        implements Closeable {

    public Home {
        tree = new KnownTree(tree);
    }

    @Override
    public void close() throws IOException {
        closing.close();
    }

    @Override
    public String toString() {
        return place;
    }
}
