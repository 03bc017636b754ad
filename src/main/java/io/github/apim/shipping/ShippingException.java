package io.github.apim.shipping;

/** Something that keeps a tarball from its machine: what, where, and how to mend it; never holds a secret. */
public final class ShippingException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public ShippingException(String message) {
        super(message);
    }

    ShippingException(String message, Throwable cause) {
        super(message, cause);
    }
}
