package io.github.apim.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What PostgreSQL's driver is told before it connects for the goal. */
class PostgreSqlConnectionTest {

    private static final KnownDriver NEW = new KnownDriver("org.postgresql.Driver", Map.of("requireAuth", "null"));
    private static final KnownDriver OLD = new KnownDriver("org.postgresql.Driver", Map.of("sslmode", "null"));

    @ParameterizedTest
    @CsvSource({
        "'', '', false",
        "sslmode=require, '', false",
        "sslmode=verify-full, '', true",
        "sslmode=verify-ca, '', true",
        "'', sslmode=verify-full, true",
        "sslmode=verify-full, sslmode=prefer, false",
        "ssl=true, '', false",
        "sslMode=verify-full, '', false"
    })
    void onlyAModeThatLooksAtTheCertificateCounts(String nodes, String own, boolean verified) {
        assertThat(PostgreSqlConnection.settings(NEW, nodes, own).verified()).isEqualTo(verified);
    }

    @Test
    void aServerThatIsNotVerifiedMustProveThatItKnowsThePassword() {
        assertThat(PostgreSqlConnection.settings(NEW, "sslmode=require", "").fixed())
                .containsEntry("requireAuth", "scram-sha-256");
        assertThat(PostgreSqlConnection.settings(NEW, "sslmode=verify-full", "").fixed())
                .doesNotContainKey("requireAuth");
        assertThat(PostgreSqlConnection.settings(NEW, "", "requireAuth=md5").url())
                .isEqualTo("requireAuth=md5");
        assertThat(PostgreSqlConnection.settings(NEW, "", "").guarded()).isTrue();
        assertThat(PostgreSqlConnection.settings(OLD, "", "").guarded()).isFalse();
    }

    @Test
    void nothingBuildsObjectsWritesFilesOrTalksPastTheGoal() {
        String dangerous = "socketFactory=x&socketFactoryArg=y&sslfactory=z&sslhostnameverifier=a&sslpasswordcallback=b"
                + "&authenticationPluginClassName=c&loggerFile=d&loggerLevel=TRACE&options=e&service=f&user=g&password=h"
                + "&jaasApplicationName=i&currentSchema=j&readOnly=true&xmlFactoryFactory=k&preferQueryMode=simple";
        ConnectionSettings settings = PostgreSqlConnection.settings(NEW, dangerous, dangerous + "&tcpKeepAlive=true");

        assertThat(settings.url()).isEqualTo("tcpKeepAlive=true");
        assertThat(settings.left()).hasSize(34);
        assertThat(settings.fixed())
                .containsEntry("gssEncMode", "disable")
                .containsEntry("targetServerType", "primary");
    }

    @Test
    void whatNodesMayNeedTheGoalTakesFromItsOwnParametersAlone() {
        ConnectionSettings settings =
                PostgreSqlConnection.settings(NEW, "requireAuth=password&channelBinding=disable", "");

        assertThat(settings.url()).isEmpty();
        assertThat(settings.fixed()).containsEntry("requireAuth", "scram-sha-256");
        assertThat(PostgreSqlConnection.settings(NEW, "", "channelBinding=require")
                        .url())
                .isEqualTo("channelBinding=require");
    }
}
