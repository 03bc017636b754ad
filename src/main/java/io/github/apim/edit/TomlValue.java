package io.github.apim.edit;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A value to be set, as it is written in TOML.
 *
 * @param written one value, a text with its quotes
 */
public record TomlValue(String written) {

    /** @throws IllegalArgumentException if this is no TOML value, or more than one */
    public TomlValue {
        if (TomlScanner.value(written).isEmpty()) {
            // It may be a secret, so it is not quoted.
            throw new IllegalArgumentException("Not a TOML value");
        }
    }

    /** A text, with quotes and escapes. */
    public static TomlValue text(String value) {
        return new TomlValue(TomlStrings.quote(value));
    }

    public static TomlValue number(long value) {
        return new TomlValue(String.valueOf(value));
    }

    public static TomlValue bool(boolean value) {
        return new TomlValue(String.valueOf(value));
    }

    /** An array of texts, on one line. */
    public static TomlValue texts(List<String> values) {
        return new TomlValue(values.stream().map(TomlStrings::quote).collect(Collectors.joining(", ", "[", "]")));
    }

    /** {@code true}, {@code false} or an integer as such; anything else as a text. */
    static TomlValue ofWord(String value) {
        return TomlScalars.isPlainLiteral(value) ? new TomlValue(value) : text(value);
    }

    /** The value may be a secret. */
    @Override
    public String toString() {
        return "TOML value";
    }
}
