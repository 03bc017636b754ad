package io.github.apim.assembly;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What would be built of a node in layers, and how much of it is there already.
 *
 * @param kind   what it is
 * @param name   under which it is to be found
 * @param layers from the bottom up
 * @param built  whether it would be another one than the one that is there
 * @param pushed whether it would go to the registry; empty where there is none
 * @param places the layer of a path, by its name, or {@link #MOUNTED}
 */
public record LayeredOutput(
        Kind kind,
        String name,
        List<Layer> layers,
        boolean built,
        Optional<Boolean> pushed,
        UnaryOperator<String> places) {

    /** In place of a layer's name: such a path is in none, and comes to the node when it starts. */
    public static final String MOUNTED = "mounted";

    /** What is built. */
    public enum Kind {
        IMAGE("image"),
        TARBALL("tarball");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /**
     * One of the layers.
     *
     * @param there whether it need not be written
     */
    public record Layer(String name, boolean there) {}

    public LayeredOutput {
        layers = List.copyOf(layers);
    }

    /** The names of the layers that would have to be written. */
    public List<String> written() {
        return layers.stream().filter(layer -> !layer.there()).map(Layer::name).toList();
    }

    /** What would become of it, as a person says it. */
    public String fate() {
        if (built) {
            return pushed.isPresent() ? "would be built and pushed" : "would be built";
        }
        if (pushed.isEmpty()) {
            return "would not be built: it is there";
        }
        return pushed.get()
                ? "would not be built, for it is there, but pushed"
                : "would be neither built nor pushed: it is there";
    }
}
