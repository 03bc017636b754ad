package io.github.apim.deployment;

/**
 * Something in the deployment descriptor that the user must or should mend.
 *
 * @param location where
 * @param path     the YAML path of the place, for example {@code nodes.gateway-worker-1.role}
 * @param message  what is wrong, what is expected, and how to mend it; never holds a secret
 */
public record Problem(Severity severity, Location location, String path, String message) {

    /** Errors stop the build, warnings are logged. */
    public enum Severity {
        ERROR,
        WARNING
    }

    /** {@code file:line:column: path: message} */
    @Override
    public String toString() {
        return location + ": " + (path.isEmpty() ? "" : path + ": ") + message;
    }
}
