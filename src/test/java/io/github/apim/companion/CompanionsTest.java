package io.github.apim.companion;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.testing.Command;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.SurroundedDeployment;
import io.github.apim.testing.TestDeployment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What all companions have in common, and what the smaller ones write. */
class CompanionsTest {

    @TempDir
    Path folder;

    @Test
    void aDeploymentWithEverythingHasAllOfThem() throws IOException {
        assertThat(CompanionFiles.of(SurroundedDeployment.in(folder)).paths())
                .contains(
                        "nginx/conf.d/apim.conf",
                        "nginx/apim/proxy.conf",
                        "nginx/apim/tls.conf",
                        "nginx/apim/default.conf",
                        "nginx/apim/virtual-hosts/gateway-worker.conf",
                        "nginx/apim/virtual-hosts/identity-server.conf",
                        "nginx/hosts",
                        "hosts/merged",
                        "hosts/machines/10.0.0.15",
                        "prerequisites/10.0.0.15/install.sh",
                        "prerequisites/10.0.0.15/check.sh",
                        "svn/create-repository.sh",
                        "svn/apache.conf",
                        "start-order.md",
                        "ansible/inventory.yml",
                        "ansible/site.yml",
                        "configure-analytics.sh");
    }

    @Test
    void aDeploymentWithoutBalancerRepositoryAndStatisticsGoesWithoutTheirs() throws IOException {
        TestDeployment small = TestDeployment.in(folder, folder, """
                packs: { api-manager: wso2am-1.9.0.zip }
                databases: { url: "jdbc:mysql://10.0.0.20:3306", driver: mysql.jar, credentials: apim-db }
                nodes:
                  api: { role: all-in-one, host: api.internal }
                """);

        assertThat(CompanionFiles.of(small).paths())
                .contains("hosts/merged", "prerequisites/api.internal/check.sh", "start-order.md")
                .noneMatch(path -> path.startsWith("nginx/") || path.startsWith("svn/"))
                .doesNotContain("configure-analytics.sh");
    }

    @Test
    void theSameDeploymentGivesTheSameBytes() throws IOException {
        TestDeployment deployment = SurroundedDeployment.in(folder);

        assertThat(CompanionFiles.of(deployment).all())
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactlyElementsOf(CompanionFiles.of(deployment).all());
    }

    @Test
    void noFileHoldsASecret() throws IOException {
        CompanionFiles files = CompanionFiles.of(SurroundedDeployment.in(folder));

        assertThat(files.paths())
                .allSatisfy(path ->
                        assertThat(files.text(path)).as(path).doesNotContain("db<&>", "admin&secret", "svn]]>secret"));
    }

    @Test
    void scriptsCanBeRunAndNothingElseCan() throws IOException {
        assertThat(CompanionFiles.of(SurroundedDeployment.in(folder)).all())
                .allSatisfy(file -> assertThat(file.executable())
                        .as(file.path())
                        .isEqualTo(file.path().endsWith(".sh")));
    }

    @Test
    @Needs(Need.SHELLCHECK)
    void allScriptsSatisfyShellcheck() throws Exception {
        String shellcheck = Need.SHELLCHECK.path().toString();
        CompanionFiles files = CompanionFiles.of(SurroundedDeployment.in(folder));
        Command command = new Command(folder, Duration.ofSeconds(60));

        for (String path : files.paths()) {
            if (path.endsWith(".sh")) {
                assertThat(command.run(
                                List.of(shellcheck, files.script(path, folder).toString())))
                        .as(path)
                        .isEqualTo(new Command.Result(0, "", ""));
            }
        }
    }

    @Test
    void theAnalyticsScriptTalksToTheFirstRoleThatMayWriteToTheRegistry() throws IOException {
        assertThat(CompanionFiles.of(SurroundedDeployment.in(folder)).text("configure-analytics.sh"))
                .contains(
                        "\nNODE=key-manager\n",
                        "\nSERVICES=https://km.example.com:443/services/\n",
                        "\nRECEIVERS='{tcp://10.0.0.16:7614}'\n",
                        "\nRESTART='gateway-manager gateway-worker-1 gateway-worker-2 key-manager-1 key-manager-2"
                                + " publisher-1 store-1'\n");
    }

    @Test
    void nodesAreStartedAfterThoseThatTheyAsk() throws IOException {
        String order = CompanionFiles.of(SurroundedDeployment.in(folder)).text("start-order.md");

        assertThat(order.lines().filter(line -> line.startsWith("## ")))
                .containsExactly(
                        "## 1. The database server",
                        "## 2. The SVN server",
                        "## 3. The load balancer",
                        "## 4. message-broker",
                        "## 5. bam",
                        "## 6. identity-server",
                        "## 7. key-manager",
                        "## 8. gateway-manager",
                        "## 9. publisher",
                        "## 10. store",
                        "## 11. gateway-worker",
                        "## 12. Statistics, once");
        assertThat(order)
                .contains(
                        "**mq-1** on 10.0.0.10: `bin/start-node.sh`, then wait for 10.0.0.10:61616",
                        "until nc -z 10.0.0.12 9453; do sleep 5; done",
                        "svn ls --username 'svnuser' http://svn.internal/repos/gateway/-1234");
    }
}
