package io.github.apim.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What MySQL's and MariaDB's drivers are told before they connect for the goal. */
class MySqlConnectionTest {

    private static final KnownDriver CONNECTOR_5 = new KnownDriver(
            "com.mysql.jdbc.Driver",
            Map.of(
                    "disabledAuthenticationPlugins",
                    "null",
                    "defaultAuthenticationPlugin",
                    "com.mysql.jdbc.authentication.MysqlNativePasswordPlugin"));
    private static final KnownDriver CONNECTOR_9 = new KnownDriver(
            "com.mysql.cj.jdbc.Driver",
            Map.of("sslMode", "PREFERRED", "defaultAuthenticationPlugin", "caching_sha2_password"));
    private static final KnownDriver MARIADB_2 = new KnownDriver("org.mariadb.jdbc.Driver", Map.of("useSsl", "null"));
    private static final KnownDriver MARIADB_3 =
            new KnownDriver("org.mariadb.jdbc.Driver", Map.of("sslMode", "DISABLE", "restrictedAuth", "null"));

    private static ConnectionSettings settings(KnownDriver driver, String nodes, String own) {
        return MySqlConnection.settings(driver, nodes, own);
    }

    private static KnownDriver driver(String name) {
        return switch (name) {
            case "connector-5" -> CONNECTOR_5;
            case "connector-9" -> CONNECTOR_9;
            case "mariadb-2" -> MARIADB_2;
            default -> MARIADB_3;
        };
    }

    @Test
    void noServerGetsFilesObjectsOrThePasswordItself() {
        assertThat(settings(CONNECTOR_5, "autoReconnect=true", "").fixed())
                .containsOnly(
                        Map.entry("allowLoadLocalInfile", "false"),
                        Map.entry("allowUrlInLocalInfile", "false"),
                        Map.entry("autoDeserialize", "false"),
                        Map.entry("logger", "NullLogger"),
                        Map.entry("allowMultiQueries", "false"),
                        Map.entry(
                                "disabledAuthenticationPlugins",
                                "mysql_clear_password,sha256_password,caching_sha2_password,mysql_old_password"));
        assertThat(settings(CONNECTOR_9, "", "").fixed())
                .containsEntry("defaultAuthenticationPlugin", "mysql_native_password");
        assertThat(settings(MARIADB_3, "", "").fixed())
                .containsOnly(
                        Map.entry("allowLocalInfile", "false"),
                        Map.entry("allowMultiQueries", "false"),
                        Map.entry("restrictedAuth", "mysql_native_password,client_ed25519"));
    }

    /** MariaDB's driver 2 has nothing that would keep a server from asking for it. */
    @Test
    void aDriverThatCannotKeepThePasswordIsKnown() {
        assertThat(settings(MARIADB_2, "", "").guarded()).isFalse();
        assertThat(settings(MARIADB_3, "", "").guarded()).isTrue();
        assertThat(settings(CONNECTOR_5, "", "").guarded()).isTrue();
    }

    @Test
    void aVerifiedServerMayAskForThePassword() {
        String verified = "useSSL=true&requireSSL=true&verifyServerCertificate=true";

        assertThat(settings(CONNECTOR_5, verified, "").fixed()).doesNotContainKey("disabledAuthenticationPlugins");
        assertThat(settings(MARIADB_3, "sslMode=verify-ca", "").fixed()).doesNotContainKey("restrictedAuth");
    }

    @ParameterizedTest
    @CsvSource({
        "connector-5, useSSL=true&requireSSL=true&verifyServerCertificate=true, true",
        "connector-5, useSSL=true&requireSSL=true, false",
        "connector-5, requireSSL=true&verifyServerCertificate=true, false",
        "connector-5, useSSL=true&verifyServerCertificate=true, false",
        "connector-5, useSSL=true&requireSSL=true&verifyServerCertificate=true&verifyServerCertificate=false, false",
        "connector-5, useSSL=true&requireSSL=true&VERIFYSERVERCERTIFICATE=true, false",
        "connector-5, sslMode=VERIFY_CA, false",
        "connector-9, sslMode=VERIFY_CA, true",
        "connector-9, sslMode=verify_identity, true",
        "connector-9, sslMode=REQUIRED, false",
        "connector-9, useSSL=true&requireSSL=true&verifyServerCertificate=true, true",
        "connector-9, useSSL=true&requireSSL=true&verifyServerCertificate=true&sslMode=PREFERRED, false",
        "connector-9, useSSL=true, false",
        "mariadb-2, useSsl=true, true",
        "mariadb-2, useSSL=true&trustServerCertificate=true, false",
        "mariadb-2, useSSL=true&trustServerCertificate=1, false",
        "mariadb-2, autoReconnect=true, false",
        "mariadb-3, sslMode=verify-full, true",
        "mariadb-3, sslMode=VERIFY_CA, true",
        "mariadb-3, sslMode=trust, false",
        "mariadb-3, useSsl=true, false"
    })
    void onlyWhatTheDriverHoldsToCountsAsVerified(String driver, String parameters, boolean verified) {
        assertThat(settings(driver(driver), parameters, "").verified()).isEqualTo(verified);
        assertThat(settings(driver(driver), "useUnicode=true", parameters).verified())
                .isEqualTo(verified);
    }

    @ParameterizedTest
    @ValueSource(strings = {"connector-5", "connector-9", "mariadb-2", "mariadb-3"})
    void whatAMessageRecommendsCountsAsVerified(String name) {
        String example = settings(driver(name), "", "").verifying();

        assertThat(settings(driver(name), "", example).verified()).as(example).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "profileSQL=true",
                "profilesql=true",
                "logger=com.example.Logger",
                "traceProtocol=true",
                "dumpQueriesOnException=true",
                "logSlowQueries=true",
                "queryInterceptors=com.example.Interceptor",
                "allowLoadLocalInfile=true",
                "ALLOWLOADLOCALINFILE=true",
                "allowLocalInfile=true",
                "autoDeserialize=true",
                "allowMultiQueries=true",
                "password=x"
            })
    void whatTellsStatementsOrOpensThisMachineIsNeverTaken(String parameter) {
        String name = parameter.substring(0, parameter.indexOf('='));

        ConnectionSettings settings = settings(CONNECTOR_5, "a=1&" + parameter, parameter + "&b=2");

        assertThat(settings.url()).isEqualTo("a=1&b=2");
        assertThat(settings.left()).containsOnly(name);
    }

    @Test
    void otherWaysToSignInAreTakenFromTheGoalsOwnParametersAlone() {
        String parameters = "disabledAuthenticationPlugins=x&allowPublicKeyRetrieval=true";

        assertThat(settings(CONNECTOR_5, parameters, "").url()).isEmpty();
        assertThat(settings(CONNECTOR_5, parameters, "").left())
                .containsExactly("disabledAuthenticationPlugins", "allowPublicKeyRetrieval");
        assertThat(settings(CONNECTOR_5, "", parameters).url()).isEqualTo(parameters);
        assertThat(settings(CONNECTOR_5, "", parameters).fixed()).doesNotContainKey("disabledAuthenticationPlugins");
        assertThat(settings(MARIADB_3, "", "restrictedAuth=dialog").fixed()).doesNotContainKey("restrictedAuth");
    }

    @Test
    void theGoalsOwnParametersGoBeforeTheNodes() {
        assertThat(settings(CONNECTOR_5, "useSSL=false&autoReconnect=true", "usessl=true")
                        .url())
                .isEqualTo("usessl=true&autoReconnect=true");
    }
}
