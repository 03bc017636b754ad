package io.github.apim.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.apim.assembly.NodeSelection;
import io.github.apim.deployment.DeploymentException;
import io.github.apim.deployment.Problem;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestPacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the descriptor does to single places of files. */
class UserEditsTest {

    private static final String CARBON = "repository/conf/carbon.xml";

    private static final String DESCRIPTOR = """
            packs:
              api-manager: "PACK"
              bam: wso2bam-2.5.0.zip
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              driver: mysql-connector-java-5.1.49.jar
              credentials: apim-db
            statistics: { bam: bam }
            nodes:
              worker: { role: gateway-worker, host: gw-1.internal, address: 10.0.0.11 }
              km:     { role: key-manager,    host: km.internal,   address: 10.0.0.13 }
              bam:    { role: bam,            host: bam.internal,  address: 10.0.0.14 }
            edits:
            """;

    @TempDir
    Path folder;

    private TestDeployment deployment;

    @BeforeEach
    void makeDeployment() throws IOException {
        deployment = TestDeployment.in(folder, TestPacks.SMALL.zip(), DESCRIPTOR);
    }

    @Test
    void partsAreAddedSetAndTakenOutInTheOrderOfTheDescriptor() throws IOException {
        edits("""
                  worker:
                    repository/conf/carbon.xml:
                      /Server/Own: { xml: "<Own><Name/></Own>", into: /Server }
                      /Server/Own/Name: a & b
                      /Server/ItemsPerPage: { remove: true }
                    repository/conf/log4j.properties:
                      log4j.logger.own: { value: DEBUG, after: log4j.rootLogger }
                """);

        NodeHome worker = deployment.assemble().get("worker");

        assertThat(worker.value(CARBON, "/Server/Own/Name")).isEqualTo("a & b");
        assertThat(worker.text(CARBON)).doesNotContain("ItemsPerPage");
        assertThat(worker.text("repository/conf/log4j.properties"))
                .containsPattern("log4j\\.rootLogger.*\\R+log4j\\.logger\\.own\\s*=\\s*DEBUG");
    }

    private void ownToml(String text) throws IOException {
        Path own = folder.resolve("overlays/worker/repository/conf/deployment.toml");
        Files.createDirectories(own.getParent());
        Files.writeString(own, text);
    }

    @Test
    void tomlFilesAreEditedByDottedKeys() throws IOException {
        ownToml("""
                [server]
                hostname = "localhost" # c
                #offset = 0
                mode = "ha"

                [[apim.gateway.environment]]
                name = "Default"
                type = "production"
                """);
        edits("""
                  all:
                    repository/conf/deployment.toml:
                      server.hostname: gw.example.com
                      server.offset: 3
                      server.mode: { remove: true }
                      apim.gateway.environment[name=Default].type: hybrid
                      apim.gateway.environment[-]: { toml: 'name = "Sandbox"', into: apim.gateway.environment }
                      user_store: { toml: 'type = "database"', after: server }
                      apim.cors: { toml: 'allow_methods = ["GET"]', into: apim }
                """);

        assertThat(deployment.assemble().get("worker").text("repository/conf/deployment.toml"))
                .isEqualTo("""
                        [server]
                        hostname = "gw.example.com" # c
                        offset = 3

                        [user_store]
                        type = "database"

                        [[apim.gateway.environment]]
                        name = "Default"
                        type = "hybrid"

                        [[apim.gateway.environment]]
                        name = "Sandbox"

                        [apim.cors]
                        allow_methods = ["GET"]
                        """);
    }

    @Test
    void anEditOfATomlFileThatCannotBeMadeIsToldWithTheLineOfThatFile() throws IOException {
        ownToml("[server]\nmode = 1\n");
        edits("""
                  worker:
                    repository/conf/deployment.toml:
                      server.mod: { remove: true }
                """);

        assertThatThrownBy(deployment::assemble)
                .isInstanceOf(DeploymentException.class)
                .hasMessageContainingAll(
                        "deployment.toml:1:", "there is no \"mod\" in server; found there: mode; did you mean 'mode'?");
    }

    @Test
    void whatIsForAllConcernsTheNodesThatHaveTheFile() throws IOException {
        edits("""
                  all:
                    repository/conf/api-manager.xml:
                      /APIManager/Own: { xml: <Own/>, into: /APIManager }
                    repository/conf/mine.properties:
                      key: value
                """);
        Path mine = folder.resolve("overlays/km/repository/conf/mine.properties");
        Files.createDirectories(mine.getParent());
        Files.writeString(mine, "key=\n");

        Map<String, NodeHome> homes = deployment.assemble();

        assertThat(homes.get("worker").text("repository/conf/api-manager.xml")).contains("<Own/>");
        assertThat(homes.get("km").text("repository/conf/api-manager.xml")).contains("<Own/>");
        assertThat(homes.get("bam").has("repository/conf/api-manager.xml")).isFalse();
        assertThat(homes.get("km").text("repository/conf/mine.properties")).isEqualTo("key=value\n");
        assertThat(homes.get("worker").has("repository/conf/mine.properties")).isFalse();
    }

    @Test
    void aFileForAllThatNoNodeHasIsAnErrorThatNamesTheNearest() {
        edits("""
                  all:
                    repository/conf/carbn.xml:
                      /Server/Version: 1
                      /Server/Name: 2
                    repository/conf/master-datasources.xml:
                      /a: b
                    repository/conf/nothing-like-it.xml:
                      /a: b
                """);

        DeploymentException thrown = catchThrowableOfType(DeploymentException.class, () -> deployment.assemble());

        assertThat(thrown.problems())
                .extracting(Problem::message)
                .containsExactly(
                        "no node has a file repository/conf/carbn.xml; did you mean 'repository/conf/carbon.xml'?",
                        "no node has a file repository/conf/master-datasources.xml; did you mean"
                                + " 'repository/conf/datasources/master-datasources.xml'?",
                        "no node has a file repository/conf/nothing-like-it.xml");
        assertThat(thrown.problems())
                .extracting(problem -> problem.location().line())
                .containsExactly(16, 19, 21);
        assertThat(deployment.output()).doesNotExist();
    }

    @Test
    void someNodesAloneDoNotTellThatNoNodeHasAFile() throws IOException {
        edits("""
                  all:
                    repository/conf/api-manager.xml:
                      /APIManager/Own: { xml: <Own/>, into: /APIManager }
                """);

        assertThat(deployment.assemble(new NodeSelection(List.of(), List.of("bam"))))
                .containsOnlyKeys("bam");
    }

    @Test
    void aFileThatARoleOrANodeHasNotStopsTheBuildAtItsLine() {
        edits("""
                  bam:
                    repository/conf/carbn.xml:
                      /Server/Version: 1
                """);

        assertThatThrownBy(deployment::assemble)
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("deployment.yaml:16:24: edits.bam: repository/conf/carbn.xml is no file of WSO2"
                        + " Business Activity Monitor 2.5.0; did you mean 'repository/conf/carbon.xml'?");
    }

    @Test
    void anOperationThatCannotBeMadeSaysWhereAndWhyAndNoSecret() {
        edits("""
                  worker:
                    repository/conf/carbon.xml:
                      /Server/Own: { xml: "<Own>s3cr3t & more</Own>", after: /Server/Ports }
                """);

        assertThatThrownBy(deployment::assemble)
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining(
                        "deployment.yaml:16:7: edits.worker: repository/conf/carbon.xml: /Server/Own: what"
                                + " is to be added is not exactly one well-formed element")
                .hasMessageNotContaining("s3cr3t");
    }

    private void edits(String edits) {
        deployment.with("edits:\n", "edits:\n" + edits);
    }
}
