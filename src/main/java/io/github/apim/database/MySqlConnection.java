package io.github.apim.database;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How MySQL's and MariaDB's drivers connect for the goal. By themselves they do for whoever answers what a server may ask
 * for before it is known who it is: give the password in clear text, files of this machine, objects to build.
 */
final class MySqlConnection {

    /** Their drivers write statements with what is in them to standard output, or load classes to do so. */
    private static final Set<String> TELLING = Set.of(
            "profilesql",
            "profilereventhandler",
            "logger",
            "log",
            "logslowqueries",
            "autoslowlog",
            "explainslowqueries",
            "logxacommands",
            "traceprotocol",
            "dumpqueriesonexception",
            "enablepacketdebug",
            "gatherperfmetrics",
            "useusageadvisor",
            "autogeneratetestcasescript",
            "includeinnodbstatusindeadlockexceptions",
            "includethreaddumpindeadlockexceptions",
            "queryinterceptors",
            "statementinterceptors",
            "exceptioninterceptors",
            "connectionlifecycleinterceptors",
            "useconfigs");

    /** No connection of the goal ever needs them; the user and the password have their own place. */
    private static final Set<String> OPENING = Set.of(
            "allowloadlocalinfile",
            "allowloadlocalinfileinpath",
            "allowurlinlocalinfile",
            "allowlocalinfile",
            "autodeserialize",
            "allowmultiqueries",
            "user",
            "password",
            "password1",
            "password2",
            "password3");

    /** What nodes may need, and what this machine does only if it is asked to by the goal's own parameters. */
    private static final Set<String> DELIBERATE = Set.of(
            "allowpublickeyretrieval",
            "authenticationplugins",
            "defaultauthenticationplugin",
            "disabledauthenticationplugins",
            "restrictedauth");

    private static final Set<String> NEVER = union(TELLING, OPENING);
    private static final Set<String> NOT_OF_NODES = union(NEVER, DELIBERATE);

    /** They give the password itself, encrypted with a key that the server brings along, or a hash that is broken. */
    private static final String REVEALING_PLUGINS =
            "mysql_clear_password,sha256_password,caching_sha2_password,mysql_old_password";

    /** What is left when the ones above are gone. */
    private static final String PROVING_PLUGINS = "mysql_native_password,client_ed25519";

    private static final Set<String> VERIFYING_MODES = Set.of("VERIFY_CA", "VERIFY_IDENTITY", "VERIFY_FULL");

    private MySqlConnection() {}

    static ConnectionSettings settings(KnownDriver driver, String nodes, String own) {
        JdbcParameters parameters =
                new JdbcParameters().add(nodes, NOT_OF_NODES).add(own, NEVER);
        boolean maria = driver.name().startsWith("org.mariadb.");
        boolean verified = maria ? mariaVerifies(driver, parameters) : mySqlVerifies(driver, parameters);
        Map<String, String> fixed = new LinkedHashMap<>();
        fixed.put("allowMultiQueries", "false");
        if (maria) {
            fixed.put("allowLocalInfile", "false");
            if (!verified && !parameters.has("restrictedAuth")) {
                fixed.put("restrictedAuth", PROVING_PLUGINS);
            }
        } else {
            fixed.put("allowLoadLocalInfile", "false");
            fixed.put("allowUrlInLocalInfile", "false");
            fixed.put("autoDeserialize", "false");
            // What the goal has to say, it says itself.
            fixed.put("logger", "NullLogger");
            if (!verified && !parameters.has("disabledAuthenticationPlugins")) {
                fixed.put("disabledAuthenticationPlugins", REVEALING_PLUGINS);
                // The driver takes no default that is disabled.
                if (driver.defaults()
                        .getOrDefault("defaultAuthenticationPlugin", "")
                        .startsWith("caching_sha2")) {
                    fixed.put("defaultAuthenticationPlugin", "mysql_native_password");
                }
            }
        }
        return new ConnectionSettings(
                Map.copyOf(fixed),
                parameters.text(),
                parameters.left(),
                driver.knows(maria ? "restrictedAuth" : "disabledAuthenticationPlugins"),
                verified,
                verifying(driver, maria));
    }

    /** Connector/J 5 falls back to plain text unless all three are there, and does not know {@code sslMode}. */
    private static boolean mySqlVerifies(KnownDriver driver, JdbcParameters parameters) {
        if (driver.knows("sslMode") && parameters.has("sslMode")) {
            return isVerifying(parameters.value("sslMode"));
        }
        return parameters.isTrue("useSSL")
                && parameters.isTrue("requireSSL")
                && parameters.isTrue("verifyServerCertificate");
    }

    /** MariaDB's driver verifies as soon as there is TLS; version 3 says it by {@code sslMode}. */
    private static boolean mariaVerifies(KnownDriver driver, JdbcParameters parameters) {
        if (parameters.has("trustServerCertificate")
                && !parameters.value("trustServerCertificate").equals("false")) {
            return false;
        }
        return driver.knows("sslMode")
                ? isVerifying(parameters.value("sslMode"))
                : parameters.isTrue("useSsl") || parameters.isTrue("useSSL");
    }

    private static boolean isVerifying(String mode) {
        return VERIFYING_MODES.contains(mode.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static String verifying(KnownDriver driver, boolean maria) {
        if (maria) {
            return (driver.knows("sslMode") ? "sslMode=verify-full" : "useSsl=true") + "&serverSslCert=/path/to/ca.pem";
        }
        return (driver.knows("sslMode")
                        ? "sslMode=VERIFY_CA"
                        : "useSSL=true&requireSSL=true&verifyServerCertificate=true")
                + "&trustCertificateKeyStoreUrl=file:/path/to/ca.jks&trustCertificateKeyStorePassword=…";
    }

    private static Set<String> union(Set<String> first, Set<String> second) {
        return Stream.concat(first.stream(), second.stream()).collect(Collectors.toUnmodifiableSet());
    }
}
