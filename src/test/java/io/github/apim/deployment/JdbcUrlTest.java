package io.github.apim.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hosts, ports and schemas in the forms of the drivers. */
class JdbcUrlTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:mysql://db.internal/x?a=b | db.internal:3306",
                "jdbc:mysql://h1,h2:3307/x | h1:3306 h2:3307",
                "jdbc:mysql:replication://h1,h2/x | h1:3306 h2:3306",
                "jdbc:mariadb:sequential://h1:1,h2:2/ | h1:1 h2:2",
                "jdbc:postgresql://[fd00::1]:5433,h2/x | [fd00::1]:5433 h2:5432",
                "jdbc:sqlserver://db;databaseName=x | db:1433",
                "jdbc:oracle:thin:@db:1522/APIM | db:1522",
                "jdbc:oracle:thin:@//db/APIM | db:1521",
                "jdbc:oracle:thin:@//h1,h2:1522/APIM | h1:1521 h2:1522",
                "jdbc:db2://db:50000/x | db:50000",
                "jdbc:h2:repository/database/WSO2CARBON_DB | ''",
                "jdbc:mysql:///x | ''"
            })
    void aUrlNamesHostsWithPorts(String url, String endpoints) {
        assertThat(JdbcUrl.endpoints(url).stream().map(Endpoint::toString).collect(Collectors.joining(" ")))
                .isEqualTo(endpoints);
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:mysql://db/x?a=b, x",
        "'jdbc:postgresql://h1,h2:1/x', x",
        "jdbc:sqlserver://db:1433;encrypt=true;DatabaseName=x;a=b, x",
        "jdbc:sqlserver://db:1433;database=x, x",
        "jdbc:sqlserver://db:1433;encrypt=true, ",
        "jdbc:oracle:thin:@db:1521/APIM, "
    })
    void aUrlNamesItsSchema(String url, String schema) {
        assertThat(JdbcUrl.schema(url).orElse(null)).isEqualTo(schema);
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:mysql://db, jdbc:mysql://db:3306/x, true",
        "jdbc:mysql://db, jdbc:mysql://db:3307, false",
        "jdbc:mysql://a, jdbc:mysql://b, false",
        "jdbc:mysql://a:1, jdbc:postgresql://a:1, false",
        "'jdbc:mysql://a,b', jdbc:mysql://a, false",
        "jdbc:h2:x, jdbc:h2:x, true",
        "jdbc:h2:x, jdbc:h2:y, false"
    })
    void serversAreTheSameHoweverTheyAreWritten(String one, String other, boolean same) {
        assertThat(JdbcUrl.isSameServer(one, other)).isEqualTo(same);
    }

    @Test
    void eachKindHasItsParametersInItsOwnWay() {
        assertThat(JdbcUrl.of("jdbc:postgresql://db", "x", "a=b&c=d")).isEqualTo("jdbc:postgresql://db/x?a=b&c=d");
        assertThat(JdbcUrl.of("jdbc:sqlserver://db", "x", "a=b&c=d"))
                .isEqualTo("jdbc:sqlserver://db;databaseName=x;a=b;c=d");
        assertThat(JdbcUrl.of("jdbc:sqlserver://db", "x", "")).isEqualTo("jdbc:sqlserver://db;databaseName=x");
        assertThat(JdbcUrl.of("jdbc:oracle:thin:@db:1521/APIM", "x", "")).isEqualTo("jdbc:oracle:thin:@db:1521/APIM");
    }
}
