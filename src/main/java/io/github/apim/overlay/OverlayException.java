package io.github.apim.overlay;

import io.github.apim.deployment.Location;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.Problem;
import io.github.apim.deployment.Problem.Severity;
import java.util.Optional;

/** A node cannot be built as described: says why, and what to do. */
public final class OverlayException extends RuntimeException {

    private final transient Optional<Location> location;
    private final String path;

    /** What is to be mended is somewhere in the node's section of the descriptor, or in no place that could be named. */
    public OverlayException(String message) {
        this(message, null);
    }

    /** The same, with what lies behind it. */
    public OverlayException(String message, Throwable cause) {
        super(message, cause);
        this.location = Optional.empty();
        this.path = "";
    }

    /**
     * What is to be mended stands at a place.
     *
     * @param path the YAML path of the place; empty if it is not in the descriptor
     */
    public OverlayException(Location location, String path, String message) {
        this(location, path, message, null);
    }

    /** The same, with what lies behind it. */
    public OverlayException(Location location, String path, String message, Throwable cause) {
        super(message, cause);
        this.location = Optional.of(location);
        this.path = path;
    }

    boolean hasLocation() {
        return location.isPresent();
    }

    /** This as a problem of the node; where no place tells whose concern it is, with the overlay's name and the suffix. */
    public Problem problem(Node node, String overlay, String suffix) {
        return new Problem(
                Severity.ERROR,
                location.orElse(node.location()),
                path.isEmpty() ? "nodes." + node.name() : path,
                location.isPresent() ? getMessage() : overlay + ": " + getMessage() + suffix);
    }
}
