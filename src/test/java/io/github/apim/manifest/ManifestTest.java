package io.github.apim.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.apim.assembly.NodeOutput;
import io.github.apim.manifest.ManifestFile.Action;
import io.github.apim.testing.ExampleDeployment;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.TestDeployment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in manifests, and that their schema says the same. */
class ManifestTest {

    @TempDir
    static Path folder;

    private static TestDeployment deployment;

    @BeforeAll
    static void assemble() throws IOException {
        Path own = folder.resolve("overlays/all/samples/own.txt");
        Files.createDirectories(own.getParent());
        Files.writeString(own, "mine");
        deployment = ExampleDeployment.in(folder)
                .with(
                        "nodes:\n",
                        "edits: { gateway-worker: { repository/conf/log4j.properties: { log4j.rootLogger: ERROR } } }\n"
                                + "nodes:\n");
        deployment.assemble();
    }

    @Test
    void everyManifestIsAsTheSchemaSaysAndTheSameWithinTheTarball() throws IOException {
        Schema schema;
        try (InputStream in = Manifest.class.getResourceAsStream("/io/github/apim/manifest.schema.json")) {
            schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(in, InputFormat.JSON);
        }
        for (String node : deployment.nodes()) {
            NodeOutput output = NodeOutput.of(deployment.output(), node);
            String json = Files.readString(output.manifest());

            assertThat(schema.validate(json, InputFormat.JSON)).as(node).isEmpty();
            assertThat(schema.validate(json.replace("\"format\": 1", "\"format\": 2"), InputFormat.JSON))
                    .isNotEmpty();
            assertThat(NodeHome.read(output.tarball()).bytes(Manifest.PLACE))
                    .isEqualTo(json.getBytes(StandardCharsets.UTF_8));
            assertThat(Files.getPosixFilePermissions(output.manifest()))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void readingGivesWhatWasWritten() throws IOException {
        for (String node : deployment.nodes()) {
            Path file = NodeOutput.of(deployment.output(), node).manifest();

            assertThat(Manifest.read(file).json()).isEqualTo(Files.readAllBytes(file));
        }
    }

    @Test
    void everyChangeNamesTheOverlayOrTheEditThatDidIt() throws IOException {
        Manifest worker = Manifest.read(
                NodeOutput.of(deployment.output(), "gateway-worker-1").manifest());

        assertThat(worker.files()).allSatisfy(file -> assertThat(file.by()).isNotEmpty());
        assertThat(file(worker, "repository/conf/carbon.xml").by()).contains("server-identity");
        assertThat(file(worker, "repository/conf/log4j.properties").by())
                .containsExactly("user-edits (edits.gateway-worker)");
        assertThat(file(worker, "samples/own.txt").by()).containsExactly("user-files (overlays/all)");
        assertThat(file(worker, "repository/deployment/server/jaggeryapps/publisher")
                        .action())
                .isEqualTo(Action.REMOVED);
        assertThat(worker.inputs())
                .extracting(input -> input.kind() + " " + input.name())
                .contains(
                        "pack wso2am-1.9.0.zip",
                        "jar mysql-connector-java-5.1.49.jar",
                        "user-file all/samples/own.txt");
    }

    @Test
    void noManifestTellsWhereFilesLayOrHoldsAPassword() throws IOException {
        for (String node : deployment.nodes()) {
            assertThat(Files.readString(NodeOutput.of(deployment.output(), node).manifest()))
                    .doesNotContain(folder.toString())
                    .doesNotContainIgnoringCase("secret");
        }
    }

    @Test
    void whatIsNoManifestIsRefused() {
        assertThatThrownBy(() -> Manifest.parse("{".getBytes(StandardCharsets.UTF_8), "m.json"))
                .isInstanceOf(ManifestException.class)
                .hasMessageStartingWith("m.json is no manifest");
        assertThatThrownBy(() -> Manifest.parse(
                        "{\"format\": 7, \"plugin\": \"9.0\"}".getBytes(StandardCharsets.UTF_8), "m.json"))
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining("format 7")
                .hasMessageContaining("9.0");
    }

    private static ManifestFile file(Manifest manifest, String path) {
        return manifest.files().stream()
                .filter(each -> each.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new AssertionError(path));
    }
}
