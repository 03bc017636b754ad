package io.github.apim.maven;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Reads the time that reproducible builds give to all entries. */
final class BuildTimestamp {

    private BuildTimestamp() {}

    /**
     * The fixed time of a build, whole seconds.
     *
     * @param outputTimestamp {@code project.build.outputTimestamp}: ISO 8601 with an offset, or seconds since 1970; a
     *                        single character that is no digit switches it off, as everywhere in Maven
     * @param sourceDateEpoch the environment variable of that name, seconds since 1970; counts if the other is not set
     * @throws IllegalParameterException if a value is neither
     */
    static Optional<Instant> of(String outputTimestamp, String sourceDateEpoch) {
        if (outputTimestamp != null && !outputTimestamp.isBlank()) {
            String text = outputTimestamp.trim();
            if (text.length() == 1 && !Character.isDigit(text.charAt(0))) {
                return Optional.empty();
            }
            return Optional.of(parse(text, "project.build.outputTimestamp"));
        }
        if (sourceDateEpoch != null && !sourceDateEpoch.isBlank()) {
            return Optional.of(parse(sourceDateEpoch.trim(), "SOURCE_DATE_EPOCH"));
        }
        return Optional.empty();
    }

    private static Instant parse(String text, String name) {
        try {
            return text.chars().allMatch(character -> character >= '0' && character <= '9')
                    ? Instant.ofEpochSecond(Long.parseLong(text))
                    : Instant.ofEpochSecond(OffsetDateTime.parse(text).toEpochSecond());
        } catch (DateTimeException | NumberFormatException problem) {
            throw new IllegalParameterException(name + " is '" + text
                    + "', but must be a time such as 2026-11-23T12:00:00Z or the seconds since 1970");
        }
    }
}
