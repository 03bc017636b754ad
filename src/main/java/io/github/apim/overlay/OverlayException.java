package io.github.apim.overlay;

/** A node cannot be built as described: says which node, which concern, why, and what to do. */
public final class OverlayException extends RuntimeException {

    public OverlayException(String message) {
        super(message);
    }

    public OverlayException(String message, Throwable cause) {
        super(message, cause);
    }
}
