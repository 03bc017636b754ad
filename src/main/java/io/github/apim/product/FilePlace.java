package io.github.apim.product;

/**
 * A place in a file of a product.
 *
 * @param file below the home
 * @param path of the element in it
 */
public record FilePlace(String file, String path) {

    /** A place below this one. */
    public FilePlace below(String steps) {
        return new FilePlace(file, path + "/" + steps);
    }

    @Override
    public String toString() {
        return file + ": " + path;
    }
}
