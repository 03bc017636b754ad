package io.github.apim.image.registry;

/** What a registry refuses, or a reference that cannot be used: for the user to mend. */
public final class RegistryRefusal extends RuntimeException {

    RegistryRefusal(String message, Throwable cause) {
        super(message, cause);
    }
}
