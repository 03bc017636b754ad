package io.github.apim.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.assembly.AssembledNode;
import io.github.apim.assembly.NodeSelection;
import io.github.apim.manifest.Manifest;
import io.github.apim.overlay.Change;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.RealShapePack;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.Trees;
import io.github.apim.testing.readers.TarReaders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everyone's tar reads a node made from a pack of the real size and shape, and finds the pack's tree except for exactly
 * the planned changes.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Needs(Need.REAL_PACKS)
class ArchiveReadersIT {

    private static final String DESCRIPTOR = """
            packs:
              api-manager: "PACK"
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              driver: mysql-connector-java-5.1.49.jar
              credentials: apim-db
            admin: { credentials: apim-admin }
            deployment-synchronizer:
              url: http://10.0.0.21/repos/gateway
              credentials: apim-svn
              client: [ svnkit-1.3.9.wso2v2.jar, trilead-ssh2-1.0.0-build215.jar ]
            load-balancer:
              virtual-hosts: { gateway-worker: gw.example.com, gateway-manager: mgt.gw.example.com }
            nodes:
              gateway-manager:  { role: gateway-manager, host: gw-mgt.internal, address: 10.0.0.10 }
              gateway-worker-1: { role: gateway-worker,  host: gw-1.internal,   address: 10.0.0.11 }
              key-manager-1:    { role: key-manager,     host: km-1.internal,   address: 10.0.0.13 }
            """;

    private static final int ENTRIES_OF_THE_PACK = 10_142;

    /** The Jaggery applications, which a gateway goes without: folders and files. */
    private static final String APPLICATIONS = "wso2am-1.9.0/repository/deployment/server/jaggeryapps/";

    private static final int ENTRIES_OF_THE_APPLICATIONS = 7_252;

    @TempDir
    static Path folder;

    private List<String> pack;
    private AssembledNode worker;

    @BeforeAll
    void assemble() throws IOException {
        Path zip = RealShapePack.full().zip();
        pack = Trees.zip(zip);
        List<AssembledNode> nodes = TestDeployment.in(folder, zip, DESCRIPTOR).run(NodeSelection.ALL, 2);
        worker = nodes.stream()
                .filter(node -> node.plan().node().name().equals("gateway-worker-1"))
                .findFirst()
                .orElseThrow();
    }

    static Stream<TarReaders.Reader> everyReader() {
        return TarReaders.all().stream();
    }

    @ParameterizedTest
    @MethodSource("everyReader")
    void readsTheTree(TarReaders.Reader reader) throws IOException {
        List<String> tree = reader.list(worker.tarball());

        assertThat(changedPaths(Trees.diff(pack, tree))).isEqualTo(plannedPaths());
    }

    @Test
    void thePackHasTheRealShapeAndTheNodeNothingUnplanned() throws IOException {
        assertThat(pack).hasSize(ENTRIES_OF_THE_PACK);
        List<String> tree = Trees.tarGz(worker.tarball());

        Set<String> changed = changedPaths(Trees.diff(pack, tree));
        assertThat(changed).isEqualTo(plannedPaths());
        assertThat(worker.plan().removed()).isEqualTo(ENTRIES_OF_THE_APPLICATIONS);
        assertThat(changed).filteredOn(path -> path.startsWith(APPLICATIONS)).hasSize(ENTRIES_OF_THE_APPLICATIONS);
        assertThat(changed)
                .filteredOn(path -> !path.startsWith(APPLICATIONS))
                .containsExactly(
                        "wso2am-1.9.0/bin/start-node.sh",
                        "wso2am-1.9.0/repository/components/dropins/svnkit-1.3.9.wso2v2.jar",
                        "wso2am-1.9.0/repository/components/lib/mysql-connector-java-5.1.49.jar",
                        "wso2am-1.9.0/repository/components/lib/trilead-ssh2-1.0.0-build215.jar",
                        "wso2am-1.9.0/repository/conf/api-manager.xml",
                        "wso2am-1.9.0/repository/conf/axis2/axis2.xml",
                        "wso2am-1.9.0/repository/conf/carbon.xml",
                        "wso2am-1.9.0/repository/conf/datasources/master-datasources.xml",
                        "wso2am-1.9.0/repository/conf/registry.xml",
                        "wso2am-1.9.0/repository/conf/user-mgt.xml");
    }

    @Test
    void theChecksumFileIsThatOfTheTarball() throws Exception {
        Path checksum = worker.tarball().resolveSibling("gateway-worker-1.tar.gz.sha256");
        Process process = new ProcessBuilder(
                        "sha256sum", "-c", checksum.getFileName().toString())
                .directory(checksum.getParent().toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).isEqualTo("gateway-worker-1.tar.gz: OK\n");
    }

    private Set<String> plannedPaths() {
        Set<String> paths = new TreeSet<>();
        for (Change change : worker.plan().changes()) {
            paths.add("wso2am-1.9.0/" + change.path());
        }
        return paths;
    }

    /** Without what the plugin says about the node, which is no part of it. */
    private static Set<String> changedPaths(List<String> diff) {
        Set<String> paths = new TreeSet<>();
        for (String line : diff) {
            String path = line.split(" ", 5)[4];
            paths.add(path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
        }
        assertThat(paths).contains("wso2am-1.9.0/" + Manifest.PLACE);
        paths.removeIf(path -> path.startsWith("wso2am-1.9.0/" + Manifest.FOLDER));
        return paths;
    }
}
