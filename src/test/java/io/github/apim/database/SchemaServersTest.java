package io.github.apim.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.database.DatabaseLayout.Client;
import io.github.apim.database.DatabaseLayout.Database;
import io.github.apim.database.ServerState.History;
import io.github.apim.deployment.Problem;
import io.github.apim.rules.Findings;
import io.github.apim.testing.SmallPack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Schemas with servers and users of their own: what each server needs, and the files that say so. */
class SchemaServersTest {

    @TempDir
    Path folder;

    private DatabaseFixture deployment;

    @BeforeEach
    void deployment() throws IOException {
        deployment =
                new DatabaseFixture(folder, SmallPack.zip(folder)).knowing("apim-reg", "reguser", "of the registry");
    }

    @Test
    void eachServerNeedsItsOwnSchemasForTheMachinesThatUseThem() throws IOException {
        deployment.with(
                "registry: regdb", "registry: { name: regdb, url: jdbc:mysql://10.0.0.21, credentials: apim-reg }");

        List<DatabaseLayout> layouts = deployment.layouts();

        assertThat(layouts)
                .extracting(DatabaseLayout::url)
                .containsExactly("jdbc:mysql://10.0.0.20:3306", "jdbc:mysql://10.0.0.21");
        assertThat(layouts.get(0).databases()).extracting(Database::name).containsExactly("am_db", "userdb", "statsdb");
        assertThat(layouts.get(1).databases()).extracting(Database::name).containsExactly("regdb");
        // BAM uses no registry; publisher and store share a machine.
        assertThat(layouts.get(1).clients())
                .extracting(Client::host)
                .containsExactly("127.0.0.10", "127.0.0.11", "127.0.0.13", "127.0.0.15", "127.0.0.16");
        assertThat(layouts.get(1).connections()).isEqualTo(6 * 50);
    }

    @Test
    void twoSpellingsOfOneServerAreOne() throws IOException {
        deployment.with("registry: regdb", "registry: { url: jdbc:mysql://10.0.0.20 }");

        assertThat(deployment.layouts()).hasSize(1);
    }

    @Test
    void theFilesOfSeveralServersLieInAFolderForEach() throws IOException {
        deployment.with(
                "registry: regdb",
                "registry: { name: regdb, url: 'jdbc:mysql://10.0.0.21:3307,10.0.0.22', credentials: apim-reg }");

        Map<String, String> files = deployment.files();

        assertThat(files.keySet())
                .contains("databases/10.0.0.20_3306/create.sql", "databases/10.0.0.21_3307/schemas/regdb.sql")
                .doesNotContain("databases/10.0.0.20_3306/schemas/regdb.sql");
        assertThat(files.get("databases/10.0.0.21_3307/grants.sql"))
                .contains("'reguser'@'127.0.0.13' IDENTIFIED BY :password;")
                .doesNotContain("apimuser");
        assertThat(files.get("databases/10.0.0.20_3306/grants.sql")).doesNotContain("reguser", "`regdb`");
        // No address of one server is that of all.
        assertThat(files.get("databases/10.0.0.21_3307/my.cnf")).contains("bind-address = 0.0.0.0");
    }

    @Test
    void twoUsersOfOneServerGetTheirOwnDatabasesOnEachMachine() throws IOException {
        deployment.with("registry: regdb", "registry: { credentials: apim-reg }");

        assertThat(deployment.files().get("databases/grants.sql"))
                .contains("-- publisher-1, store-1\n")
                .contains("GRANT ALL PRIVILEGES ON `regdb`.* TO 'reguser'@'127.0.0.15';")
                .contains("GRANT ALL PRIVILEGES ON `userdb`.* TO 'apimuser'@'127.0.0.15';")
                .doesNotContain("`regdb`.* TO 'apimuser'", "`userdb`.* TO 'reguser'");
    }

    @Test
    void pgHbaLetsEachMachineIntoItsDatabasesOnly() throws IOException {
        deployment
                .with("jdbc:mysql://10.0.0.20:3306", "jdbc:postgresql://10.0.0.20")
                .with("useSSL=false", "sslmode=verify-full")
                .with("address: 127.0.0.11", "address: \"fd00::11\"")
                .with("km-1.internal,   address: 127.0.0.13", "km-1.internal");

        String access = deployment.files().get("databases/pg_hba.conf");

        assertThat(access.lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        "hostssl \"userdb\" \"apimuser\" fd00::11/128 scram-sha-256",
                        "hostssl \"am_db\" \"apimuser\" km-1.internal scram-sha-256",
                        "hostssl \"statsdb\" \"apimuser\" 127.0.0.17/32 scram-sha-256")
                .noneMatch(line -> line.contains("am_db") && line.contains("fd00::11"));
        assertThat(deployment.files().get("databases/postgresql.conf"))
                .contains("listen_addresses = '10.0.0.20'", "max_connections = 920");
    }

    private List<Problem> problems(String encoding) throws IOException {
        deployment
                .with("jdbc:mysql://10.0.0.20:3306", "jdbc:postgresql://10.0.0.20")
                .with("useSSL=false", "sslmode=verify-full");
        DatabaseLayout layout = deployment.layout();
        ServerState state = new ServerState(
                "15.6",
                Set.of(),
                5000,
                Map.of("regdb", encoding),
                Map.of("regdb", Set.of()),
                Set.of(),
                Map.of("\"apimuser\"", Set.of()),
                Map.of("regdb", Map.<String, History>of()));
        return DatabasePlan.of(
                        new ServerContext(deployment.read(), layout, deployment.scripts(), state),
                        new Findings(deployment.read().deployment(), line -> {}))
                .problems();
    }

    @Test
    void m15ADatabaseOfPostgreSqlWithAnotherEncoding() throws IOException {
        assertThat(problems("SQL_ASCII")).singleElement().satisfies(problem -> {
            assertThat(problem.rule()).isEqualTo("M15");
            assertThat(problem.path()).isEqualTo("databases.schemas.registry");
            assertThat(problem.message()).contains("encoding SQL_ASCII instead of UTF8");
        });
    }

    @Test
    void m15ADatabaseOfPostgreSqlInUtf8StaysSilent() throws IOException {
        assertThat(problems("UTF8")).isEmpty();
    }
}
