package io.github.apim.image;

import io.github.apim.archive.FileDigests;
import java.util.regex.Pattern;

/**
 * The SHA-256 that a blob is named by.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Digest(String hex) implements Comparable<Digest> {

    private static final String PREFIX = "sha256:";
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    /** @throws IllegalArgumentException if these are no such digits */
    public Digest {
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("no SHA-256: " + hex);
        }
    }

    /** Of these bytes. */
    public static Digest of(byte[] bytes) {
        return new Digest(FileDigests.sha256(bytes));
    }

    /**
     * What stands in manifests and behind the {@code @} of a reference.
     *
     * @throws IllegalArgumentException if it is no SHA-256: other algorithms may be in a registry, but nobody uses them
     */
    public static Digest parse(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("no digest of the form " + PREFIX + "…: " + text);
        }
        return new Digest(text.substring(PREFIX.length()));
    }

    @Override
    public int compareTo(Digest other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return PREFIX + hex;
    }
}
