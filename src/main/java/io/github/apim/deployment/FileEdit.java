package io.github.apim.deployment;

/**
 * One value that the user sets in one file.
 *
 * @param scope    {@code all}, a role or a node
 * @param file     path below the product's home, with {@code /}
 * @param place    XML path, property key or shell variable, by the kind of file
 * @param shown    the value without what came from the environment, which is taken for a secret
 * @param location where the descriptor says so
 */
public record FileEdit(String scope, String file, String place, String value, String shown, Location location) {

    /** A value of which nothing came from the environment. */
    FileEdit(String scope, String file, String place, String value, Location location) {
        this(scope, file, place, value, value, location);
    }

    /** Whether the value holds something that must not show. */
    public boolean isSecret() {
        return !value.equals(shown);
    }

    /** Values can be passwords. */
    @Override
    public String toString() {
        return scope + " " + file + " " + place + " at " + location;
    }
}
