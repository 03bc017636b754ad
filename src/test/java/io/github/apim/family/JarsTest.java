package io.github.apim.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.deployment.DeploymentException;
import io.github.apim.testing.NamedPipes;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.SmallPack;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestJars;
import io.github.apim.testing.TestPacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The jars that a gateway gets, and those that it must not get. */
class JarsTest {

    private static final String CLIENT = "client: [ svnkit-1.3.9.wso2v2.jar, trilead-ssh2-1.0.0-build215.jar ]";

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
            nodes:
              gateway-manager: { role: gateway-manager, host: gw-mgt.internal, address: 10.0.0.10 }
              worker-1:        { role: gateway-worker,  host: gw-1.internal,   address: 10.0.0.11 }
              key-manager:     { role: key-manager,     host: km.internal,     address: 10.0.0.13 }
            """;

    @TempDir
    Path folder;

    private TestDeployment deployment;

    @BeforeEach
    void makeDeployment() throws IOException {
        deployment = TestDeployment.in(folder, TestPacks.SMALL.zip(), DESCRIPTOR);
    }

    @Test
    void aJarComesThroughByteForByte() throws IOException {
        NodeHome worker = deployment.assemble().get("worker-1");

        assertThat(worker.bytes("repository/components/lib/mysql-connector-java-5.1.49.jar"))
                .isEqualTo(Files.readAllBytes(folder.resolve("mysql-connector-java-5.1.49.jar")));
        assertThat(worker.mode("repository/components/lib/mysql-connector-java-5.1.49.jar"))
                .isEqualTo(0644);
    }

    @Test
    void aDriverForANewerJavaIsRefused() throws IOException {
        TestJars.mysqlDriver(folder.resolve("mysql-connector-java-5.1.49.jar"), 52);

        assertThatThrownBy(deployment::assemble)
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("com.mysql.jdbc.Driver needs Java 8, but the product runs on Java 7 at most");
    }

    @Test
    void anotherDriverOfTheSameKindInThePackIsLeftOutWithALine() throws IOException {
        String other = "repository/components/lib/mysql-connector-java-5.1.36-bin.jar";
        byte[] driver = Files.readAllBytes(folder.resolve("mysql-connector-java-5.1.49.jar"));
        Path pack = SmallPack.changed()
                .file(other, driver)
                .file("repository/components/lib/postgresql-9.jar", TestJars.jar("org/postgresql/Driver.class", driver))
                .toZip(folder);
        deployment.with(TestPacks.SMALL.zip().toAbsolutePath().toString(), pack.toString());

        NodeHome worker = deployment.assemble().get("worker-1");

        assertThat(worker.has(other)).isFalse();
        assertThat(worker.has("repository/components/lib/postgresql-9.jar")).isTrue();
        assertThat(worker.has("repository/components/lib/mysql-connector-java-5.1.49.jar"))
                .isTrue();
        assertThat(deployment.warnings())
                .contains("gateway-manager, worker-1, key-manager: " + other
                        + " of the pack holds com.mysql.jdbc.Driver, as"
                        + " mysql-connector-java-5.1.49.jar does, and which of two the server would load is chance;"
                        + " the pack's is left out");
    }

    @Test
    void theSameDriverUnderTheSameNameIsReplacedWithoutALine() throws IOException {
        String name = "repository/components/lib/mysql-connector-java-5.1.49.jar";
        byte[] driver = Files.readAllBytes(folder.resolve("mysql-connector-java-5.1.49.jar"));
        Path pack = SmallPack.changed().file(name, driver).toZip(folder);
        deployment.with(TestPacks.SMALL.zip().toAbsolutePath().toString(), pack.toString());

        assertThat(deployment.assemble().get("worker-1").has(name)).isTrue();
        assertThat(deployment.warnings()).noneMatch(warning -> warning.contains("of the pack holds"));
    }

    @Needs(Need.MKFIFO)
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aPipeInAJarsPlaceIsRefusedBeforeItIsOpened() throws IOException {
        Files.delete(folder.resolve("mysql-connector-java-5.1.49.jar"));
        NamedPipes.make(folder.resolve("mysql-connector-java-5.1.49.jar"));

        assertThatThrownBy(deployment::assemble)
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("databases.driver: " + folder.resolve("mysql-connector-java-5.1.49.jar")
                        + " is no file, but a pipe, a socket or a device; name a file");
    }

    @Test
    void aDriverForJavaSevenIsTaken() throws IOException {
        TestJars.mysqlDriver(folder.resolve("mysql-connector-java-5.1.49.jar"), 51);

        assertThat(deployment.assemble()).containsKey("worker-1");
    }

    @Test
    void aJarWithoutTheDriversClassIsRefused() throws IOException {
        TestJars.jar(folder.resolve("mysql-connector-java-5.1.49.jar"), "org/postgresql/Driver.class", new byte[8]);

        assertThatThrownBy(deployment::assemble)
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("does not hold com.mysql.jdbc.Driver")
                .hasMessageContaining("databases.driver-class");
    }

    @Test
    void whatIsNoJarIsRefused() throws IOException {
        Files.writeString(folder.resolve("mysql-connector-java-5.1.49.jar"), "<html>404</html>");

        assertThatThrownBy(deployment::assemble)
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("mysql-connector-java-5.1.49.jar is no jar");
    }

    @Test
    void missingFilesAreAllNamedWithTheirLines() throws IOException {
        Files.delete(folder.resolve("mysql-connector-java-5.1.49.jar"));
        Files.delete(folder.resolve("trilead-ssh2-1.0.0-build215.jar"));

        assertThatThrownBy(deployment::assemble)
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("deployment.yaml:5:11: databases.driver: ")
                .hasMessageContaining("deployment.yaml:9:38: deployment-synchronizer.client[1]: ")
                .hasMessageContaining("does not exist");
        assertThat(deployment.output()).doesNotExist();
    }

    @Test
    void withoutAnSvnClientTheBuildStopsAndSaysWhatToGet() {
        deployment.with(CLIENT, "client: []");

        assertThatThrownBy(deployment::assemble)
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("svnkit and trilead-ssh2 are missing")
                .hasMessageContaining("svnkit-1.3.9.wso2v2.jar and trilead-ssh2-1.0.0-build215.jar");
    }

    @Test
    void halfAnSvnClientIsNotEnough() {
        deployment.with(CLIENT, "client: [ svnkit-1.3.9.wso2v2.jar ]");

        assertThatThrownBy(deployment::assemble)
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("trilead-ssh2 is missing");
    }

    @Test
    void theClientOfCarbonFourFourIsTakenWithAWarning() throws IOException {
        TestJars.jar(folder.resolve("svnkit-all-1.8.7.wso2v1.jar"), "svnkit.txt", new byte[1]);
        deployment.with("svnkit-1.3.9.wso2v2.jar,", "svnkit-all-1.8.7.wso2v1.jar,");

        NodeHome worker = deployment.assemble().get("worker-1");

        assertThat(worker.has("repository/components/dropins/svnkit-all-1.8.7.wso2v1.jar"))
                .isTrue();
        assertThat(deployment.warnings())
                .filteredOn(warning -> warning.contains("nodes.worker-1: ") && warning.contains("svnkit-all"))
                .singleElement()
                .asString()
                .contains("svnkit-all-1.8.7.wso2v1.jar: is the SVN client of Carbon 4.4")
                .endsWith("[M12]");
    }

    @Test
    void theClientOfCarbonFourOneIsRefused() throws IOException {
        TestJars.jar(folder.resolve("svnClientBundle-1.0.0.jar"), "svnkit.txt", new byte[1]);
        deployment.with("svnkit-1.3.9.wso2v2.jar,", "svnClientBundle-1.0.0.jar,");

        assertThatThrownBy(deployment::assemble)
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("svnClientBundle-1.0.0.jar is the SVN client of Carbon 4.1 and older");
    }
}
