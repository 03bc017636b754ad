package io.github.apim.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.it.MavenRun.Outcome;
import io.github.apim.testing.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What surrounds the nodes is the same by its own goal and at the end of an assembly, whichever nodes are built. */
class CompanionsIT {

    @TempDir
    Path folder;

    @Test
    void bothGoalsWriteTheSameFilesWhicheverNodesAreBuilt() throws IOException {
        Path project = MavenRun.copy("quickstart", folder);
        Path deployment = project.resolve("target/apim/deployment");

        Outcome alone = run(project, "apim:companions");
        List<String> written = surroundings(deployment);
        assertThat(alone.log())
                .containsPattern("What surrounds the nodes: ([0-9]+) files in .*target/apim/deployment"
                        + " \\(\\1 new or changed, 0 removed\\)");
        assertThat(project.resolve("target/apim/key-manager.tar.gz")).doesNotExist();
        assertThat(written)
                .anyMatch(line -> line.matches("100755 .* prerequisites/10\\.0\\.0\\.10/install\\.sh"))
                .anyMatch(line -> line.matches("100644 .* nginx/apim/virtual-hosts/key-manager\\.conf"));

        Outcome oneNode = run(project, "apim:assemble", "-Dapim.node=key-manager");
        assertThat(oneNode.log()).contains("(1 new or changed, 0 removed)");
        assertThat(surroundings(deployment)).isEqualTo(written);
        assertThat(deployment.resolve("index.html")).content().contains("key-manager.tar.gz");
        assertThat(project.resolve("target/apim/key-manager.tar.gz")).exists();

        Path elsewhere = project.resolve("elsewhere");
        run(project, "apim:assemble", "-Drole=gateway-worker", "-Dapim.outputDirectory=" + elsewhere);
        assertThat(surroundings(elsewhere.resolve("deployment"))).isEqualTo(written);
    }

    @Test
    void anAssemblyCanDoWithoutThem() throws IOException {
        Path project = MavenRun.copy("quickstart", folder);

        Outcome outcome = run(project, "apim:assemble", "-Drole=gateway-worker", "-Dapim.skipCompanions");

        assertThat(outcome.log()).doesNotContain("What surrounds");
        assertThat(project.resolve("target/apim/deployment")).doesNotExist();
        assertThat(project.resolve("target/apim/gateway-worker-1.tar.gz")).exists();
    }

    @Test
    void aFileOfTheUsersInTheWayIsNamed() throws IOException {
        Path project = MavenRun.copy("quickstart", folder);
        Path mine = project.resolve("target/apim/deployment/start-order.md");
        Files.createDirectories(mine.getParent());
        Files.writeString(mine, "mine");

        Outcome outcome = MavenRun.of(Mavens.usual(), project)
                .with("-o")
                .run("apim:companions")
                .failed();

        assertThat(outcome.log())
                .contains("start-order.md: is in the way: it is not a file that this plugin has written; move it away");
        assertThat(mine).hasContent("mine");
    }

    /** All but the page, which shows what is built, too. */
    private static List<String> surroundings(Path deployment) throws IOException {
        return Trees.folder(deployment).stream()
                .filter(line -> !line.endsWith(" index.html") && !line.endsWith(" .apim-files"))
                .toList();
    }

    private static Outcome run(Path project, String goal, String... arguments) throws IOException {
        return MavenRun.of(Mavens.usual(), project)
                .with("-o")
                .with(arguments)
                .run(goal)
                .succeeded();
    }
}
