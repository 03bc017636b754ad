package io.github.apim.adoption;

/** What keeps a deployment from being adopted, and what the user can do. */
public final class AdoptionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public AdoptionException(String message) {
        super(message);
    }

    public AdoptionException(String message, Throwable cause) {
        super(message, cause);
    }
}
