package io.github.apim.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.apim.deployment.DeploymentException;
import io.github.apim.deployment.Problem;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestJars;
import io.github.apim.testing.TestPacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Planning and checking, as both goals do it, with what users lay over their nodes. */
class PlanningTest {

    private static final String DESCRIPTOR = """
            packs:
              api-manager: "PACK"
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              driver: mysql-connector-java-5.1.49.jar
              credentials: apim-db
            deployment-synchronizer:
              url: http://10.0.0.21/repos/gateway
              client: [ svnkit-1.3.9.wso2v2.jar, trilead-ssh2-1.0.0-build215.jar ]
            edits:
              worker:
                repository/conf/log4j.properties:
                  log4j.rootLogger: ERROR
            nodes:
              manager: { role: gateway-manager, host: m.internal, address: 10.0.0.10 }
              worker:  { role: gateway-worker,  host: w.internal, address: 10.0.0.11 }
              km:      { role: key-manager,     host: km.internal, address: 10.0.0.13 }
            """;

    private static final String COMMITS = """
              worker:
                repository/conf/carbon.xml:
                  /Server/DeploymentSynchronizer/AutoCommit: "true"
                repository/conf/api-manager.xml:
                  /APIManager/APIKeyValidator/ServerURL: https://km.internal/services
            """;

    @TempDir
    Path folder;

    private TestDeployment deployment;

    @BeforeEach
    void makeDeployment() throws IOException {
        deployment = TestDeployment.in(folder, TestPacks.SMALL.zip(), DESCRIPTOR);
    }

    @Test
    void aValidationCountsAndWritesNothing() throws IOException {
        Validation.Summary summary = deployment.validate();

        assertThat(summary.nodes()).isEqualTo(3);
        assertThat(summary.rules()).isEqualTo(Validation.ruleIds().size()).isGreaterThan(40);
        assertThat(summary.warnings()).isEqualTo(deployment.warnings().size());
        assertThat(deployment.output()).doesNotExist();
    }

    @Test
    void allBreachesOfAUsersEditsAreToldAtTheirLines() {
        deployment.with("  worker:\n    repository/conf/log4j.properties:\n      log4j.rootLogger: ERROR\n", COMMITS);

        DeploymentException thrown = catchThrowableOfType(DeploymentException.class, () -> deployment.assemble());

        assertThat(thrown.problems()).extracting(Problem::rule).containsExactly("M10", "M2", "M3");
        assertThat(thrown.problems())
                .extracting(problem -> problem.location().line())
                .containsExactly(13, 15, 15);
        assertThat(deployment.output()).doesNotExist();
    }

    @Test
    void aValidationFailsWhereAnAssemblyWould() {
        deployment.with("  worker:\n    repository/conf/log4j.properties:\n      log4j.rootLogger: ERROR\n", COMMITS);

        assertThatThrownBy(deployment::validate)
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("[M10]")
                .hasMessageContaining("[M2]")
                .hasMessageContaining("[M3]");
    }

    @Test
    void aUsersFileIsHeldToTheRulesToo() throws IOException {
        Path script = folder.resolve("overlays/gateway-worker/bin/wso2server.sh");
        Files.createDirectories(script.getParent());
        Files.writeString(script, "#!/bin/sh\nexec java -DworkerNode=true\n");

        assertThatThrownBy(deployment::assemble)
                .isInstanceOf(DeploymentException.class)
                .hasMessageStartingWith(script + ":2:1: nodes.worker: bin/wso2server.sh: -DworkerNode: ")
                .hasMessageEndingWith("[M1]");
    }

    @Test
    void aFileOfAUserThatIsNoXmlIsToldWithItsLine() throws IOException {
        Path file = folder.resolve("overlays/worker/repository/conf/registry.xml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "<wso2registry>\n<url>a&b</url>\n</wso2registry>");

        assertThatThrownBy(deployment::validate)
                .isInstanceOf(DeploymentException.class)
                .hasMessageStartingWith(file + ":2:1: nodes.worker: not well-formed XML from column 9 on; write & as")
                .hasMessageNotContaining("\"b\"");
    }

    @Test
    void aFileOfAUserInWhichNothingIsSetIsReadBackAllTheSame() throws IOException {
        Path file = folder.resolve("overlays/worker/repository/conf/mine.xml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "<mine>\n<url>a&b</url>\n</mine>");

        assertThatThrownBy(deployment::validate)
                .isInstanceOf(DeploymentException.class)
                .hasMessageStartingWith(file + ":2:1: nodes.worker: repository/conf/mine.xml: ")
                .hasMessageContaining("is not well-formed XML")
                .hasMessageEndingWith("[M40]");
    }

    @Test
    void theSvnClientOfAnotherGenerationIsWarnedOfOnceForEachGateway() throws IOException {
        TestJars.jar(folder.resolve("svnkit-all-1.8.7.wso2v1.jar"), "svnkit.txt", new byte[] {1});
        deployment.with("svnkit-1.3.9.wso2v2.jar", "svnkit-all-1.8.7.wso2v1.jar");

        deployment.validate();

        assertThat(deployment.warnings())
                .hasSize(2)
                .allSatisfy(warning -> assertThat(warning)
                        .contains("svnkit-all-1.8.7.wso2v1.jar", "take svnkit-1.3.9.wso2v2.jar")
                        .endsWith("[M12]"));
    }

    @Test
    void warningsDoNotStopAnAssembly() throws IOException {
        deployment.with("address: 10.0.0.11 }", "address: 10.0.0.11, jvm: { options: [ -Dsetup ] } }");

        assertThat(deployment.assemble()).containsKeys("manager", "worker");
        assertThat(deployment.warnings())
                .anySatisfy(warning -> assertThat(warning)
                        .contains("nodes.worker.jvm.options[0]")
                        .endsWith("[M43]"));
    }
}
