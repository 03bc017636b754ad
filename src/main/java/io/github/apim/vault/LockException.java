package io.github.apim.vault;

/** A line of a file of ciphertexts cannot be read. */
public final class LockException extends RuntimeException {

    private final int line;

    LockException(int line, String message) {
        super(message);
        this.line = line;
    }

    /** Which one, from 1. */
    public int line() {
        return line;
    }
}
