package io.github.apim.maven;

import java.util.Arrays;
import java.util.Locale;

/** From what on a verification fails. */
enum FailOn {
    ERROR,
    WARNING,
    NEVER;

    /** @throws IllegalParameterException for another word */
    static FailOn of(String word) {
        return Arrays.stream(values())
                .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalParameterException(
                        "apim.failOn is '" + word + "', but must be error, warning or never"));
    }

    boolean fails(long errors, long warnings) {
        return switch (this) {
            case ERROR -> errors > 0;
            case WARNING -> errors + warnings > 0;
            case NEVER -> false;
        };
    }
}
