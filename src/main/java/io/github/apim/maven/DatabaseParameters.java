package io.github.apim.maven;

import io.github.apim.database.ServerAccess;
import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.Databases;
import io.github.apim.descriptor.CredentialsException;
import io.github.apim.descriptor.CredentialsLookup;

/**
 * What a user says about the way to the database server; each may be {@code null}.
 *
 * @param url           where this machine reaches it
 * @param parameters    of this machine's connection
 * @param administrator the id of a {@code <server>}
 */
record DatabaseParameters(String url, String parameters, String administrator) {

    private static final String URL_FORM = "jdbc:[a-z0-9:]+://[A-Za-z0-9._,:\\[\\]-]+";
    private static final String PARAMETERS_FORM = "(?:[A-Za-z0-9_.]+=[^\\s&]*(?:&[A-Za-z0-9_.]+=[^\\s&]*)*)?";

    /**
     * The way that they mean.
     *
     * @throws IllegalParameterException if one of them is not what it should be
     */
    ServerAccess access(Databases databases, CredentialsLookup servers, boolean trusted) {
        // The first two may hold a password, so they are not repeated.
        if (url != null && !url.matches(URL_FORM)) {
            throw new IllegalParameterException("apim.databaseUrl must have the form jdbc:mysql://host:3306, without a"
                    + " schema, a user or parameters");
        }
        if (parameters != null && !parameters.matches(PARAMETERS_FORM)) {
            throw new IllegalParameterException("apim.databaseParameters must have the form name=value&name=value");
        }
        return new ServerAccess(
                url == null ? databases.url() : url,
                parameters == null ? "" : parameters,
                administrator == null ? databases.credentials() : lookup(servers),
                trusted);
    }

    private Credentials lookup(CredentialsLookup servers) {
        try {
            return servers.lookup(administrator)
                    .orElseThrow(() -> new IllegalParameterException("apim.databaseAdministrator: settings.xml has no"
                            + " <server> with the id '" + administrator + "'"));
        } catch (CredentialsException problem) {
            throw new IllegalParameterException("apim.databaseAdministrator: " + problem.getMessage());
        }
    }
}
