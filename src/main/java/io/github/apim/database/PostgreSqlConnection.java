package io.github.apim.database;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How PostgreSQL's driver connects for the goal. By itself it gives the password to whoever asks for it in clear text,
 * turns TLS on without a look at the certificate, and builds objects of any class that a URL names.
 */
final class PostgreSqlConnection {

    /** They load classes by their names, write files, or say to the server what nothing here knows of. */
    private static final Set<String> NEVER = Set.of(
            "socketfactory",
            "socketfactoryarg",
            "sslfactory",
            "sslfactoryarg",
            "sslhostnameverifier",
            "sslpasswordcallback",
            "authenticationpluginclassname",
            "xmlfactoryfactory",
            "connectexecutor",
            "connectexecutorarg",
            "classloaderstrategy",
            "loggerlevel",
            "loggerfile",
            "options",
            "service",
            "replication",
            "jaasapplicationname",
            "jaaslogin",
            "gsslib",
            "gssencmode",
            "gssusedefaultcreds",
            "kerberosservername",
            "sspiserviceclass",
            "usespnego",
            "currentschema",
            "readonly",
            "allowencodingchanges",
            "preferquerymode",
            "user",
            "password",
            "pgdbname",
            "pghost",
            "pgport");

    /** What nodes may need, and what this machine does only if it is asked to by the goal's own parameters. */
    private static final Set<String> DELIBERATE = Set.of("requireauth", "channelbinding", "scrammaxiterations");

    private static final Set<String> NOT_OF_NODES =
            Stream.concat(NEVER.stream(), DELIBERATE.stream()).collect(Collectors.toUnmodifiableSet());

    private static final Set<String> VERIFYING_MODES = Set.of("verify-ca", "verify-full");

    private PostgreSqlConnection() {}

    static ConnectionSettings settings(KnownDriver driver, String nodes, String own) {
        JdbcParameters parameters =
                new JdbcParameters().add(nodes, NOT_OF_NODES).add(own, NEVER);
        boolean verified = VERIFYING_MODES.contains(parameters.value("sslmode").toLowerCase(Locale.ROOT));
        Map<String, String> fixed = new LinkedHashMap<>();
        fixed.put("gssEncMode", "disable");
        fixed.put("jaasLogin", "false");
        fixed.put("targetServerType", "primary");
        if (!verified && !parameters.has("requireAuth")) {
            // The server must prove that it knows the password, without having been given it.
            fixed.put("requireAuth", "scram-sha-256");
        }
        return new ConnectionSettings(
                Map.copyOf(fixed),
                parameters.text(),
                parameters.left(),
                driver.knows("requireAuth"),
                verified,
                "sslmode=verify-full&sslrootcert=/path/to/ca.pem");
    }
}
