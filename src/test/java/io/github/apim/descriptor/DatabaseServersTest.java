package io.github.apim.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.Databases;
import io.github.apim.deployment.Secret;
import io.github.apim.deployment.Secrets;
import io.github.apim.topology.Topology;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Schemas with servers and users of their own, and what does not fit together. */
class DatabaseServersTest {

    @TempDir
    Path folder;

    private Descriptors descriptors;

    @BeforeEach
    void descriptors() {
        descriptors = new Descriptors(folder)
                .server("reg", "reguser", "reg-secret")
                .server("apim-too", "apim", "another-secret");
    }

    private static String with(String schemas) {
        return Descriptors.SHORTEST.replace("nodes:\n", "  schemas:\n" + schemas.indent(4) + "nodes:\n");
    }

    private Databases read(String yaml) {
        return descriptors.read(yaml).deployment().databases();
    }

    @Test
    void whatASchemaDoesNotSayIsWhatIsSaidForAll() {
        Databases databases = read(with("""
                api-manager: am_db
                user-management: { name: users, credentials: reg }
                registry: { url: "jdbc:mysql://reg-1.internal,reg-2.internal:3307" }
                """));
        Credentials all = new Credentials("apim", new Secret("db-secret"));

        assertThat(databases.schemas())
                .isEqualTo(new Databases.Schemas(
                        new Databases.Schema("am_db", "jdbc:mysql://db.internal:3306", all),
                        new Databases.Schema(
                                "users",
                                "jdbc:mysql://db.internal:3306",
                                new Credentials("reguser", new Secret("reg-secret"))),
                        new Databases.Schema("regdb", "jdbc:mysql://reg-1.internal,reg-2.internal:3307", all),
                        new Databases.Schema("shareddb", "jdbc:mysql://db.internal:3306", all),
                        new Databases.Schema("statsdb", "jdbc:mysql://db.internal:3306", all)));
        assertThat(databases.urlOf(databases.schemas().registry()))
                .isEqualTo("jdbc:mysql://reg-1.internal,reg-2.internal:3307/regdb");
    }

    @Test
    void thePasswordOfASchemasUserIsASecretLikeTheOthers() {
        var deployment =
                descriptors.read(with("registry: { credentials: reg }")).deployment();

        assertThat(Secrets.of(deployment)).contains(new Secret("reg-secret"), new Secret("db-secret"));
        assertThat(deployment.toString()).doesNotContain("reg-secret");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:mysql://h, com.mysql.jdbc.Driver",
        "jdbc:mariadb://h, org.mariadb.jdbc.Driver",
        "jdbc:postgresql://h, org.postgresql.Driver",
        "jdbc:oracle:thin:@h:1521/S, oracle.jdbc.OracleDriver",
        "jdbc:sqlserver://h:1433, com.microsoft.sqlserver.jdbc.SQLServerDriver"
    })
    void theDriversClassIsTheUsualOneOfTheKindOfServer(String url, String driver) {
        assertThat(read(Descriptors.SHORTEST.replace("jdbc:mysql://db.internal:3306", "\"" + url + "\""))
                        .driverClass())
                .isEqualTo(driver);
    }

    @Test
    void eachNodeCallsEveryHostOfEachServerThatItUses() {
        Topology topology = new Topology(descriptors.read(with("""
                        registry: { url: "jdbc:mysql://reg-1.internal,reg-2.internal:3307" }
                        statistics: { url: "jdbc:mysql://stats.internal" }
                        """)).deployment());

        assertThat(topology.wiring().serverCalls())
                .extracting(call -> call.server().toString())
                .containsExactly("db.internal:3306", "reg-1.internal:3306", "reg-2.internal:3307");
    }

    @Test
    void aServerOfAnotherKindHasNoDriver() {
        assertThat(descriptors.problems(with("registry: { url: \"jdbc:postgresql://reg.internal\" }")))
                .singleElement()
                .asString()
                .startsWith("8:22: databases.schemas.registry.url: is the URL of another kind of server than"
                        + " databases.url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:mysql://:3306", "jdbc:postgresql://db:654321", "jdbc:mysql://a:b"})
    void aServerHasAHostAndAPossiblePort(String url) {
        assertThat(descriptors.problems(
                        Descriptors.SHORTEST.replace("jdbc:mysql://db.internal:3306", "\"" + url + "\"")))
                .singleElement()
                .asString()
                .startsWith("4:8: databases.url: names no host, or no port");
    }

    @Test
    void aUserHasOnePasswordOnOneServer() {
        assertThat(descriptors.problems(with("registry: { credentials: apim-too }")))
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem)
                        .contains("another password than schema")
                        .contains("the user apim")
                        .doesNotContain("another-secret"));
        assertThat(descriptors.problems(
                        with("registry: { credentials: apim-too, url: \"jdbc:mysql://reg.internal\" }")))
                .isEmpty();
    }

    @Test
    void aDatabaseHasOneUser() {
        assertThat(descriptors.problems(with("registry: { name: userdb, credentials: reg }")))
                .singleElement()
                .asString()
                .contains("databases.schemas.registry.credentials: has another user than schema user-management");
        assertThat(descriptors.problems(with("registry: userdb"))).isEmpty();
    }

    @Test
    void withOracleASchemaIsAUser() {
        String oracle = Descriptors.SHORTEST.replace("jdbc:mysql://db.internal:3306", "jdbc:oracle:thin:@db:1521/APIM");
        Databases databases = read(oracle);
        assertThat(databases.schemas().registry().credentials())
                .isEqualTo(new Credentials("regdb", new Secret("db-secret")));
        assertThat(databases.urlOf(databases.schemas().registry())).isEqualTo("jdbc:oracle:thin:@db:1521/APIM");

        List<String> problems = descriptors.problems(with("registry: { credentials: reg }")
                .replace("jdbc:mysql://db.internal:3306", "jdbc:oracle:thin:@db:1521/APIM")
                .replace("  driver:", "  parameters: a=b\n  driver:"));
        assertThat(problems)
                .hasSize(2)
                .anyMatch(problem -> problem.contains("databases.parameters: Oracle's driver takes none"))
                .anyMatch(problem -> problem.contains("is regdb, but its user is reguser"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:oracle:thin:joe/secret@db:1521/S | without a user or a password",
                "jdbc:oracle:thin:@db:1521 | it ends with the name of the service",
                "jdbc:oracle:thin:@db:1521:SID | it ends with the name of the service",
                "jdbc:oracle:thin:@(DESCRIPTION=x) | a description in brackets is not understood",
                "jdbc:sqlserver://db:1433;encrypt=true | what follows '?' or ';' goes under 'parameters'",
                "jdbc:mysql://joe@db | it must not have a user"
            })
    void aUrlThatIsWrittenInAnotherWayIsExplained(String url, String explanation) {
        assertThat(descriptors.problems(
                        Descriptors.SHORTEST.replace("jdbc:mysql://db.internal:3306", "\"" + url + "\"")))
                .singleElement()
                .asString()
                .contains("databases.url: ")
                .contains(explanation);
    }
}
