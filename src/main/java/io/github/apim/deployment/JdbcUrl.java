package io.github.apim.deployment;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of {@code jdbc:<kind>://<host>[:<port>]/<schema>[?<parameters>]}. */
public final class JdbcUrl {

    private static final Pattern FORM =
            Pattern.compile("jdbc:[a-z0-9]+://(\\[[^\\]]*\\]|[^:/?;]*)(?::[0-9]+)?(?:/([^?;]*))?(?:[?;].*)?");

    private JdbcUrl() {}

    /** The database server's host; empty for a URL of another form, such as H2's file. */
    public static Optional<String> host(String url) {
        Matcher matcher = FORM.matcher(url);
        return matcher.matches()
                ? Optional.of(matcher.group(1).replaceAll("[\\[\\]]", "")).filter(host -> !host.isEmpty())
                : Optional.empty();
    }

    /** The schema; empty for a URL without one, or of another form. */
    public static Optional<String> schema(String url) {
        Matcher matcher = FORM.matcher(url);
        return matcher.matches() ? Optional.ofNullable(matcher.group(2)) : Optional.empty();
    }
}
