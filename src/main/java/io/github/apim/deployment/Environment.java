package io.github.apim.deployment;

import java.util.List;
import java.util.Optional;

/**
 * What a deployment is built for, such as staging or production: the layers that are laid over the descriptor.
 *
 * @param layers names of files in {@code environments/}, the last of which wins; none for the descriptor alone
 */
public record Environment(List<String> layers) {

    /** The descriptor as it stands. */
    public static final Environment NONE = new Environment(List.of());

    /** Between the layers of a name; it is in no layer's own name, so that two environments never share one. */
    private static final String JOINT = "+";

    public Environment {
        layers = List.copyOf(layers);
    }

    /** The name of messages, manifests and folders, for example {@code production} or {@code eu+production}. */
    public Optional<String> name() {
        return layers.isEmpty() ? Optional.empty() : Optional.of(String.join(JOINT, layers));
    }

    /** The name, or words for the descriptor alone. */
    @Override
    public String toString() {
        return name().orElse("the descriptor alone");
    }
}
