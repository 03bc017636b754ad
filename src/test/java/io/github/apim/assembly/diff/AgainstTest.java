package io.github.apim.assembly.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.assembly.Layout;
import io.github.apim.assembly.Masking;
import io.github.apim.assembly.NodeOutput;
import io.github.apim.assembly.NodeSelection;
import io.github.apim.deployment.Secret;
import io.github.apim.manifest.ManifestException;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestPacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What changes since an earlier build, by its tarball or by its manifest. */
class AgainstTest {

    private static final String DESCRIPTOR = """
            packs:
              api-manager: "PACK"
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              driver: mysql-connector-java-5.1.49.jar
              credentials: OLD
            libs: { worker: [ trilead-ssh2-1.0.0-build215.jar ] }
            nodes:
              worker: { role: gateway-worker, host: w.internal, address: 10.0.0.11 }
              km:     { role: key-manager, host: km.internal, address: 10.0.0.13 }
            """;

    @TempDir
    Path folder;

    private TestDeployment deployment;

    @BeforeEach
    void buildOnce() throws IOException {
        deployment = TestDeployment.in(
                folder,
                TestPacks.SMALL.zip(),
                DESCRIPTOR.replace("OLD", "{ username: u, password: \"former-password\" }"));
        deployment.assemble();
    }

    @Test
    void nothingChangesIfNothingHasChanged() throws IOException {
        assertThat(against(deployment.output()))
                .allSatisfy(diff -> assertThat(diff.files()).isEmpty());
        for (String node : deployment.nodes()) {
            Files.delete(NodeOutput.of(deployment.output(), node).tarball());
        }
        assertThat(against(deployment.output()))
                .allSatisfy(diff -> assertThat(diff.files()).isEmpty());
    }

    @Test
    void theLinesOfAnEarlierTarballAreShownWithoutPasswordsThatNobodyKnowsAnyMore() throws IOException {
        change();

        NodeDiff worker = against(deployment.output()).get(0);
        String text = text(worker);

        assertThat(worker.files())
                .extracting(file -> file.action() + " " + file.path())
                .containsExactly(
                        "removed repository/components/lib/trilead-ssh2-1.0.0-build215.jar",
                        "changed repository/conf/api-manager.xml",
                        "changed repository/conf/carbon.xml",
                        "changed repository/conf/datasources/master-datasources.xml",
                        "changed repository/conf/registry.xml");
        assertThat(text)
                .contains("<Offset>0</Offset>", "<Offset>3</Offset>")
                .contains("********")
                .doesNotContain("former-password", "$(secret)", "db&lt;&amp;");
    }

    @Test
    void whatAnEditAddsIsShownWithoutThePasswordsInIt() throws IOException {
        deployment.with("nodes:\n", """
                edits:
                  worker:
                    repository/conf/carbon.xml:
                      /Server/Own:
                        xml: |
                          <Own>
                            <Name>shown</Name>
                            <Password>s3cr3t
                            word</Password>
                          </Own>
                        into: /Server
                    repository/conf/log4j.properties:
                      own.password: { value: s3cr3t, after: log4j.rootLogger }
                nodes:
                """);

        String text = text(against(deployment.output()).get(0));

        assertThat(text)
                .contains("<Name>shown</Name>", "<Password>********", "own.password")
                .doesNotContain("s3cr3t")
                .doesNotContain("word<");
    }

    @Test
    void anEarlierManifestTellsTheFilesAndNotTheLines() throws IOException {
        change();
        for (String node : deployment.nodes()) {
            Files.delete(NodeOutput.of(deployment.output(), node).tarball());
        }

        NodeDiff worker = against(deployment.output()).get(0);

        assertThat(worker.files())
                .extracting(file -> file.action() + " " + file.path())
                .containsExactly(
                        "removed repository/components/lib/trilead-ssh2-1.0.0-build215.jar",
                        "changed repository/conf/api-manager.xml",
                        "changed repository/conf/carbon.xml",
                        "changed repository/conf/datasources/master-datasources.xml",
                        "changed repository/conf/registry.xml");
        assertThat(text(worker))
                .contains("bytes, sha256 ")
                .contains("instead of sha256 ")
                .doesNotContain("@@");
    }

    @Test
    void anEarlierLayerTellsWhatAWholeTarballTells() throws IOException {
        deployment.in(Layout.LAYERED).run(NodeSelection.ALL, 2);
        assertThat(against(deployment.output()))
                .allSatisfy(diff -> assertThat(diff.files()).isEmpty());
        change();
        String layered = text(against(deployment.output()).get(0));

        deployment = TestDeployment.in(
                folder,
                TestPacks.SMALL.zip(),
                DESCRIPTOR.replace("OLD", "{ username: u, password: \"former-password\" }"));
        deployment.run(NodeSelection.ALL, 2);
        change();
        assertThat(layered).isEqualTo(text(against(deployment.output()).get(0)));
    }

    @Test
    void oneFileForSeveralNodesOrNoneAtAllIsSaid() {
        assertThatThrownBy(() -> against(deployment.output().resolve("worker.tar.gz")))
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining("-Dapim.node");
        assertThatThrownBy(() -> against(folder.resolve("nowhere")))
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining("does not exist");
        assertThatThrownBy(() -> against(folder.resolve("cache")))
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining("has neither worker.tar.gz nor worker.manifest.json");
    }

    private void change() {
        deployment
                .with("{ username: u, password: \"former-password\" }", "apim-db")
                .with("address: 10.0.0.11 }", "address: 10.0.0.11, offset: 3 }")
                .with("libs: { worker: [ trilead-ssh2-1.0.0-build215.jar ] }\n", "");
    }

    private List<NodeDiff> against(Path earlier) throws IOException {
        List<NodeDiff> diffs = new ArrayList<>();
        new PlanReview(
                        deployment.planRequest(),
                        TestDeployment::unresolved,
                        deployment.listener(),
                        Optional.of(earlier),
                        List.of())
                .run(diffs::add);
        return diffs;
    }

    private static String text(NodeDiff diff) {
        Masking masking =
                Masking.of(TestDeployment.passwords().stream().map(Secret::new).toList());
        return String.join(
                "\n",
                new PlanText(masking).of(diff).stream().map(PlanText.Line::text).toList());
    }
}
