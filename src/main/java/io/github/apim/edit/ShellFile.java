package io.github.apim.edit;

import java.util.Optional;

/** A file held as it lies; every edit gives a new value that differs only where the edit says so. */
public final class ShellFile {

    private ShellFile() {}

    public static ShellFile parse(String name, byte[] bytes) {
        throw new UnsupportedOperationException();
    }

    public byte[] bytes() {
        throw new UnsupportedOperationException();
    }

    public Optional<String> get(String variable) {
        throw new UnsupportedOperationException();
    }

    public boolean has(String variable) {
        return get(variable).isPresent();
    }

    public ShellFile set(String variable, String value) {
        throw new UnsupportedOperationException();
    }
}
