package io.github.apim.deployment;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A value that must not show in a log, a message or a report: only {@link #reveal()} gives it. */
public final class Secret {

    /** What stands in a secret's place, whatever its length. */
    public static final String MASK = "********";

    private static final Pattern LINE = Pattern.compile("[^\\r\\n]+");

    private final String value;

    public Secret(String value) {
        this.value = Objects.requireNonNull(value, "value");
    }

    /** The value itself, for the one place that writes it. */
    public String reveal() {
        return value;
    }

    /** What stands in the place of this text; it keeps the line ends, so that lines stay the lines they were. */
    public static String masked(String text) {
        return LINE.matcher(text).replaceAll(Matcher.quoteReplacement(MASK));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return MASK;
    }
}
