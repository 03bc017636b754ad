package io.github.apim.deployment;

import io.github.apim.edit.Operation;

/**
 * What the user does to one place of one file.
 *
 * @param scope    {@code all}, a role or a node
 * @param file     path below the product's home, with {@code /}
 * @param place    XML path, property key, shell variable or JSON path, by the kind of file
 * @param shown    the operation without what came from the environment, which is taken for a secret
 * @param location where the descriptor says so
 */
public record FileEdit(
        String scope, String file, String place, Operation operation, Operation shown, Location location) {

    /** Whether the operation holds something that must not show. */
    public boolean isSecret() {
        return !operation.equals(shown);
    }

    /** Whether the value is set on a node. */
    public boolean concerns(Node node) {
        return Scopes.covers(scope, node);
    }

    /** Values can be passwords. */
    @Override
    public String toString() {
        return scope + " " + file + " " + place + " at " + location;
    }
}
