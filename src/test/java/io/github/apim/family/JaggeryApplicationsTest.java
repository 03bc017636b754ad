package io.github.apim.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.assembly.AssembledNode;
import io.github.apim.assembly.NodeSelection;
import io.github.apim.deployment.DeploymentException;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.SmallPack;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestPacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which web applications a node has, and what becomes of the user's own files among them. */
class JaggeryApplicationsTest {

    private static final String APPLICATIONS = "repository/deployment/server/jaggeryapps/";

    private static final String DESCRIPTOR = """
            packs:
              api-manager: "PACK"
            databases: { url: "jdbc:mysql://10.0.0.20", driver: mysql-connector-java-5.1.49.jar, credentials: apim-db }
            nodes:
              worker: { role: gateway-worker, host: gw.internal }
              km:     { role: key-manager,    host: km.internal }
              portal: { role: publisher,      host: pub.internal }
            """;

    @TempDir
    Path folder;

    @Test
    void keptOnRequestTheyAreOnEveryNode() throws IOException {
        Map<String, NodeHome> homes = TestDeployment.in(folder, TestPacks.SMALL.zip(), DESCRIPTOR)
                .with("nodes:\n", "jaggery-applications: keep\nnodes:\n")
                .assemble();

        assertThat(homes).hasSize(3);
        assertThat(homes.values())
                .allSatisfy(home -> assertThat(EffectiveConfiguration.of(home))
                        .contains("Jaggery applications: admin-dashboard publisher store workflow-admin\n"));
    }

    @Test
    void whatIsRemovedIsCountedAndTheFolderItselfStays() throws IOException {
        List<AssembledNode> nodes =
                TestDeployment.in(folder, TestPacks.SMALL.zip(), DESCRIPTOR).run(NodeSelection.ALL, 1);
        String root = SmallPack.NAME + "/" + APPLICATIONS;
        long all = SmallPack.changed().names().stream()
                .filter(name -> name.startsWith(root) && !name.equals(root))
                .count();
        long store = SmallPack.changed().names().stream()
                .filter(name -> name.startsWith(root + "store/"))
                .count();

        assertThat(store).isGreaterThan(3);
        assertThat(nodes).extracting(node -> node.plan().removed()).containsExactly(all, all, store);
        assertThat(NodeHome.read(nodes.get(0).tarball()).paths())
                .filteredOn(path -> path.startsWith(APPLICATIONS.substring(0, APPLICATIONS.length() - 1)))
                .hasSize(1);
    }

    @Test
    void applicationsThatArePutIntoThePackStay() throws IOException {
        Path pack = SmallPack.changed()
                .file(APPLICATIONS + "our-portal/index.jag", "ours")
                .file(APPLICATIONS + "store-of-ours/index.jag", "ours too")
                .toZip(folder);

        NodeHome worker = TestDeployment.in(folder, pack, DESCRIPTOR).assemble().get("worker");

        assertThat(EffectiveConfiguration.of(worker)).contains("Jaggery applications: our-portal store-of-ours\n");
    }

    @Test
    void aPackThatHasNoneLosesNothing() throws IOException {
        Path pack = SmallPack.changed().without(APPLICATIONS).toZip(folder);

        assertThat(TestDeployment.in(folder, pack, DESCRIPTOR).run(NodeSelection.ALL, 1))
                .extracting(node -> node.plan().removed())
                .containsOnly(0L);
    }

    @Test
    void theUsersOwnFilesAreLaidAfterwards() throws IOException {
        Path own = folder.resolve("overlays/portal/" + APPLICATIONS + "store/site/conf/site.json");
        Files.createDirectories(own.getParent());
        Files.writeString(own, "{}");

        NodeHome portal = TestDeployment.in(folder, TestPacks.SMALL.zip(), DESCRIPTOR)
                .assemble()
                .get("portal");

        assertThat(portal.paths())
                .filteredOn(path -> path.startsWith(APPLICATIONS + "store/site"))
                .containsExactly(
                        APPLICATIONS + "store/site",
                        APPLICATIONS + "store/site/conf",
                        APPLICATIONS + "store/site/conf/site.json");
    }

    @Test
    void anEditOfWhatIsRemovedSaysWhoRemovedIt() throws IOException {
        Path pack = SmallPack.changed()
                .file(APPLICATIONS + "store/deployment.xml", "<a/>")
                .toZip(folder);
        TestDeployment deployment = TestDeployment.in(folder, pack, DESCRIPTOR)
                .with(
                        "nodes:\n",
                        "edits: { worker: { " + APPLICATIONS + "store/deployment.xml: { /a: b } } }\nnodes:\n");

        assertThatThrownBy(() -> deployment.assemble(new NodeSelection(List.of(), List.of("worker"))))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("store/deployment.xml is no file of WSO2 API Manager 1.9.0: removed by"
                        + " jaggery-applications");
    }
}
