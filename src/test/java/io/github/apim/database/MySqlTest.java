package io.github.apim.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.deployment.Secret;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How MySQL and MariaDB say it. */
class MySqlTest {

    private final MySql dialect = new MySql();

    /** The hash is what PASSWORD('password') gives on each of them. */
    @ParameterizedTest
    @CsvSource({
        "5.5.68-MariaDB, BY PASSWORD",
        "5.5.5-10.11.6-MariaDB-0+deb12u1, BY PASSWORD",
        "11.4.2-MariaDB, BY PASSWORD",
        "5.5.62, BY PASSWORD",
        "5.6.51-log, BY PASSWORD",
        "5.7.44, WITH mysql_native_password AS",
        "8.0.36, WITH mysql_native_password AS",
        "5.7.mysql_aurora.2.11.2, WITH mysql_native_password AS",
        "5.60.1, WITH mysql_native_password AS"
    })
    void aUserIsMadeWithThePasswordsHash(String version, String by) {
        assertThat(dialect.createUser(version, "u", "h", new Secret("password")))
                .isEqualTo("CREATE USER 'u'@'h' IDENTIFIED " + by + " '*2470C0C06DEE42FD1618BB99005ADCA2EC9D1E19'");
    }

    @Test
    void aServerThatTakesNoHashIsToldWithWhatToDo() {
        assertThat(dialect.passwordAdvice(new SQLException("x", "HY000", 1290))).contains("strict_password_validation");
        assertThat(dialect.passwordAdvice(new SQLException("x", "HY000", 1524))).contains("mysql_native_password=ON");
        assertThat(dialect.passwordAdvice(new SQLException("x", "42000", 1064))).isEmpty();
    }
}
