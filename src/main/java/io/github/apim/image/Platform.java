package io.github.apim.image;

/** What machines an image runs on, such as {@code linux/amd64}. */
public record Platform(String os, String architecture) {

    /** @throws IllegalArgumentException if it has not the form os/architecture */
    public static Platform parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 1 || slash == text.length() - 1 || text.indexOf('/', slash + 1) >= 0) {
            throw new IllegalArgumentException("a platform has the form linux/amd64, not " + text);
        }
        return new Platform(text.substring(0, slash), text.substring(slash + 1));
    }

    @Override
    public String toString() {
        return os + "/" + architecture;
    }
}
