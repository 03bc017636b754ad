package io.github.apim.assembly;

/** The user asked for a role or node that is not there; says which there are. */
public final class SelectionException extends RuntimeException {

    public SelectionException(String message) {
        super(message);
    }
}
