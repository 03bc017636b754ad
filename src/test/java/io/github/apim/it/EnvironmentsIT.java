package io.github.apim.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.it.MavenRun.Outcome;
import io.github.apim.testing.NodeHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One build for three environments, on real Mavens. */
class EnvironmentsIT {

    private static final String DATASOURCES = "repository/conf/datasources/master-datasources.xml";

    @TempDir
    Path folder;

    private Path project;

    static Stream<String> everyMaven() {
        return Mavens.installed();
    }

    @BeforeEach
    void describe() throws IOException {
        project = MavenRun.copy("quickstart", folder);
        layer("development", "nodes: { gateway-worker-2: null }\n");
        layer("staging", "databases: { credentials: { password: word-of-staging } }\n");
        layer("production", """
                databases: { credentials: { password: word-of-production } }
                nodes:
                  gateway-worker-1: { offset: 4 }
                  gateway-worker-3: { role: gateway-worker, host: gw-3.example.com, address: 10.0.0.14 }
                """);
    }

    private void layer(String name, String yaml) throws IOException {
        Files.writeString(
                Files.createDirectories(project.resolve("environments")).resolve(name + ".yaml"), yaml);
    }

    @ParameterizedTest
    @MethodSource("everyMaven")
    void aRequestedProfileNamesTheEnvironment(String version) throws IOException {
        Outcome outcome = MavenRun.of(version, project)
                .with("-o", "-P", "environment=production", "-Dapim.role=gateway-worker")
                .assemble()
                .succeeded();

        assertThat(tarballs("production")).containsExactly("gateway-worker-1", "gateway-worker-2", "gateway-worker-3");
        assertThat(outcome.log()).contains("Environment: production").doesNotContain("could not be activated");
    }

    @Test
    void environmentsAreBuiltBesideEachOtherAndShareNothing() throws IOException {
        run("-Dapim.environment=production").assemble().succeeded();
        run("-Dapim.environment=staging").assemble().succeeded();
        run("-Dapim.environment=staging,development").assemble().succeeded();

        assertThat(tarballs("")).isEmpty();
        assertThat(tarballs("production")).hasSize(5);
        assertThat(tarballs("staging")).hasSize(4);
        assertThat(tarballs("staging+development")).hasSize(3).doesNotContain("gateway-worker-2");
        assertThat(home("production").text(DATASOURCES)).contains("word-of-production");
        assertThat(home("staging").text(DATASOURCES))
                .contains("word-of-staging")
                .doesNotContain("word-of-production");
        assertThat(output("production").resolve("deployment/index.html"))
                .content()
                .contains("API Manager deployment production: ", "deployment.yaml for the environment production");

        Outcome again = run("-Dapim.environment=production").assemble().succeeded();
        assertThat(again.log()).contains("unchanged since it was built");
        layer("production", "nodes: { gateway-worker-1: { offset: 5 } }\n");
        Outcome changed = run("-Dapim.environment=production").assemble().succeeded();
        assertThat(changed.log()).contains("gateway-worker-1  gateway-worker, ");

        Outcome verified = run("-Dapim.environment=staging").run("apim:verify").succeeded();
        assertThat(verified.log()).contains("gateway-worker-2  is what the descriptor gives today");
    }

    @Test
    void aPlanTellsWhatOneEnvironmentHasOtherwise() throws IOException {
        Outcome plan = run("-Dapim.environment=production", "-Dapim.against=environment:staging")
                .run("apim:plan")
                .succeeded();

        assertThat(plan.log())
                .contains("<Offset>4</Offset>", "gateway-worker-3  gateway-worker: only in production")
                .doesNotContain("word-of-staging", "word-of-production");
    }

    @Test
    void allEnvironmentsAreCheckedAndEachFindingNamesItsOwn() throws IOException {
        Outcome sound = run("-Dapim.environment=all").run("apim:validate").succeeded();
        assertThat(sound.log())
                .contains("development: 3 nodes checked", "staging: 4 nodes checked", "production: 5 nodes checked");

        layer("staging", "nodes:\n  gateway-worker-1:\n    offset: many\n");
        Outcome broken = run("-Dapim.environment=all").run("apim:validate").failed();

        assertThat(broken.log())
                .containsPattern("\\[ERROR] staging: .*environments/staging.yaml:3:13: nodes.gateway-worker-1.offset: ")
                .contains("production: 5 nodes checked", "1 of 3 environments has errors: staging");
    }

    @Test
    void onlyValidateTakesAllAndNoGoalTakesWhatIsNotThere() throws IOException {
        assertThat(run("-Dapim.environment=all").assemble().failed().log()).contains("is for apim:validate alone");
        assertThat(run("-Dapim.environment=stagin").assemble().failed().log())
                .contains("there is no environment 'stagin'", "did you mean 'staging'?");
    }

    private MavenRun run(String... options) throws IOException {
        return MavenRun.of(Mavens.usual(), project).with("-o").with(options);
    }

    private Path output(String environment) {
        return project.resolve("target/apim").resolve(environment);
    }

    private NodeHome home(String environment) throws IOException {
        return NodeHome.read(output(environment).resolve("key-manager.tar.gz"));
    }

    private List<String> tarballs(String environment) throws IOException {
        try (Stream<Path> files = Files.list(output(environment))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".tar.gz"))
                    .map(name -> name.replace(".tar.gz", ""))
                    .sorted()
                    .toList();
        }
    }
}
