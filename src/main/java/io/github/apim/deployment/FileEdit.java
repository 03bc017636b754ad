package io.github.apim.deployment;

/**
 * One value that the user sets in one file.
 *
 * @param scope    {@code all}, a role or a node
 * @param file     path below the product's home, with {@code /}
 * @param place    XML path, property key or shell variable, by the kind of file
 * @param location where the descriptor says so
 */
public record FileEdit(String scope, String file, String place, String value, Location location) {

    /** Whether the value is set on a node. */
    public boolean concerns(Node node) {
        return Scopes.covers(scope, node);
    }
}
