package io.github.apim.maven;

import io.github.apim.database.DatabaseLayout;
import io.github.apim.database.ServerAccess;
import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.Endpoint;
import io.github.apim.deployment.JdbcUrl;
import io.github.apim.descriptor.CredentialsException;
import io.github.apim.descriptor.CredentialsLookup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a user says about the way to the database servers; each may be {@code null}.
 *
 * @param url           where this machine reaches the server, or {@code host:port=url} for each
 * @param parameters    of this machine's connections
 * @param administrator the id of a {@code <server>}, or {@code host:port=id} for each
 */
record DatabaseParameters(String url, String parameters, String administrator) {

    private static final String URL_FORM = "jdbc:[a-z0-9:]+://[A-Za-z0-9._,:\\[\\]-]+";
    private static final String PARAMETERS_FORM = "(?:[A-Za-z0-9_.]+=[^\\s&]*(?:&[A-Za-z0-9_.]+=[^\\s&]*)*)?";

    /** Between the URLs of two servers: a URL with hosts to fall back on has commas, too. */
    private static final String NEXT_URL = ",(?=[A-Za-z0-9._\\[\\]:-]+=)";

    private static final String NEXT_ID = ",";

    private static final String ALL = "";

    /**
     * The ways that they mean.
     *
     * @throws IllegalParameterException if one of them is not what it should be
     */
    DatabaseAccess access(Deployment deployment, CredentialsLookup servers, boolean trusted) {
        if (parameters != null && !parameters.matches(PARAMETERS_FORM)) {
            throw new IllegalParameterException("apim.databaseParameters must have the form name=value&name=value");
        }
        List<DatabaseLayout> layouts = DatabaseLayout.all(deployment, deployment.nodes());
        Map<String, String> urls = byServer("apim.databaseUrl", url, NEXT_URL, layouts);
        Map<String, String> administrators = byServer("apim.databaseAdministrator", administrator, NEXT_ID, layouts);
        if (layouts.size() > 1 && urls.containsKey(ALL)) {
            throw new IllegalParameterException("apim.databaseUrl must say which server it leads to, for there are "
                    + addresses(layouts) + ": " + addresses(layouts).iterator().next() + "=jdbc:…://host:port");
        }
        Map<String, ServerAccess> byUrl = new LinkedHashMap<>();
        for (DatabaseLayout layout : layouts) {
            Optional<String> own = said(urls, layout);
            own.ifPresent(DatabaseParameters::checkUrl);
            Optional<String> server = said(administrators, layout);
            byUrl.put(
                    layout.url(),
                    new ServerAccess(
                            own.orElse(layout.url()),
                            parameters == null ? "" : parameters,
                            server.isPresent()
                                    ? lookup(server.get(), servers)
                                    : layout.clients().get(0).user(),
                            trusted));
        }
        return new DatabaseAccess(byUrl);
    }

    /** It may hold a password, so it is not repeated. */
    private static void checkUrl(String url) {
        if (!url.matches(URL_FORM)) {
            throw new IllegalParameterException("apim.databaseUrl must have the form jdbc:mysql://host:3306, without a"
                    + " schema, a user or parameters");
        }
    }

    private static Optional<String> said(Map<String, String> values, DatabaseLayout layout) {
        return Optional.ofNullable(values.get(address(layout))).or(() -> Optional.ofNullable(values.get(ALL)));
    }

    private static Map<String, String> byServer(
            String parameter, String value, String separator, List<DatabaseLayout> layouts) {
        Map<String, String> values = new LinkedHashMap<>();
        if (value == null) {
            return values;
        }
        for (String part : value.split(separator)) {
            int equals = part.indexOf('=');
            String server = equals < 0 ? ALL : part.substring(0, equals);
            if (equals > 0 && server.startsWith("jdbc:")) {
                // A URL with parameters, which is refused as a whole.
                values.put(ALL, part);
            } else if (equals >= 0 && !addresses(layouts).contains(server)) {
                throw new IllegalParameterException(
                        parameter + " names a database server that no node uses; there are " + addresses(layouts));
            } else {
                values.put(server, part.substring(equals + 1));
            }
        }
        return values;
    }

    private static String address(DatabaseLayout layout) {
        return JdbcUrl.endpoints(layout.url()).stream()
                .findFirst()
                .map(Endpoint::toString)
                .orElse(layout.url());
    }

    private static TreeSet<String> addresses(List<DatabaseLayout> layouts) {
        TreeSet<String> addresses = new TreeSet<>();
        layouts.forEach(layout -> addresses.add(address(layout)));
        return addresses;
    }

    private static Credentials lookup(String id, CredentialsLookup servers) {
        try {
            return servers.lookup(id)
                    .orElseThrow(() -> new IllegalParameterException(
                            "apim.databaseAdministrator: settings.xml has no" + " <server> with the id '" + id + "'"));
        } catch (CredentialsException problem) {
            throw new IllegalParameterException("apim.databaseAdministrator: " + problem.getMessage());
        }
    }
}
