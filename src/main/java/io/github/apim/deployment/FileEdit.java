package io.github.apim.deployment;

import io.github.apim.edit.Operation;

/**
 * What the user does to one place of one file.
 *
 * @param scope    {@code all}, a role or a node
 * @param file     path below the product's home, with {@code /}
 * @param place    XML path, property key, shell variable or JSON path, by the kind of file
 * @param location where the descriptor says so
 */
public record FileEdit(String scope, String file, String place, Operation operation, Location location) {}
