package io.github.apim.product;

/** A pack that cannot be used as it is: says which, why, and what to do. */
public final class PackException extends RuntimeException {

    public PackException(String message) {
        super(message);
    }
}
