package io.github.apim.maven;

import io.github.apim.assembly.Masking;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.apache.maven.plugin.logging.Log;

/** The forms in which a plan is told. */
enum PlanFormat {
    TEXT,
    DIFF,
    JSON;

    /** @throws IllegalParameterException for a word that is no format */
    static PlanFormat of(String word) {
        return Arrays.stream(values())
                .filter(format -> format.toString().equals(word))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalParameterException("apim.format is '" + word + "', but must be text, diff or json"));
    }

    PlanOutput output(Masking masking, Log log, Optional<Path> file, boolean colours) {
        return new PlanOutput(this, masking, log, file, colours);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
