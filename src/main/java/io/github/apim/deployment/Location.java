package io.github.apim.deployment;

/**
 * A place in the deployment descriptor, in a layer over it, or in another file of the user's.
 *
 * @param file   as the user named it; that of a layer follows from the descriptor's
 * @param line   1 for the first line
 * @param column 1 for the first character of the line
 */
public record Location(String file, int line, int column) {

    /** {@code file:line:column}, the form that editors and terminals turn into a link. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
