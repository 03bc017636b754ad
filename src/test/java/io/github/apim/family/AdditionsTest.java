package io.github.apim.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.assembly.NodeSelection;
import io.github.apim.deployment.DeploymentException;
import io.github.apim.product.PackException;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestJars;
import io.github.apim.testing.TestPacks;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Patches, libraries and bundles that the descriptor adds to nodes. */
class AdditionsTest {

    private static final String DESCRIPTOR = """
            packs:
              api-manager: "PACK"
              identity-server: wso2is-5.0.0.zip
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              driver: mysql-connector-java-5.1.49.jar
              credentials: apim-db
            patches:
              all: [ patch.zip ]
              gateway-worker: [ patch.zip ]
            libs: { gateway-worker: [ jars/json.jar ] }
            dropins: { worker-1: [ jars/bundle.jar ], is: [ jars/no-such.jar ] }
            nodes:
              manager:     { role: gateway-manager, host: gw-mgt.internal, address: 10.0.0.10 }
              worker-1:    { role: gateway-worker, host: gw-1.internal, address: 10.0.0.11 }
              worker-2:    { role: gateway-worker, host: gw-2.internal, address: 10.0.0.12 }
              key-manager: { role: key-manager, host: km.internal, address: 10.0.0.13 }
              is:          { role: identity-server, host: is.internal, address: 10.0.0.14 }
            """;

    /** All but the identity server, whose jar and pack are not there. */
    private static final NodeSelection API_MANAGER_ROLES =
            new NodeSelection(List.of("gateway-manager", "gateway-worker", "key-manager"), List.of());

    private static final String PATCHES = "repository/components/patches/";

    @TempDir
    Path folder;

    private TestDeployment deployment;

    @BeforeEach
    void files() throws IOException {
        deployment = TestDeployment.in(folder, TestPacks.SMALL.zip(), DESCRIPTOR);
        TestJars.jar(folder.resolve("jars/json.jar"), "json.txt", new byte[] {1});
        TestJars.jar(folder.resolve("jars/bundle.jar"), "bundle.txt", new byte[] {2});
        patch(Map.of(
                "WSO2-CARBON-PATCH-4.2.0-0012/patch0012/a_1.0.0.jar", "a",
                "WSO2-CARBON-PATCH-4.2.0-0012/patch0012/sub/b.jar", "b",
                "WSO2-CARBON-PATCH-4.2.0-0012/README.txt", "Read me."));
    }

    @Test
    void eachNodeGetsWhatIsForAllForItsRoleAndForItself() throws IOException {
        Map<String, NodeHome> homes = deployment.assemble(API_MANAGER_ROLES);

        for (NodeHome home : homes.values()) {
            assertThat(home.text(PATCHES + "patch0012/a_1.0.0.jar")).isEqualTo("a");
            assertThat(home.text(PATCHES + "patch0012/sub/b.jar")).isEqualTo("b");
            assertThat(home.has(PATCHES + "patch0001/org.wso2.carbon.core_4.2.0.jar"))
                    .isTrue();
            assertThat(home.paths()).noneMatch(path -> path.contains("PATCH"));
        }
        assertThat(homes.get("manager").has("repository/components/lib/json.jar"))
                .isFalse();
        assertThat(homes.get("worker-1").has("repository/components/lib/json.jar"))
                .isTrue();
        assertThat(homes.get("worker-2").has("repository/components/lib/json.jar"))
                .isTrue();
        assertThat(homes.get("worker-1").bytes("repository/components/dropins/bundle.jar"))
                .isEqualTo(Files.readAllBytes(folder.resolve("jars/bundle.jar")));
        assertThat(homes.get("worker-2").has("repository/components/dropins/bundle.jar"))
                .isFalse();
        assertThat(deployment.warnings()).noneMatch(warning -> warning.contains("patch"));
    }

    @Test
    void yourOwnFilesLieOverThem() throws IOException {
        Files.createDirectories(folder.resolve("overlays/all/" + PATCHES + "patch0012"));
        Files.writeString(folder.resolve("overlays/all/" + PATCHES + "patch0012/a_1.0.0.jar"), "mine");

        assertThat(deployment.assemble(API_MANAGER_ROLES).get("manager").text(PATCHES + "patch0012/a_1.0.0.jar"))
                .isEqualTo("mine");
    }

    @Test
    void aPatchMayLieWhereItGoesAndMayHoldSeveralAndMore() throws IOException {
        patch(Map.of(
                "repository/components/patches/patch0013/a.jar", "a",
                "repository/components/patches/patch0014/a.jar", "b",
                "repository/deployment/server/webapps/x.war", "c"));

        NodeHome manager = deployment.assemble(API_MANAGER_ROLES).get("manager");

        assertThat(manager.text(PATCHES + "patch0013/a.jar")).isEqualTo("a");
        assertThat(manager.text(PATCHES + "patch0014/a.jar")).isEqualTo("b");
        assertThat(manager.has("repository/deployment/server/webapps/x.war")).isFalse();
        assertThat(deployment.warnings())
                .filteredOn(warning -> warning.contains("patches.all[0]: patch.zip holds more than its patch folder"))
                .singleElement()
                .asString()
                .startsWith("manager, ")
                .endsWith(", for example repository/deployment/server/webapps/x.war; its README tells what to do with"
                        + " it, and overlays/ is the place to do it");
    }

    @Test
    void whatMacsAndEditorsLeaveInAPatchIsLeftOut() throws IOException {
        patch(Map.of(
                "patch0012/a.jar", "a",
                "patch0012/._a.jar", "fork",
                "patch0012/.DS_Store", "view",
                "__MACOSX/patch0012/._a.jar", "fork",
                "patch0012/Thumbs.db", "view",
                "patch0012/a.jar.orig", "before"));

        NodeHome manager = deployment.assemble(API_MANAGER_ROLES).get("manager");

        assertThat(manager.filePaths())
                .filteredOn(path -> path.startsWith(PATCHES + "patch0012"))
                .containsExactly(PATCHES + "patch0012/a.jar");
        assertThat(deployment.warnings())
                .containsOnlyOnce(folder.resolve("patch.zip")
                        + ": 3 entries are left out that macOS puts beside what is packed (__MACOSX, ._*, .DS_Store)")
                .noneMatch(warning -> warning.contains("more than its patch folder"));
    }

    @Test
    void aPatchThatThePackHasIsRefused() throws IOException {
        patch(Map.of("patch0001/a.jar", "a"));

        assertThatThrownBy(() -> deployment.assemble(API_MANAGER_ROLES))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("patches.all[0]: " + folder.resolve("patch.zip")
                        + " is patch0001, which WSO2 API Manager 1.9.0 has already; remove it from the list");
    }

    @Test
    void twoPatchesOfOneNumberAreRefused() throws IOException {
        Files.copy(folder.resolve("patch.zip"), folder.resolve("other.zip"));
        deployment.with("[ patch.zip ]\n  gateway-worker", "[ patch.zip, other.zip ]\n  gateway-worker");

        assertThatThrownBy(() -> deployment.assemble(API_MANAGER_ROLES))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("other.zip is patch0012, and so is another patch; keep one");
    }

    @Test
    void aZipWithoutAPatchSaysWhatItHolds() throws IOException {
        patch(Map.of("lib/a.jar", "a"));

        assertThatThrownBy(() -> deployment.assemble(API_MANAGER_ROLES))
                .isInstanceOf(PackException.class)
                .hasMessage(
                        folder.resolve("patch.zip") + " is no WSO2 patch: it holds no folder patchNNNN with files, but"
                                + " lib/a.jar; jars without such a folder go under libs or dropins");
    }

    @Test
    void whatAStartedServerMadeIsNoPatch() throws IOException {
        patch(Map.of("patch0000/a.jar", "a"));

        assertThatThrownBy(() -> deployment.assemble(API_MANAGER_ROLES))
                .isInstanceOf(PackException.class)
                .hasMessageContaining("holds patch0000, which a server makes");
    }

    @Test
    void aPatchThatLeadsOutOfItsFolderIsRefused() throws IOException {
        patch(Map.of("patch0012/../../../../bin/wso2server.sh", "a"));

        assertThatThrownBy(() -> deployment.assemble(API_MANAGER_ROLES))
                .hasMessageContaining("has the part '..' in its name");
    }

    @Test
    void aFileThatIsMissingOrNoJarIsShownAtItsPlace() throws IOException {
        deployment.with("jars/json.jar", "jars");
        assertThatThrownBy(() -> deployment.assemble(API_MANAGER_ROLES))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining(
                        "libs.gateway-worker[0]: " + folder.resolve("jars") + " is a folder; name the file");

        Files.writeString(folder.resolve("text.jar"), "no jar");
        deployment.with("[ jars ]", "[ text.jar ]");
        assertThatThrownBy(() -> deployment.assemble(API_MANAGER_ROLES))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("libs.gateway-worker[0]: " + folder.resolve("text.jar") + " is no jar");

        deployment.with("text.jar", "no-such-file.jar");
        assertThatThrownBy(() -> deployment.assemble(API_MANAGER_ROLES))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining(
                        "11:27: libs.gateway-worker[0]: " + folder.resolve("no-such-file.jar") + " does not exist");
    }

    private void patch(Map<String, String> files) throws IOException {
        try (OutputStream out = Files.newOutputStream(folder.resolve("patch.zip"));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
    }
}
