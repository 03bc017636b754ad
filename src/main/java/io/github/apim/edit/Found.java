package io.github.apim.edit;

/**
 * A value of a file.
 *
 * @param line where it stands, counted from 1
 */
public record Found(String value, int line) {

    /** The line alone: the value may be a secret. */
    @Override
    public String toString() {
        return "line " + line;
    }
}
