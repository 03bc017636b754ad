package io.github.apim.edit;

import java.util.Optional;

/** A file held as it lies; every edit gives a new value that differs only where the edit says so. */
public final class PropertiesFile {

    private PropertiesFile() {}

    public static PropertiesFile parse(String name, byte[] bytes) {
        throw new UnsupportedOperationException();
    }

    public byte[] bytes() {
        throw new UnsupportedOperationException();
    }

    public Optional<String> get(String key) {
        throw new UnsupportedOperationException();
    }

    public boolean has(String key) {
        return get(key).isPresent();
    }

    public PropertiesFile set(String key, String value) {
        throw new UnsupportedOperationException();
    }

    public PropertiesFile remove(String key) {
        throw new UnsupportedOperationException();
    }
}
