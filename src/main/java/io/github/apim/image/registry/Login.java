package io.github.apim.image.registry;

/**
 * A user name and a password at a registry. Its text shows neither.
 *
 * @param source where they came from, for messages
 */
public record Login(String user, String password, String source) {

    @Override
    public String toString() {
        return "the login of " + source;
    }
}
