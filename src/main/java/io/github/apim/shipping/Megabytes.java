package io.github.apim.shipping;

import java.util.Locale;

/** Writes sizes for people: in millions of bytes, with one decimal. */
public final class Megabytes {

    private static final double MILLION = 1_000_000;

    private Megabytes() {}

    /** For example {@code 412.3 MB}. */
    public static String of(long bytes) {
        return String.format(Locale.ROOT, "%,.1f MB", bytes / MILLION);
    }
}
