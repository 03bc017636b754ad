package io.github.apim.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.database.ServerState.History;
import io.github.apim.deployment.Problem;
import io.github.apim.deployment.Problem.Severity;
import io.github.apim.rules.Findings;
import io.github.apim.testing.SmallPack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may speak against a server, and what is found half done there. */
class ServerRulesTest {

    @TempDir
    Path folder;

    private final Map<String, String> characterSets = new LinkedHashMap<>();
    private final Map<String, Set<String>> tables = new LinkedHashMap<>();
    private final Map<String, Map<String, History>> histories = new LinkedHashMap<>();
    private Set<String> mode = Set.of("NO_ENGINE_SUBSTITUTION", "STRICT_TRANS_TABLES");
    private DatabaseFixture deployment;

    @BeforeEach
    void deployment() throws IOException {
        deployment = new DatabaseFixture(folder, SmallPack.zip(folder));
    }

    private void database(String name, String characterSet, String... itsTables) {
        characterSets.put(name, characterSet);
        tables.put(name, new LinkedHashSet<>(List.of(itsTables)));
        histories.put(name, Map.of());
    }

    private List<Problem> problems() throws IOException {
        ServerState state = new ServerState("5.7.44", mode, 5000, characterSets, tables, Set.of(), Map.of(), histories);
        // No account is there, so rights are asked for none.
        DatabaseLayout layout = deployment.layout();
        DatabaseLayout withoutClients =
                new DatabaseLayout(layout.url(), layout.databases(), List.of(), layout.connections());
        return DatabasePlan.of(
                        new ServerContext(deployment.read(), withoutClients, deployment.scripts(), state),
                        new Findings(deployment.read().deployment(), line -> {}))
                .problems();
    }

    private SchemaScript registryScript() throws IOException {
        return deployment.scripts().get("regdb").get(0);
    }

    private void history(int statements, String sha256, boolean finished) {
        histories.put("regdb", Map.of("dbscripts/mysql.sql", new History(statements, sha256, finished)));
    }

    @Test
    void m15ADatabaseOfAnotherCharacterSetIsNotFilled() throws IOException {
        database("regdb", "utf8mb4");

        assertThat(problems()).singleElement().satisfies(problem -> {
            assertThat(problem.rule()).isEqualTo("M15");
            assertThat(problem.severity()).isEqualTo(Severity.ERROR);
            assertThat(problem.path()).isEqualTo("databases.schemas.registry");
            assertThat(problem.location().line()).isEqualTo(11);
            assertThat(problem.message())
                    .contains("utf8mb4 instead of latin1")
                    .contains("ALTER DATABASE `regdb` CHARACTER SET latin1");
        });
    }

    @Test
    void m15StatisticsWithoutTablesAreStillToBeFilled() throws IOException {
        database("statsdb", "utf8");

        assertThat(problems()).singleElement().satisfies(problem -> {
            assertThat(problem.severity()).isEqualTo(Severity.ERROR);
            assertThat(problem.path()).isEqualTo("databases.schemas.statistics");
        });
    }

    @Test
    void m15ADatabaseThatIsFilledAlreadyIsAWarning() throws IOException {
        database("regdb", "utf8", registryScript().tables().toArray(String[]::new));

        assertThat(problems()).singleElement().satisfies(problem -> {
            assertThat(problem.rule()).isEqualTo("M15");
            assertThat(problem.severity()).isEqualTo(Severity.WARNING);
        });
    }

    @Test
    void m15Latin1StaysSilent() throws IOException {
        database("regdb", "latin1");
        database("statsdb", "latin1");

        assertThat(problems()).isEmpty();
    }

    @Test
    void m18AServerWithTheModeOfMySql57IsAWarning() throws IOException {
        mode = Set.of("ONLY_FULL_GROUP_BY", "NO_ZERO_DATE", "STRICT_TRANS_TABLES");

        assertThat(problems()).singleElement().satisfies(problem -> {
            assertThat(problem.rule()).isEqualTo("M18");
            assertThat(problem.severity()).isEqualTo(Severity.WARNING);
            assertThat(problem.message()).contains("5.7.44", "NO_ZERO_DATE, ONLY_FULL_GROUP_BY", "my.cnf");
        });
    }

    @Test
    void m18TheModeOfMySql56StaysSilent() throws IOException {
        assertThat(problems()).isEmpty();
    }

    @Test
    void aPartOfAScriptThatNobodyHasRecordedStopsEverything() throws IOException {
        database("regdb", "latin1", "reg_log", "um_tenant");

        assertThat(problems()).singleElement().satisfies(problem -> {
            assertThat(problem.severity()).isEqualTo(Severity.ERROR);
            assertThat(problem.message())
                    .contains("wso2am-1.9.0/dbscripts/mysql.sql on database regdb")
                    .contains("2 of its 4 tables are there, missing are reg_path, um_domain")
                    .contains("nothing is dropped here");
        });
    }

    @Test
    void anInterruptedScriptGoesOnAlsoIfItsEndHasBeenMended() throws IOException {
        SchemaScript script = registryScript();
        database("regdb", "latin1", "reg_log");
        history(2, script.sha256(2), false);

        assertThat(problems()).isEmpty();
        assertThat(ScriptState.of(state(), "regdb", script).kind()).isEqualTo(ScriptState.Kind.INTERRUPTED);

        SchemaScript mended = SchemaScript.of(
                new MySql(),
                script.path(),
                script.origin(),
                script.text().replace("UM_NOTE", "UM_REMARK").getBytes("UTF-8"));
        assertThat(ScriptState.of(state(), "regdb", mended)).satisfies(reached -> {
            assertThat(reached.kind()).isEqualTo(ScriptState.Kind.INTERRUPTED);
            assertThat(reached.from()).isEqualTo(2);
        });
    }

    @Test
    void anInterruptedScriptWhoseBeginningHasChangedStopsEverything() throws IOException {
        database("regdb", "latin1", "reg_log");
        history(2, "0".repeat(64), false);

        assertThat(problems()).singleElement().satisfies(problem -> {
            assertThat(problem.severity()).isEqualTo(Severity.ERROR);
            assertThat(problem.message()).contains("it stopped after 2 statements that are not the first ones");
        });
    }

    @Test
    void anotherVersionOfAnAppliedScriptAndLostTablesAreWarnings() throws IOException {
        SchemaScript script = registryScript();
        database("regdb", "latin1", "reg_log");
        history(8, "0".repeat(64), true);
        assertThat(problems()).singleElement().satisfies(problem -> {
            assertThat(problem.severity()).isEqualTo(Severity.WARNING);
            assertThat(problem.message()).contains("another version");
        });

        history(8, script.sha256(8), true);
        assertThat(problems()).singleElement().satisfies(problem -> {
            assertThat(problem.severity()).isEqualTo(Severity.WARNING);
            assertThat(problem.message())
                    .contains("tables have gone since it was applied: reg_path, um_domain, um_tenant");
        });
    }

    private ServerState state() {
        return new ServerState("5.5", mode, 5000, characterSets, tables, Set.of(), Map.of(), histories);
    }
}
