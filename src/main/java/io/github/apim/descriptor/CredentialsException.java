package io.github.apim.descriptor;

/** Credentials are there but cannot be used, for example because the password cannot be decrypted. */
public final class CredentialsException extends RuntimeException {

    /**
     * @param message what is wrong and how to mend it, without the secret; it becomes a problem at the line that names
     *                the credentials
     */
    public CredentialsException(String message) {
        super(message);
    }
}
