package io.github.apim.deployment;

/**
 * A file of the user's that the plugin must leave as it is.
 *
 * @param scope    {@code all}, the key of a role, or the name of a node
 * @param file     path below the product's home, with {@code /}
 * @param path     where the descriptor says so, for messages: {@code as-is.all[0]}
 * @param location the same as a place
 */
public record FileAsIs(String scope, String file, String path, Location location) {

    /** Whether this is said of a node's file. */
    public boolean concerns(Node node) {
        return Scopes.covers(scope, node);
    }
}
