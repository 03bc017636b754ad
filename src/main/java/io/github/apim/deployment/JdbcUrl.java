package io.github.apim.deployment;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of {@code jdbc:<kind>://<host>[:<port>]/<schema>[?<parameters>]}. */
public final class JdbcUrl {

    private static final Pattern FORM =
            Pattern.compile("jdbc:([a-z0-9]+)://(\\[[^\\]]*\\]|[^:/?;]*)(?::([0-9]+))?(?:/([^?;]*))?(?:[?;].*)?");

    /** Where each kind of server listens unless it was told otherwise. */
    private static final Map<String, Integer> PORTS =
            Map.of("mysql", 3306, "mariadb", 3306, "postgresql", 5432, "sqlserver", 1433, "oracle", 1521);

    private JdbcUrl() {}

    /** The kind of server, for example {@code mysql}; empty for a URL of another form. */
    public static Optional<String> kind(String url) {
        Matcher matcher = FORM.matcher(url);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** The database server's host; empty for a URL of another form, such as H2's file. */
    public static Optional<String> host(String url) {
        Matcher matcher = FORM.matcher(url);
        return matcher.matches()
                ? Optional.of(matcher.group(2).replaceAll("[\\[\\]]", "")).filter(host -> !host.isEmpty())
                : Optional.empty();
    }

    /** The database server's host and port, which is the kind's own where the URL names none. */
    public static Optional<Endpoint> endpoint(String url) {
        Matcher matcher = FORM.matcher(url);
        return host(url)
                .filter(host -> matcher.matches())
                .flatMap(host -> Optional.ofNullable(matcher.group(3))
                        .map(Integer::valueOf)
                        .or(() -> Optional.ofNullable(PORTS.get(matcher.group(1))))
                        .map(port -> new Endpoint(host, port)));
    }

    /** The schema; empty for a URL without one, or of another form. */
    public static Optional<String> schema(String url) {
        Matcher matcher = FORM.matcher(url);
        return matcher.matches() ? Optional.ofNullable(matcher.group(4)) : Optional.empty();
    }
}
