package io.github.apim.manifest;

/** A file is no manifest, or lacks what belongs to it: says which file, what is wrong, and what to do. */
public final class ManifestException extends RuntimeException {

    public ManifestException(String message) {
        super(message);
    }

    public ManifestException(String message, Throwable cause) {
        super(message, cause);
    }
}
