package io.github.apim.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.report.NodeSummary;
import io.github.apim.testing.TestDeployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page is told of nodes that are built, half-built, or damaged. */
class BuiltNodesTest {

    private static final String DESCRIPTOR = """
            packs: { api-manager: "PACK" }
            databases: { url: "jdbc:mysql://10.0.0.20", driver: mysql-connector-java-5.1.49.jar, credentials: apim-db }
            nodes:
              api: { role: all-in-one, host: api.internal, address: 10.0.0.10 }
            """;

    @TempDir
    Path folder;

    private final List<String> warnings = new ArrayList<>();

    @Test
    void aNodeWithoutAllItsFilesIsNotBuilt() throws IOException {
        assertThat(summary().tarball()).isEmpty();

        Files.writeString(folder.resolve("api.tar.gz"), "x");
        assertThat(summary().tarball()).isEmpty();
        assertThat(warnings).isEmpty();
    }

    @Test
    void aDamagedManifestIsToldWithTheWayToMendIt() throws IOException {
        Files.writeString(folder.resolve("api.tar.gz"), "four");
        Files.writeString(folder.resolve("api.tar.gz.sha256"), "0a1b  api.tar.gz\n");
        Files.writeString(folder.resolve("api.manifest.json"), "{");

        NodeSummary summary = summary();

        assertThat(summary.tarball()).contains(new NodeSummary.Tarball("api.tar.gz", 4));
        assertThat(summary.changes()).isEmpty();
        assertThat(warnings)
                .singleElement()
                .asString()
                .startsWith(folder.resolve("api.manifest.json") + " is no manifest")
                .endsWith("the page shows no changes of api until -Dapim.node=api -Dapim.force builds it again");
    }

    private NodeSummary summary() throws IOException {
        TestDeployment deployment = TestDeployment.in(folder, folder, DESCRIPTOR);
        return new BuiltNodes(folder, warnings::add)
                .of(deployment.read().deployment())
                .get(0);
    }
}
