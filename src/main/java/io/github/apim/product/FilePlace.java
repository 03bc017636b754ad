package io.github.apim.product;

/**
 * A place in a file of a product.
 *
 * @param file below the home
 * @param path of the element in it; in a TOML file the key with the tables it is in, and dots between them
 */
public record FilePlace(String file, String path) {

    /** Whether the path is one of tables and a key. */
    public boolean isInToml() {
        return file.endsWith(".toml");
    }

    /** A place below this one. */
    public FilePlace below(String steps) {
        return new FilePlace(file, path + (isInToml() ? "." : "/") + steps);
    }

    @Override
    public String toString() {
        return file + ": " + path;
    }
}
