package io.github.apim.vault;

/** A secret cannot be encrypted: says why, and what to do. Holds no secret. */
public final class VaultException extends RuntimeException {

    public VaultException(String message) {
        super(message);
    }

    public VaultException(String message, Throwable cause) {
        super(message, cause);
    }
}
