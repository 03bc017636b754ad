package io.github.apim.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.assembly.NodeSelection;
import io.github.apim.deployment.DeploymentException;
import io.github.apim.testing.NamedPipes;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestPacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The user's own files are laid over the pack, the user's single values over everything else. */
class UserChangesTest {

    private static final String DESCRIPTOR = """
            packs:
              api-manager: "PACK"
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              driver: mysql-connector-java-5.1.49.jar
              credentials: apim-db
            nodes:
              gateway-manager: { role: gateway-manager, host: gw-mgt.internal, address: 10.0.0.10 }
              worker-1:        { role: gateway-worker,  host: gw-1.internal,   address: 10.0.0.11 }
              worker-2:        { role: gateway-worker,  host: gw-2.internal,   address: 10.0.0.12 }
              key-manager:     { role: key-manager,     host: km.internal,     address: 10.0.0.13 }
            deployment-synchronizer: { type: shared-directory, directory: /mnt/apim }
            """;

    @TempDir
    Path folder;

    private TestDeployment deployment;

    @BeforeEach
    void makeDeployment() throws IOException {
        deployment = TestDeployment.in(folder, TestPacks.SMALL.zip(), DESCRIPTOR);
    }

    @Test
    void theNodesFileWinsOverTheRolesAndThatOverTheOneForAll() throws IOException {
        write("overlays/all/repository/conf/mine.txt", "all");
        write("overlays/gateway-worker/repository/conf/mine.txt", "worker");
        write("overlays/worker-2/repository/conf/mine.txt", "second");

        Map<String, NodeHome> homes = deployment.assemble();

        assertThat(homes.get("gateway-manager").text("repository/conf/mine.txt"))
                .isEqualTo("all");
        assertThat(homes.get("worker-1").text("repository/conf/mine.txt")).isEqualTo("worker");
        assertThat(homes.get("worker-2").text("repository/conf/mine.txt")).isEqualTo("second");
    }

    @Test
    void aNewScriptIsExecutableIfItsOwnerMayExecuteItWhateverTheUmask() throws IOException {
        write("overlays/all/bin/mine.sh", "#!/bin/sh\n").toFile().setExecutable(true, true);
        write("overlays/all/bin/mine.txt", "text");

        NodeHome worker = deployment.assemble().get("worker-1");

        assertThat(worker.mode("bin/mine.sh")).isEqualTo(0755);
        assertThat(worker.mode("bin/mine.txt")).isEqualTo(0644);
    }

    @Test
    void aFileThatIsForItsOwnerOnlyStaysSo() throws IOException {
        mode(write("overlays/all/samples/mine.txt", "text"), "rw-------");
        mode(write("overlays/all/samples/mine.sh", "#!/bin/sh\n"), "rwx------");
        mode(write("overlays/all/repository/conf/datasources.properties", "text"), "r--------");
        mode(write("overlays/all/samples/shared.txt", "text"), "rw-rw-r--");

        NodeHome worker = deployment.assemble().get("worker-1");

        assertThat(worker.mode("samples/mine.txt")).isEqualTo(0600);
        assertThat(worker.mode("samples/mine.sh")).isEqualTo(0700);
        assertThat(worker.mode("repository/conf/datasources.properties")).isEqualTo(0600);
        assertThat(worker.mode("samples/shared.txt")).isEqualTo(0644);
        assertThat(deployment.warnings()).noneMatch(warning -> warning.contains("not for others"));
    }

    @Test
    void keysAndKeyStoresAreForTheirOwnerOnlyWhateverTheirMode() throws IOException {
        List<String> keys = List.of("server.key", "server.pem", "mine.jks", "MINE.JKS", "mine.p12", "mine.pfx");
        for (String key : keys) {
            write("overlays/all/repository/resources/security/" + key, "key");
        }
        write("overlays/all/repository/resources/security/server.crt", "certificate");

        NodeHome worker = deployment.assemble().get("worker-1");

        assertThat(keys)
                .allSatisfy(key -> assertThat(worker.mode("repository/resources/security/" + key))
                        .as(key)
                        .isEqualTo(0600));
        assertThat(worker.mode("repository/resources/security/server.crt")).isEqualTo(0644);
    }

    @Test
    void aFileThatHoldsAPasswordOfTheDescriptorIsForItsOwnerOnlyInWhateverSpelling() throws IOException {
        deployment.knowing("apim-db", "a<b&c");
        write("overlays/all/repository/conf/datasources/own-datasources.xml", "<password>a&lt;b&amp;c</password>");
        write("overlays/all/samples/url.txt", "jdbc:mysql://db/x?password=a%3Cb%26c");
        write("overlays/all/samples/other.txt", "a<b");

        NodeHome worker = deployment.assemble().get("worker-1");

        assertThat(worker.mode("repository/conf/datasources/own-datasources.xml"))
                .isEqualTo(0600);
        assertThat(worker.mode("samples/url.txt")).isEqualTo(0600);
        assertThat(worker.mode("samples/other.txt")).isEqualTo(0644);
    }

    @Test
    void aFileThatAnEditGivesASecretIsForItsOwnerOnly() throws IOException {
        deployment
                .property("env.KSPW", "from the environment")
                .property("plain", "from Maven")
                .knowing("apim-db", "in the descriptor")
                .with("nodes:", """
                        edits:
                          worker-1: { repository/conf/axis2/axis2.xml: { "/axisconfig/parameter[@name='hotdeployment']": "a ${env.KSPW}" } }
                          worker-2: { repository/conf/axis2/axis2.xml: { "/axisconfig/parameter[@name='hotdeployment']": "${plain}" } }
                          key-manager: { repository/conf/axis2/axis2.xml: { "/axisconfig/parameter[@name='hotdeployment']": "in the descriptor" } }
                        nodes:""");

        Map<String, NodeHome> homes = deployment.assemble();

        assertThat(homes.get("worker-1").mode("repository/conf/axis2/axis2.xml"))
                .isEqualTo(0600);
        assertThat(homes.get("worker-2").mode("repository/conf/axis2/axis2.xml"))
                .isEqualTo(0644);
        assertThat(homes.get("key-manager").mode("repository/conf/axis2/axis2.xml"))
                .isEqualTo(0600);
    }

    @Test
    void aLauncherThatPassesAPasswordOnIsForItsOwnerOnly() throws IOException {
        deployment.with(
                "address: 10.0.0.11 }",
                "address: 10.0.0.11, jvm: { options: [ -Djavax.net.ssl.keyStorePassword=hidden ] } }");

        Map<String, NodeHome> homes = deployment.assemble();

        assertThat(homes.get("worker-1").mode("bin/start-node.sh")).isEqualTo(0700);
        assertThat(homes.get("worker-2").mode("bin/start-node.sh")).isEqualTo(0755);
    }

    @Test
    void aModeThatIsWiderOnTheNodeThanHereIsWarnedOf() throws IOException {
        for (String name : List.of("a", "b", "c", "d")) {
            mode(write("overlays/gateway-manager/samples/" + name + ".txt", "text"), "rw-r-----");
        }

        NodeHome manager = deployment.assemble().get("gateway-manager");

        assertThat(manager.mode("samples/a.txt")).isEqualTo(0644);
        assertThat(deployment.warnings())
                .filteredOn(warning -> warning.contains("not for others"))
                .singleElement()
                .asString()
                .startsWith("gateway-manager: not for others here, but readable by all on the node: samples/a.txt,"
                        + " samples/b.txt, samples/c.txt and 1 more; ")
                .contains("chmod 600");
    }

    @Test
    void aFileOfThePackKeepsItsMode() throws IOException {
        write("overlays/all/bin/wso2server.sh", "#!/bin/sh\n").toFile().setExecutable(false);

        assertThat(deployment.assemble().get("worker-1").mode("bin/wso2server.sh"))
                .isEqualTo(0755);
    }

    @Test
    void versionControlFoldersAreLeftOut() throws IOException {
        write("overlays/all/.svn/entries", "10");
        write("overlays/all/repository/conf/mine.xml~", "backup");
        write("overlays/all/repository/conf/mine.xml", "<mine/>");

        NodeHome worker = deployment.assemble().get("worker-1");

        assertThat(worker.paths()).contains("repository/conf/mine.xml").noneMatch(path -> path.contains(".svn"));
        assertThat(worker.has("repository/conf/mine.xml~")).isFalse();
    }

    @Test
    void newFoldersAreMadeBeforeTheirFiles() throws IOException {
        write("overlays/all/repository/resources/my/own/file.txt", "text");

        NodeHome worker = deployment.assemble().get("worker-1");

        assertThat(worker.mode("repository/resources/my/own")).isEqualTo(0755);
        assertThat(worker.text("repository/resources/my/own/file.txt")).isEqualTo("text");
    }

    @Test
    void aFolderOfItsOwnIsNamedInTheDescriptor() throws IOException {
        write("eu/repository/conf/mine.txt", "europe");
        deployment.with("address: 10.0.0.12 }", "address: 10.0.0.12, overlay: eu }");

        Map<String, NodeHome> homes = deployment.assemble();

        assertThat(homes.get("worker-2").text("repository/conf/mine.txt")).isEqualTo("europe");
        assertThat(homes.get("worker-1").has("repository/conf/mine.txt")).isFalse();
    }

    @Test
    void aFolderThatIsNotThereStopsTheBuildAtItsLine() {
        deployment.with("address: 10.0.0.12 }", "address: 10.0.0.12, overlay: eu }");

        assertThatThrownBy(deployment::assemble)
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("deployment.yaml:")
                .hasMessageContaining("nodes.worker-2.overlay: ")
                .hasMessageContaining("is no folder");
    }

    @Test
    void aFolderNamedAfterNothingIsWarnedOf() throws IOException {
        write("overlays/gateway-wroker/repository/conf/mine.txt", "lost");

        deployment.assemble();

        assertThat(deployment.warnings())
                .anySatisfy(warning -> assertThat(warning)
                        .contains("gateway-wroker belongs to no node")
                        .contains("did you mean 'gateway-worker'?"));
    }

    @Test
    void aFileCannotTakeTheNameOfAFolder() throws IOException {
        write("overlays/all/repository/conf", "not a folder");

        assertThatThrownBy(deployment::assemble)
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining(
                        "overlays/all/repository/conf:1:1: nodes.gateway-manager, nodes.worker-1, nodes.worker-2,"
                                + " nodes.key-manager: repository/conf is a folder of WSO2 API Manager 1.9.0 and cannot be a file");
    }

    @Test
    void aFolderCannotTakeTheNameOfAFile() throws IOException {
        write("overlays/all/bin/version.txt/more.txt", "below a file");

        assertThatThrownBy(deployment::assemble)
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("bin/version.txt is a file of WSO2 API Manager 1.9.0 and cannot be a folder");
    }

    @Test
    void linksAreFollowedAndEmptyFoldersKept() throws IOException {
        write("shared/mine.txt", "linked");
        Files.createDirectories(folder.resolve("overlays/all/repository/empty"));
        Files.createSymbolicLink(folder.resolve("overlays/all/repository/linked"), folder.resolve("shared"));
        Files.createSymbolicLink(folder.resolve("overlays/all/linked.txt"), folder.resolve("shared/mine.txt"));

        NodeHome worker = deployment.assemble().get("worker-1");

        assertThat(worker.text("repository/linked/mine.txt")).isEqualTo("linked");
        assertThat(worker.text("linked.txt")).isEqualTo("linked");
        assertThat(worker.mode("repository/empty")).isEqualTo(0755);
    }

    @Test
    void aLinkThatLeadsNowhereOrInACircleStopsTheBuild() throws IOException {
        Path link = folder.resolve("overlays/all/link");
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, Path.of("nowhere"));
        assertThatThrownBy(deployment::assemble)
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("overlays/all/link:1:1: nodes.gateway-manager, nodes.worker-1, nodes.worker-2,"
                        + " nodes.key-manager: it is neither file nor folder, perhaps a link that leads nowhere");

        Files.delete(link);
        Files.createSymbolicLink(link, Path.of(".."));
        assertThatThrownBy(deployment::assemble)
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("is a link to a folder that it lies in itself");
    }

    @Test
    @Needs(Need.MKFIFO)
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aPipeOrADeviceStopsTheBuildAndNobodyReadsIt() throws IOException {
        Path place = folder.resolve("overlays/all/samples/odd.txt");
        Files.createDirectories(place.getParent());
        NamedPipes.make(place);
        assertIsNoFile(place);

        Files.delete(place);
        Files.createSymbolicLink(place, Path.of("/dev/zero"));
        assertIsNoFile(place);
        Files.delete(place);
    }

    private void assertIsNoFile(Path place) {
        assertThatThrownBy(deployment::assemble)
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining(place + ":1:1: ")
                .hasMessageContaining("it is neither file nor folder");
        assertThat(deployment.output()).doesNotExist();
    }

    @Test
    @DisabledIf("hasNoEnvironmentFile")
    void theEnvironmentOfTheBuildGetsIntoNoTarball() throws IOException {
        Path link = folder.resolve("overlays/all/samples/odd.txt");
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, Path.of("/proc/self/environ"));

        NodeHome worker = deployment.assemble().get("worker-1");

        assertThat(worker.bytes("samples/odd.txt")).isEmpty();
        assertThat(deployment.warnings()).singleElement().asString().contains("odd.txt is a link to /proc/");
        Files.delete(link);
    }

    static boolean hasNoEnvironmentFile() {
        return !Files.exists(Path.of("/proc/self/environ"));
    }

    @Test
    void aNameOfTwoLinesIsRefused() throws IOException {
        write("overlays/all/samples/first\nsecond.txt", "mine");

        assertThatThrownBy(deployment::assemble)
                .hasMessageNotContaining("first\nsecond")
                .hasMessageContaining("second.txt");
        assertThat(deployment.output())
                .satisfiesAnyOf(
                        output -> assertThat(output).doesNotExist(),
                        output -> assertThat(output).isEmptyDirectory());
    }

    @Test
    void singleValuesAreSetLastOfAllTheNodesOwnLast() throws IOException {
        write("overlays/worker-1/repository/conf/log4j.properties", "log4j.rootLogger=WARN\n");
        deployment.with("nodes:\n", """
                edits:
                  gateway-worker:
                    repository/conf/carbon.xml:
                      /Server/ItemsPerPage: 30
                      /Server/Ports/Offset: 7
                  worker-1:
                    repository/conf/carbon.xml:
                      /Server/Ports/Offset: 9
                    repository/conf/log4j.properties:
                      log4j.rootLogger: ERROR
                nodes:
                """);

        Map<String, NodeHome> homes = deployment.assemble();

        String carbon = "repository/conf/carbon.xml";
        assertThat(homes.get("worker-1").value(carbon, "/Server/Ports/Offset")).isEqualTo("9");
        assertThat(homes.get("worker-1").value(carbon, "/Server/ItemsPerPage")).isEqualTo("30");
        assertThat(homes.get("worker-1").text("repository/conf/log4j.properties"))
                .isEqualTo("log4j.rootLogger=ERROR\n");
        assertThat(homes.get("worker-2").value(carbon, "/Server/Ports/Offset")).isEqualTo("7");
        assertThat(homes.get("gateway-manager").value(carbon, "/Server/Ports/Offset"))
                .isEqualTo("0");
    }

    @Test
    void aPlaceThatIsNotThereStopsTheBuildAtTheDescriptorsLine() {
        deployment.with("nodes:\n", """
                edits:
                  all:
                    repository/conf/carbon.xml:
                      /Server/Ports/Ofset: 9
                nodes:
                """);

        assertThatThrownBy(() -> deployment.assemble(new NodeSelection(List.of(), List.of("worker-1"))))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("deployment.yaml:10:")
                .hasMessageContaining(": edits.all: repository/conf/carbon.xml:")
                .hasMessageContaining("did you mean Offset?")
                .hasMessageContaining("[WSO2 API Manager 1.9.0 (")
                .hasMessageEndingWith("] (worker-1)");
        assertThat(deployment.output()).doesNotExist();
    }

    private static void mode(Path file, String mode) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    private Path write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
