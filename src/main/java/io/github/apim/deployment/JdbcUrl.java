package io.github.apim.deployment;

import io.github.apim.product.DatabaseKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a JDBC URL, in the forms of the drivers (matrix §1.7):
 *
 * <ul>
 *   <li>{@code jdbc:<kind>://<host>[:<port>][,<host>[:<port>]…]/<schema>[?<parameters>]}
 *   <li>{@code jdbc:sqlserver://<host>[:<port>];databaseName=<schema>[;<parameters>]}
 *   <li>{@code jdbc:oracle:thin:@[//]<host>[:<port>]/<service>}, where the schema is the user
 * </ul>
 */
public final class JdbcUrl {

    private static final Pattern USUAL =
            Pattern.compile("jdbc:[a-z0-9]+(?::[a-z0-9]+)*://([^/?;]*)(?:/([^?;]*))?(?:[?;].*)?");
    private static final Pattern ORACLE = Pattern.compile("jdbc:oracle:thin:@(?://)?([^/?]*)(?:/.*)?");
    private static final Pattern SQL_SERVER_SCHEMA = Pattern.compile("(?i);database(?:name)?=([^;]*)");
    private static final Pattern HOST = Pattern.compile("(\\[[^\\]]*\\]|[^:]*)(?::([0-9]{1,5}))?");

    private JdbcUrl() {}

    /**
     * The URL of a schema.
     *
     * @param server     the URL without a schema
     * @param parameters as {@code name=value&name=value}, whatever the kind of server; may be empty
     */
    public static String of(String server, String schema, String parameters) {
        Optional<DatabaseKind> kind = DatabaseKind.of(server);
        if (kind.filter(DatabaseKind.ORACLE::equals).isPresent()) {
            return server;
        } else if (kind.filter(DatabaseKind.SQL_SERVER::equals).isPresent()) {
            return server + ";databaseName=" + schema
                    + (parameters.isEmpty() ? "" : ";" + parameters.replace('&', ';'));
        }
        return server + "/" + schema + (parameters.isEmpty() ? "" : "?" + parameters);
    }

    /** The hosts of the database server, more than one where the driver has others to fall back on. */
    public static List<String> hosts(String url) {
        return places(url)
                .map(places -> places.stream()
                        .map(place -> place.group(1).replaceAll("[\\[\\]]", ""))
                        .filter(host -> !host.isEmpty())
                        .toList())
                .orElse(List.of());
    }

    /** The first host of the database server; empty for a URL of another form, such as H2's file. */
    public static Optional<String> host(String url) {
        return hosts(url).stream().findFirst();
    }

    /** The hosts with their ports, which are the kind's own where the URL names none. */
    public static List<Endpoint> endpoints(String url) {
        List<Endpoint> endpoints = new ArrayList<>();
        Optional<Integer> standard = DatabaseKind.of(url).map(DatabaseKind::port);
        for (Matcher place : places(url).orElse(List.of())) {
            String host = place.group(1).replaceAll("[\\[\\]]", "");
            Optional.ofNullable(place.group(2))
                    .map(Integer::valueOf)
                    .or(() -> standard)
                    .filter(port -> !host.isEmpty())
                    .ifPresent(port -> endpoints.add(new Endpoint(host, port)));
        }
        return List.copyOf(endpoints);
    }

    /** Whether two URLs lead to one server, however they write it. */
    public static boolean isSameServer(String one, String other) {
        return one.equals(other)
                || DatabaseKind.of(one).equals(DatabaseKind.of(other))
                        && !endpoints(one).isEmpty()
                        && endpoints(one).equals(endpoints(other));
    }

    /** The schema; empty for a URL without one, or of another form. */
    public static Optional<String> schema(String url) {
        if (DatabaseKind.of(url).filter(DatabaseKind.SQL_SERVER::equals).isPresent()) {
            Matcher schema = SQL_SERVER_SCHEMA.matcher(url);
            return schema.find() ? Optional.of(schema.group(1)) : Optional.empty();
        }
        Matcher matcher = USUAL.matcher(url);
        return matcher.matches() ? Optional.ofNullable(matcher.group(2)) : Optional.empty();
    }

    /** Each host, matched with its port; empty for a URL of another form. */
    private static Optional<List<Matcher>> places(String url) {
        Matcher matcher = (url.startsWith("jdbc:oracle:") ? ORACLE : USUAL).matcher(url);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        List<Matcher> places = new ArrayList<>();
        for (String place : matcher.group(1).split(",", -1)) {
            Matcher host = HOST.matcher(place);
            if (!host.matches()) {
                return Optional.empty();
            }
            places.add(host);
        }
        return Optional.of(List.copyOf(places));
    }
}
